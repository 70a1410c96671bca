"""The pages. They are thin: what they show comes from the REST API."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.domain.errors import FaceError, LinkSpent, WrongPassword
from webapp.web import device, figures, networks, samples, tools, version
from webapp.web.access import page_gallery, services, viewer, visible_galleries
from webapp.web.errors import STATUS
from webapp.web.security import link_limit, sign_in_limit, sign_in_with
from webapp.web.texts import t
from webapp.web.translations import translated

blueprint = Blueprint("pages", __name__)
blueprint.add_app_template_filter(figures.bytes_text)
blueprint.add_app_template_filter(figures.count_text)
blueprint.add_app_template_filter(figures.capital)
blueprint.add_app_template_filter(translated)
blueprint.add_app_template_global(samples.found, "sample_pictures")


@blueprint.app_context_processor
def _context() -> dict[str, Any]:
    who, parts, gallery = viewer(), services(), page_gallery()
    recogniser = parts.open.of(gallery).rules.recogniser
    return {
        "viewer": who and {"name": who.name},
        "gallery": gallery,
        "galleries": visible_galleries() if who else [],
        "open_enrolment": parts.settings.open_enrolment,
        "recogniser": f"{recogniser.name} {recogniser.version}",
        "tools": {name: tools.address(name) for name in tools.TOOLS},
    }


@blueprint.get("/")
def live() -> str:
    """Show faces in the webcam, with the detectors that are here to choose from."""
    return render_template("live.html", **_detectors())


@blueprint.get("/tools")
def all_tools() -> str:
    """Show what there is to do with pictures."""
    return render_template("tools.html")


def _tool(name: str) -> str:
    """Show a tool, with the detectors that are here to choose from."""
    return render_template(f"{name}.html", tool=name, **_detectors())


for _name in tools.TOOLS:
    blueprint.add_url_rule(tools.address(_name), _name, _tool, defaults={"name": _name})


def _detectors() -> dict[str, Any]:
    """Return what _detectors.html needs: the networks' specs, and the bytes of each."""
    specs = networks.specs(services().settings.models_dir)
    return {"specs": specs, "sizes": {name: networks.size(spec) for name, spec in specs.items()}}


@blueprint.get("/enrol")
def enrol() -> str:
    """Take photos into the gallery."""
    return render_template("enrol.html")


@blueprint.get("/api")
def api() -> str:
    """Show the REST API's description."""
    return render_template("api.html")


@blueprint.get("/about")
def about() -> str:
    """Show what becomes of pictures, what this device can compute with, versions and licences."""
    specs = networks.specs(services().settings.models_dir)
    check = device.check(specs, services().open.of(page_gallery()).rules.recogniser.name)
    return render_template("about.html", versions=version.VERSIONS, check=check)


@blueprint.get("/about/models")
def models() -> str:
    """Show the cards of the networks."""
    return render_template("models.html", shelves=networks.shelves(services().settings.models_dir))


@blueprint.get("/admin")
def admin() -> str:
    """Show the gallery to those signed in."""
    return render_template("admin.html")


@blueprint.get("/sign-in")
def sign_in() -> str | Response:
    """Ask for name and password."""
    target = local_path(request.args.get("next"))
    return redirect(target) if viewer() else render_template("sign_in.html", next=target, error="")


@blueprint.post("/sign-in")
@sign_in_limit
def submit_sign_in() -> tuple[str, int] | Response:
    """Sign in and go on to where the visitor wanted to."""
    target = local_path(request.form.get("next"))
    try:
        sign_in_with(request.form.get("name", ""), request.form.get("password", ""))
    except WrongPassword as error:
        return render_template("sign_in.html", next=target, error=translated(str(error))), STATUS[error.code]
    return redirect(target, 303)


@blueprint.get("/setup")
def setup() -> str | tuple[str, int]:
    """Ask for the first account, or for a new password."""
    return _setup_form(request.args.get("token", ""))


@blueprint.post("/setup")
@link_limit
def submit_setup() -> str | tuple[str, int] | Response:
    """Spend the link and sign in."""
    token, form = request.values.get("token", ""), request.form
    name, password = form.get("name", ""), form.get("password", "")
    if password != form.get("again"):
        return _setup_form(token, name, t("account.differ"))
    accounts = services().accounts
    try:
        name = accounts.link_name(token) or name
        accounts.use_link(token, name, password)
    except FaceError as error:
        return _setup_form(token, name, translated(str(error)), STATUS[error.code])
    sign_in_with(name, password)
    return redirect(url_for("pages.admin"), 303)


def _setup_form(token: str, name: str = "", error: str = "", status: int = 422) -> str | tuple[str, int]:
    reset = None
    try:
        reset = services().accounts.link_name(token)
    except LinkSpent as spent:
        error, status = translated(str(spent)), STATUS[spent.code]
    page = render_template("setup.html", token=token, name=reset or name, reset=reset is not None, error=error)
    return (page, status) if error else page


def local_path(target: str | None) -> str:
    """Return `target` where it is a path of this site, else `/`: nobody is sent elsewhere after signing in."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return "/"
    if "\\" in target or any(ord(character) < 33 for character in target):
        return "/"  # browsers read a backslash as a slash and leave control characters out
    parts = urlsplit(target)
    return "/" if parts.scheme or parts.netloc else target

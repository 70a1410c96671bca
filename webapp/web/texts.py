"""What the pages say, in the language of whoever reads: see texts/README.md."""

import json
import re
from functools import cache
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, g, request
from markupsafe import Markup, escape

from webapp.paths import ROOT

LANGUAGES = {"en": "English", "zh-Hant": "繁體中文"}
FALLBACK = "en"
COOKIE = "language"
SERVER_ONLY = frozenset({"about", "account", "api", "models", "refusal"})  # files whose texts no script uses

_YEAR = 365 * 24 * 60 * 60
_PLAIN_TAGS = ("em", "strong", "code")
_TAG = re.compile(r"&lt;(/?)(\w+)&gt;")
VALUE = re.compile(r"\{(\w+)\}")

Text = str | dict[str, str]


def init_app(app: Flask) -> None:
    """Give templates `t`, `rich` and the language, and remember the language that an address asks for."""
    app.jinja_env.globals.update(t=t, rich=rich)  # unlike a context's values, imported macros have these, too
    app.context_processor(_context)
    app.after_request(_remember)


def language() -> str:
    """Return the language of this request: the address's, else the remembered one, else the browser's, else English."""
    if "language" not in g:
        g.language = _asked() or _known(request.cookies.get(COOKIE)) or _accepted() or FALLBACK
    return str(g.language)


def t(key: str, **values: object) -> str:
    """Return a text with its values filled in; where it has a plural, `n` chooses the form. Raises KeyError."""
    return filled(_form(key, values), values)


def rich(key: str, **values: object) -> Markup:
    """Return a text whose tags are kept: emphasis, and links to the address given under the name of the tag."""

    def tag(match: re.Match[str]) -> str:
        close, name = match.groups()
        if name in _PLAIN_TAGS:
            return f"<{close}{name}>"
        return "</a>" if close else Markup('<a href="{}">').format(values[name])

    safe = {name: escape(value) for name, value in values.items()}
    tagged = _TAG.sub(tag, str(escape(_form(key, values))))
    return Markup(filled(tagged, safe))  # noqa: S704 — every part is escaped


@cache
def catalogue(name: str) -> dict[str, Text]:
    """Return all texts of a language by their keys."""
    return {
        f"{file.stem}.{key}": text
        for file in sorted((ROOT / "texts" / name).glob("*.json"))
        for key, text in json.loads(file.read_text()).items()
    }


@cache
def for_scripts(name: str) -> dict[str, Text]:
    """Return the texts of a language that the pages' scripts may use."""
    return {key: text for key, text in catalogue(name).items() if key.split(".")[0] not in SERVER_ONLY}


def _form(key: str, values: dict[str, Any]) -> str:
    text = catalogue(language())[key]
    if isinstance(text, str):
        return text
    return text["one" if values["n"] == 1 and "one" in text else "other"]


def filled(text: str, values: dict[str, Any]) -> str:
    """Return a text with its placeholders filled in; one without a value stays as it is."""
    return VALUE.sub(lambda match: str(values.get(match[1], match[0])), text)


def _context() -> dict[str, Any]:
    return {
        "language": language(),
        "languages": LANGUAGES,
        "texts": for_scripts(language()),
        "in_language": _address,
    }


def _address(name: str) -> str:
    """Return this page's address in another language."""
    query = {**request.args.to_dict(), "lang": name}
    return f"{request.path}?{urlencode(query)}"


def _remember(response: Response) -> Response:
    if asked := _asked():
        response.set_cookie(COOKIE, asked, max_age=_YEAR, secure=request.is_secure, httponly=True, samesite="Lax")
    return response


def _asked() -> str | None:
    return _known(request.args.get("lang"))


def _accepted() -> str | None:
    """Return the first of the browser's languages that there is."""
    for wanted in request.accept_languages.values():
        if found := _known(wanted) or next((name for name in LANGUAGES if _is_like(name, wanted)), None):
            return found
    return None


def _is_like(name: str, wanted: str) -> bool:
    """Whether a language serves who wants another of its kind: English for en-AU, Traditional Chinese for zh-TW."""
    return name.split("-")[0].lower() == wanted.split("-")[0].lower()


def _known(name: str | None) -> str | None:
    return name if name in LANGUAGES else None

"""Sign-in sessions, CSRF protection, limits on attempts, and the headers that keep pages to themselves."""

from typing import Any

from flask import Flask, Response, g, request, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, UserMixin, login_user, logout_user
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf

from webapp.domain.accounts import Accounts
from webapp.domain.users import User
from webapp.web.tools import TOOLS, address

POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "connect-src": "'self'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob:",
    "style-src": "'self'",
    "worker-src": "'self'",
    "font-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}
# WebAssembly with threads starts its workers from blobs. Scripts obey the policy of their own answer inside a worker.
THREADED = POLICY | {"script-src": POLICY["script-src"] + " blob:", "worker-src": "'self' blob:"}
# A tool fetches pictures from any address that the reader gives.
FETCHING = THREADED | {"connect-src": "'self' http: https:"}
_TOOL_PAGES = frozenset(map(address, TOOLS))
_ISOLATED_PAGES = {"/", "/enrol"} | _TOOL_PAGES

limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window")
# Only failures count, so that nobody is locked out by signing in often.
sign_in_limit = limiter.shared_limit(
    "10 per 5 minutes; 50 per day", scope="sign-in", deduct_when=lambda response: response.status_code == 401
)
link_limit = limiter.limit("20 per hour", methods=["POST"])


class SignedIn(UserMixin):
    """An account with the token of one sign-in; the token, not the account, is what the session holds."""

    def __init__(self, account: User, token: str) -> None:
        self.account = account
        self.token = token

    def get_id(self) -> str:
        """Return what identifies this sign-in in the session."""
        return self.token


def init_app(app: Flask, accounts: Accounts) -> None:
    """Protect an application."""
    app.config.update(
        WTF_CSRF_HEADERS=["X-CSRF-Token"],
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session; live pages stay open for days
        WTF_CSRF_SSL_STRICT=False,  # a client without Referer has the token or it has not
    )
    CSRFProtect(app)
    limiter.init_app(app)
    manager = LoginManager(app)
    manager.session_protection = None  # a phone changes its address; the sign-in's token is what counts

    @manager.user_loader
    def load(token: str) -> SignedIn | None:
        account = accounts.signed_in(token)
        return None if account is None else SignedIn(account, token)

    app.after_request(_protect)


def start_session(account: User, token: str) -> None:
    """Begin a signed-in session; nothing of the session before stays."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(account, token))
    _fresh_csrf_token()


def end_session() -> None:
    """End the session in this browser."""
    logout_user()
    session.clear()
    _fresh_csrf_token()


def _fresh_csrf_token() -> None:
    g.pop("csrf_token", None)  # Flask-WTF keeps the token of the old session for the rest of the request
    generate_csrf()


def _protect(response: Response) -> Response:
    static = request.path.startswith("/static/")
    isolated = request.path in _ISOLATED_PAGES
    headers: dict[str, Any] = {
        "Content-Security-Policy": _policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(self)",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if isolated:
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if isolated or static:
        headers["Cross-Origin-Embedder-Policy"] = "require-corp"
    response.headers.update(headers)
    if not static:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _policy() -> str:
    if request.path in _TOOL_PAGES:
        policy = FETCHING
    elif request.path in _ISOLATED_PAGES or request.path.startswith("/static/"):
        policy = THREADED
    else:
        policy = POLICY
    return "; ".join(f"{name} {value}" for name, value in policy.items())

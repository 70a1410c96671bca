"""Sign-in sessions, CSRF protection, and limits on attempts."""

from flask import Flask, after_this_request, g, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, UserMixin, login_user, logout_user
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf

from webapp.domain.accounts import SIGN_IN_LASTS, Accounts
from webapp.domain.errors import WrongPassword
from webapp.domain.users import User
from webapp.web import headers, permissions
from webapp.web.access import metrics, services
from webapp.web.observed import note_user

COOKIE = "familiar"

limiter = Limiter(get_remote_address, strategy="moving-window")
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


class SessionCookie(SecureCookieSessionInterface):
    """The session's cookie. Over HTTPS its name makes browsers keep it to this very host, and to HTTPS."""

    def get_cookie_name(self, _app: Flask) -> str:
        """Return the name, by how the request came."""
        return f"__Host-{COOKIE}" if request.is_secure else COOKIE

    def get_cookie_secure(self, _app: Flask) -> bool:
        """Return whether browsers must not send it without HTTPS."""
        return request.is_secure


def init_app(app: Flask, accounts: Accounts, attempts: str) -> None:
    """Protect an application. `attempts` is where attempts to sign in are counted: `memory://` or `redis://…`."""
    app.session_interface = SessionCookie()
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=SIGN_IN_LASTS,
        RATELIMIT_STORAGE_URI=attempts,
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=not attempts.startswith("memory:"),
        WTF_CSRF_HEADERS=["X-CSRF-Token"],
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session; live pages stay open for days
        WTF_CSRF_SSL_STRICT=False,  # a client without Referer has the token or it has not
        WTF_CSRF_CHECK_DEFAULT=False,  # permissions.py checks, for it knows who needs no token
    )
    csrf = CSRFProtect(app)
    limiter.init_app(app)
    manager = LoginManager(app)
    manager.session_protection = None  # a phone changes its address; the sign-in's token is what counts

    @manager.user_loader
    def load(token: str) -> SignedIn | None:
        account = accounts.signed_in(token)
        if account is None:
            return None
        note_user(account.id)
        return SignedIn(account, token)

    permissions.init_app(app, csrf)


def sign_in_with(name: str, password: str) -> None:
    """Begin a session for whoever knows name and password. Raises WrongPassword."""
    try:
        start_session(*services().accounts.sign_in(name, password))
    except WrongPassword:
        metrics().sign_in_failures.inc()
        raise


def start_session(account: User, token: str) -> None:
    """Begin a signed-in session; nothing of the session before stays."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(account, token))
    note_user(account.id)
    _fresh_csrf_token()


def end_session() -> None:
    """End the session in this browser, and what it has kept of people's pictures."""
    after_this_request(headers.forget)
    logout_user()
    session.clear()
    _fresh_csrf_token()


def _fresh_csrf_token() -> None:
    g.pop("csrf_token", None)  # Flask-WTF keeps the token of the old session for the rest of the request
    generate_csrf()

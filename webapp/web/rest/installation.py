"""What belongs to the installation as a whole: its accounts, and everything that was done."""

from typing import Any

from flask_smorest import Blueprint

from webapp.domain.audit import Entry
from webapp.domain.pages import Page, PageQuery
from webapp.domain.users import User
from webapp.web.access import services
from webapp.web.schemas import AuditArgs, AuditSchema, UsersSchema

users = Blueprint("users", __name__, description="Accounts, for operators.")
audit = Blueprint("audit", __name__, description="What was done, for operators.")


@users.get("/users")
@users.response(200, UsersSchema)
def everybody() -> dict[str, list[User]]:
    """List all accounts by name."""
    return {"users": services().accounts.users()}


@audit.get("/audit")
@audit.arguments(AuditArgs, location="query")
@audit.response(200, AuditSchema)
def everything(wanted: dict[str, Any]) -> Page[Entry]:
    """List everything that was done, newest first: in all galleries, and signing in and out."""
    return services().audit.entries(PageQuery(wanted["limit"], wanted["cursor"]), action=wanted["action"])

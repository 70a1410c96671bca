"""Several galleries with members, keys and an audit log.

What is there becomes the gallery "main"; accounts become operators.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.String(32)
MAIN = "main"


def upgrade() -> None:
    """Create the tables and move the one gallery into them."""
    _create_galleries()
    _put_into_main("people", ["name_key", "id"])
    _put_into_main("submissions", ["created_at", "id"])
    with op.batch_alter_table("users") as users:
        users.add_column(sa.Column("operator", sa.Boolean, nullable=False, server_default=sa.true()))
    with op.batch_alter_table("users") as users:
        users.alter_column("operator", server_default=None)
    _create_memberships()
    _create_keys()
    _create_audit()


def downgrade() -> None:
    """There is no way back: one gallery cannot hold what several held."""
    raise NotImplementedError("restore a backup that was made before")


def _create_galleries() -> None:
    galleries = op.create_table(
        "galleries",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("name_key", sa.String(400), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("revision", ID, nullable=False),
        sa.Column("threshold", sa.Double, nullable=True),
        sa.Column("recogniser_name", sa.String(100), nullable=True),
        sa.Column("recogniser_version", sa.String(100), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_galleries"),
        sa.UniqueConstraint("name_key", name="uq_galleries_name_key"),
    )
    mark = op.get_bind().execute(sa.text("SELECT revision FROM gallery")).scalar_one()
    main = {"id": MAIN, "name": "Main", "name_key": "main", "revision": mark}
    op.bulk_insert(galleries, [{**main, "created_at": datetime.now(UTC).replace(tzinfo=None)}])
    op.drop_table("gallery")


def _put_into_main(table: str, order: list[str]) -> None:
    op.drop_index("_".join(("ix", table, *order)), table)
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column("gallery_id", ID, nullable=False, server_default=MAIN))
        batch.create_foreign_key(f"fk_{table}_gallery_id", "galleries", ["gallery_id"], ["id"])
    with op.batch_alter_table(table) as batch:
        batch.alter_column("gallery_id", server_default=None)
    op.create_index("_".join(("ix", table, "gallery_id", *order)), table, ["gallery_id", *order])


def _create_memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("gallery_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("role", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("gallery_id", "user_id", name="pk_memberships"),
        _foreign("memberships", "gallery_id", "galleries"),
        _foreign("memberships", "user_id", "users"),
    )
    op.create_index("ix_memberships_user_id", "memberships", ["user_id"])


def _create_keys() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", ID, nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("gallery_id", ID, nullable=False),
        sa.Column("role", sa.Integer, nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=True),
        sa.Column("last_used_at", sa.DateTime, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
        sa.UniqueConstraint("secret_hash", name="uq_api_keys_secret_hash"),
        _foreign("api_keys", "gallery_id", "galleries"),
        _foreign("api_keys", "made_by", "users"),
    )
    op.create_index("ix_api_keys_gallery_id", "api_keys", ["gallery_id"])


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("actor_kind", sa.String(10), nullable=False),
        sa.Column("actor_id", ID, nullable=False),
        sa.Column("action", sa.String(100), nullable=False),
        sa.Column("gallery_id", ID, nullable=True),
        sa.Column("subject", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at_id", "audit", ["at", "id"])
    op.create_index("ix_audit_gallery_id_at_id", "audit", ["gallery_id", "at", "id"])


def _foreign(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE")

"""The first tables: gallery, people, photos, references, submissions; users, sign-ins, links."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.String(32)
HASH = sa.String(64)


def upgrade() -> None:
    """Create everything; the gallery gets its first revision."""
    _create_gallery()
    _create_references()
    _create_submissions()
    _create_users()


def downgrade() -> None:
    """Drop everything."""
    for table in ("links", "sign_ins", "users", "submissions", "face_references", "photos", "people", "gallery"):
        op.drop_table(table)


def _create_gallery() -> None:
    gallery = op.create_table(
        "gallery",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("revision", ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_gallery"),
    )
    op.bulk_insert(gallery, [{"id": 1, "revision": uuid.uuid4().hex}])
    op.create_table(
        "people",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("name_key", sa.String(400), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_index("ix_people_name_key_id", "people", ["name_key", "id"])
    op.create_table(
        "photos",
        sa.Column("sha256", HASH, nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_photos"),
    )


def _box() -> list[sa.Column[float]]:
    return [sa.Column(name, sa.Double, nullable=False) for name in ("x", "y", "width", "height")]


def _create_references() -> None:
    op.create_table(
        "face_references",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("photo_sha256", HASH, nullable=False),
        sa.Column("recogniser_name", sa.String(100), nullable=False),
        sa.Column("recogniser_version", sa.String(100), nullable=False),
        sa.Column("descriptor", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        *_box(),
        sa.PrimaryKeyConstraint("id", name="pk_face_references"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_face_references_person_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["photo_sha256"], ["photos.sha256"], name="fk_face_references_photo_sha256"),
    )
    op.create_index("ix_face_references_person_id_created_at_id", "face_references", ["person_id", "created_at", "id"])
    op.create_index("ix_face_references_photo_sha256", "face_references", ["photo_sha256"])


def _create_submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("photo_sha256", HASH, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        *_box(),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        sa.ForeignKeyConstraint(["photo_sha256"], ["photos.sha256"], name="fk_submissions_photo_sha256"),
    )
    op.create_index("ix_submissions_created_at_id", "submissions", ["created_at", "id"])
    op.create_index("ix_submissions_photo_sha256", "submissions", ["photo_sha256"])


def _create_users() -> None:
    op.create_table(
        "users",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("name_key", sa.String(400), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("name_key", name="uq_users_name_key"),
    )
    op.create_table(
        "sign_ins",
        sa.Column("token_hash", HASH, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_ins"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sign_ins_user_id", ondelete="CASCADE"),
    )
    op.create_index("ix_sign_ins_user_id", "sign_ins", ["user_id"])
    op.create_table(
        "links",
        sa.Column("token_hash", HASH, nullable=False),
        sa.Column("purpose", sa.String(10), nullable=False),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_links"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_links_user_id", ondelete="CASCADE"),
    )

"""Rows to domain objects and back."""

import numpy as np

from webapp.domain.faces import Box, Descriptor, Recogniser
from webapp.domain.photos import Photo
from webapp.domain.references import Reference
from webapp.domain.submissions import Submission
from webapp.domain.users import Link, LinkPurpose, User
from webapp.storage.models import BoxColumns, LinkRow, PhotoRow, ReferenceRow, SubmissionRow, UserRow

FLOATS = np.dtype("<f4")  # the byte order of stored descriptors


def box(row: BoxColumns) -> Box:
    """Return the box of a reference or submission."""
    return Box(row.x, row.y, row.width, row.height)


def photo(row: PhotoRow) -> Photo:
    """Return what is known of a photo."""
    return Photo(row.sha256, row.width, row.height)


def reference(row: ReferenceRow) -> Reference:
    """Return a reference, without its descriptor."""
    recogniser = Recogniser(row.recogniser_name, row.recogniser_version)
    return Reference(row.id, row.person_id, box(row), recogniser, photo(row.photo), row.created_at)


def reference_row(item: Reference, descriptor: Descriptor) -> ReferenceRow:
    """Return the row of a reference. Its photo's row must exist."""
    return ReferenceRow(
        id=item.id,
        person_id=item.person_id,
        photo_sha256=item.photo.sha256,
        recogniser_name=item.recogniser.name,
        recogniser_version=item.recogniser.version,
        descriptor=descriptor.astype(FLOATS).tobytes(),
        created_at=item.created_at,
        **_box_columns(item.box),
    )


def submission(row: SubmissionRow) -> Submission:
    """Return a submission."""
    return Submission(row.id, row.name, box(row), photo(row.photo), row.created_at)


def submission_row(gallery_id: str, item: Submission) -> SubmissionRow:
    """Return the row of a submission. Its photo's row must exist."""
    return SubmissionRow(
        id=item.id,
        gallery_id=gallery_id,
        name=item.name,
        photo_sha256=item.photo.sha256,
        created_at=item.created_at,
        **_box_columns(item.box),
    )


def user(row: UserRow) -> User:
    """Return an account, without its password hash."""
    return User(row.id, row.name, row.created_at, row.operator)


def link(row: LinkRow) -> Link:
    """Return a one-time link."""
    return Link(row.token_hash, LinkPurpose(row.purpose), row.expires_at, row.user_id)


def _box_columns(area: Box) -> dict[str, float]:
    return {"x": area.x, "y": area.y, "width": area.width, "height": area.height}

"""GalleryStore on SQLAlchemy."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby

import numpy as np
from sqlalchemy import Engine, delete, exists, func, select, union
from sqlalchemy.orm import Session

from webapp.domain.descriptors import LENGTH, PersonDescriptors
from webapp.domain.errors import BadCursor, NotFound
from webapp.domain.faces import Descriptor, Recogniser
from webapp.domain.names import name_key
from webapp.domain.pages import Page, PageQuery
from webapp.domain.people import Person
from webapp.domain.photos import Photo
from webapp.domain.references import Reference
from webapp.domain.submissions import Submission
from webapp.storage import engine as engines
from webapp.storage import people, rows
from webapp.storage.keyset import page_of
from webapp.storage.models import GalleryRow, PersonRow, PhotoRow, ReferenceRow, SubmissionRow


class SqlGalleryStore:
    """People, references and submissions of a gallery, in a database that `migrate` prepared."""

    def __init__(self, engine: Engine, gallery_id: str) -> None:
        self.gallery_id = gallery_id
        self._reading = engine
        self._writing = engines.writers(engine)

    def revision(self) -> str:
        """See GalleryStore."""
        with Session(self._reading) as session:
            return self._gallery(session).revision

    def add_person(self, person: Person) -> None:
        """See GalleryStore."""
        with self._changing() as session:
            people.add(session, self.gallery_id, person)

    def person(self, person_id: str) -> Person:
        """See GalleryStore."""
        with Session(self._reading) as session:
            return people.read(session, self.gallery_id, person_id)

    def people(self, search: str, page: PageQuery) -> Page[Person]:
        """See GalleryStore."""
        with Session(self._reading) as session:
            return people.search(session, self.gallery_id, search, page)

    def rename_person(self, person_id: str, name: str) -> None:
        """See GalleryStore."""
        with self._changing() as session:
            row = people.person_row(session, self.gallery_id, person_id)
            row.name, row.name_key = name, name_key(name)

    def remove_person(self, person_id: str) -> list[Reference]:
        """See GalleryStore."""
        with self._changing() as session:
            row = people.person_row(session, self.gallery_id, person_id)
            query = select(ReferenceRow).where(ReferenceRow.person_id == person_id)
            removed = [rows.reference(reference) for reference in session.scalars(query)]
            session.execute(delete(ReferenceRow).where(ReferenceRow.person_id == person_id))
            session.delete(row)
            session.flush()
            for sha256 in {reference.photo.sha256 for reference in removed}:
                _drop_unused(session, sha256)
            return removed

    def add_reference(self, reference: Reference, descriptor: Descriptor) -> None:
        """See GalleryStore."""
        with self._changing() as session:
            people.person_row(session, self.gallery_id, reference.person_id)
            _need_photo(session, reference.photo)
            session.add(rows.reference_row(reference, descriptor))

    def reference(self, reference_id: str) -> Reference:
        """See GalleryStore."""
        with Session(self._reading) as session:
            return rows.reference(self._reference_row(session, reference_id))

    def references(self, person_id: str, page: PageQuery) -> Page[Reference]:
        """See GalleryStore."""
        with Session(self._reading) as session:
            people.person_row(session, self.gallery_id, person_id)
            return page_of(
                session,
                select(ReferenceRow).where(ReferenceRow.person_id == person_id),
                (ReferenceRow.created_at, ReferenceRow.id),
                page,
                item=lambda row: rows.reference(row[0]),
                key_of=lambda reference: (reference.created_at.isoformat(), reference.id),
                parse=_time_and_id,
            )

    def references_of_photo(self, sha256: str) -> list[Reference]:
        """See GalleryStore."""
        mine = PersonRow.gallery_id == self.gallery_id
        query = select(ReferenceRow).join(PersonRow, ReferenceRow.person_id == PersonRow.id)
        query = query.where(ReferenceRow.photo_sha256 == sha256, mine)
        with Session(self._reading) as session:
            return [rows.reference(row) for row in session.scalars(query)]

    def remove_reference(self, reference_id: str) -> Reference:
        """See GalleryStore."""
        with self._changing() as session:
            row = self._reference_row(session, reference_id)
            removed = rows.reference(row)
            session.delete(row)
            session.flush()
            _drop_unused(session, removed.photo.sha256)
            return removed

    def descriptors(self, recogniser: Recogniser) -> tuple[str, list[PersonDescriptors]]:
        """See GalleryStore."""
        made_by = (
            ReferenceRow.recogniser_name == recogniser.name,
            ReferenceRow.recogniser_version == recogniser.version,
        )
        query = (
            select(PersonRow.id, PersonRow.name, ReferenceRow.id, ReferenceRow.descriptor)
            .join(ReferenceRow, ReferenceRow.person_id == PersonRow.id)
            .where(PersonRow.gallery_id == self.gallery_id, *made_by)
            .order_by(PersonRow.name_key, PersonRow.id, ReferenceRow.created_at, ReferenceRow.id)
        )
        with Session(self._reading) as session:
            revision = self._gallery(session).revision
            found = session.execute(query).all()
        return revision, [
            PersonDescriptors(person_id, name, *_stacked([(row[2], row[3]) for row in group]))
            for (person_id, name), group in groupby(found, key=lambda row: (row[0], row[1]))
        ]

    def recognisers(self) -> list[Recogniser]:
        """See GalleryStore."""
        made_by = (ReferenceRow.recogniser_name, ReferenceRow.recogniser_version)
        mine = select(*made_by).join(PersonRow, ReferenceRow.person_id == PersonRow.id)
        mine = mine.where(PersonRow.gallery_id == self.gallery_id)
        query = mine.group_by(*made_by).order_by(func.count().desc(), *made_by)
        with Session(self._reading) as session:
            return [Recogniser(name, version) for name, version in session.execute(query)]

    def add_submission(self, submission: Submission) -> None:
        """See GalleryStore."""
        with Session(self._writing) as session, session.begin():
            _need_photo(session, submission.photo)
            session.add(rows.submission_row(self.gallery_id, submission))

    def submission(self, submission_id: str) -> Submission:
        """See GalleryStore."""
        with Session(self._reading) as session:
            return rows.submission(self._submission_row(session, submission_id))

    def submissions(self, page: PageQuery) -> Page[Submission]:
        """See GalleryStore."""
        with Session(self._reading) as session:
            return page_of(
                session,
                select(SubmissionRow).where(SubmissionRow.gallery_id == self.gallery_id),
                (SubmissionRow.created_at, SubmissionRow.id),
                page,
                item=lambda row: rows.submission(row[0]),
                key_of=lambda submission: (submission.created_at.isoformat(), submission.id),
                parse=_time_and_id,
            )

    def remove_submission(self, submission_id: str) -> Submission:
        """See GalleryStore."""
        with Session(self._writing) as session, session.begin():
            row = self._submission_row(session, submission_id)
            removed = rows.submission(row)
            session.delete(row)
            session.flush()
            _drop_unused(session, removed.photo.sha256)
            return removed

    def approve(self, submission_id: str, reference: Reference, descriptor: Descriptor, new: Person | None) -> None:
        """See GalleryStore."""
        with self._changing() as session:
            session.delete(self._submission_row(session, submission_id))
            if new is not None:
                people.add(session, self.gallery_id, new)
            people.person_row(session, self.gallery_id, reference.person_id)
            session.add(rows.reference_row(reference, descriptor))

    def photos_in_use(self) -> set[str]:
        """See GalleryStore."""
        with Session(self._reading) as session:
            needed = union(select(ReferenceRow.photo_sha256), select(SubmissionRow.photo_sha256))
            return set(session.scalars(needed))

    def photo_in_use(self, sha256: str) -> bool:
        """See GalleryStore."""
        with Session(self._reading) as session:
            return _photo_in_use(session, sha256)

    def reference_ids(self) -> set[str]:
        """See GalleryStore."""
        with Session(self._reading) as session:
            return set(session.scalars(select(ReferenceRow.id)))

    def scrub(self) -> None:
        """See GalleryStore."""
        engines.scrub(self._reading)

    @contextmanager
    def _changing(self) -> Iterator[Session]:
        """Give a transaction that changes the gallery, and with it its revision."""
        with Session(self._writing) as session, session.begin():
            yield session
            self._gallery(session).revision = uuid.uuid4().hex

    def _gallery(self, session: Session) -> GalleryRow:
        row = session.get(GalleryRow, self.gallery_id)
        if row is None:
            raise NotFound(kind="gallery")
        return row

    def _reference_row(self, session: Session, reference_id: str) -> ReferenceRow:
        mine = PersonRow.gallery_id == self.gallery_id
        query = select(ReferenceRow).join(PersonRow, ReferenceRow.person_id == PersonRow.id)
        row = session.scalars(query.where(ReferenceRow.id == reference_id, mine)).one_or_none()
        if row is None:
            raise NotFound(kind="reference")
        return row

    def _submission_row(self, session: Session, submission_id: str) -> SubmissionRow:
        row = session.get(SubmissionRow, submission_id)
        if row is None or row.gallery_id != self.gallery_id:
            raise NotFound(kind="submission")
        return row


def _need_photo(session: Session, photo: Photo) -> None:
    session.merge(PhotoRow(sha256=photo.sha256, width=photo.width, height=photo.height))
    session.flush()


def _photo_in_use(session: Session, sha256: str) -> bool:
    uses = (exists().where(row.photo_sha256 == sha256) for row in (ReferenceRow, SubmissionRow))
    return any(session.scalar(select(use)) for use in uses)


def _drop_unused(session: Session, sha256: str) -> None:
    if not _photo_in_use(session, sha256):
        session.execute(delete(PhotoRow).where(PhotoRow.sha256 == sha256))


def _stacked(references: list[tuple[str, bytes]]) -> tuple[tuple[str, ...], np.ndarray]:
    joined = b"".join(descriptor for _, descriptor in references)
    matrix = np.frombuffer(joined, rows.FLOATS).reshape(-1, LENGTH)
    return tuple(reference_id for reference_id, _ in references), matrix


def _time_and_id(values: list[str]) -> tuple[datetime, str]:
    try:
        return datetime.fromisoformat(values[0]), values[1]
    except ValueError as error:
        raise BadCursor from error

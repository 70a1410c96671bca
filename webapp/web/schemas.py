"""The JSON of the REST API, for answers, for checking requests and for the OpenAPI document."""

from typing import Any, ClassVar

from marshmallow import EXCLUDE, Schema, fields, validate

from webapp.domain.descriptors import LENGTH
from webapp.domain.roles import Role

LARGEST_PAGE = 200


class Answer(Schema):
    """What the server sends; fields keep the order in which they stand."""


class Wanted(Schema):
    """What a client sends. Unknown members are ignored, so that newer pages can talk to older servers."""

    class Meta:
        """See marshmallow."""

        unknown = EXCLUDE


class BoxSchema(Answer):
    """A rectangle in pixels of the photo."""

    x = fields.Float(required=True)
    y = fields.Float(required=True)
    width = fields.Float(required=True)
    height = fields.Float(required=True)


class RecogniserSchema(Answer):
    """Who made a descriptor."""

    name = fields.String(required=True)
    version = fields.String(required=True)


class PhotoSchema(Answer):
    """A stored photo: its size in pixels and the hash of its bytes."""

    width = fields.Integer()
    height = fields.Integer()
    sha256 = fields.String()


class PersonSchema(Answer):
    """A person; `cover` is the id of the reference whose picture stands for them."""

    id = fields.String()
    name = fields.String()
    createdAt = fields.DateTime(attribute="created_at")  # noqa: N815
    referenceCount = fields.Integer(attribute="reference_count")  # noqa: N815
    cover = fields.String(allow_none=True)


class ReferenceSchema(Answer):
    """A face in a photo that stands for a person."""

    id = fields.String()
    personId = fields.String(attribute="person_id")  # noqa: N815
    box = fields.Nested(BoxSchema)
    recogniser = fields.Nested(RecogniserSchema)
    photo = fields.Nested(PhotoSchema)
    createdAt = fields.DateTime(attribute="created_at")  # noqa: N815


class SubmissionSchema(Answer):
    """A photo that waits for approval."""

    id = fields.String()
    name = fields.String()
    box = fields.Nested(BoxSchema)
    createdAt = fields.DateTime(attribute="created_at")  # noqa: N815


class ReceiptSchema(Schema):
    """What somebody who offers a photo gets back."""

    id = fields.String()
    name = fields.String()
    createdAt = fields.DateTime(attribute="created_at")  # noqa: N815


class PageSchema(Answer):
    """A part of a list; `next` is the cursor of the part that follows."""

    next = fields.String(allow_none=True)
    total = fields.Integer()


class PeopleSchema(PageSchema):
    """A part of the list of people."""

    people = fields.List(fields.Nested(PersonSchema), attribute="items")


class ReferencesSchema(PageSchema):
    """A part of the list of a person's references."""

    references = fields.List(fields.Nested(ReferenceSchema), attribute="items")


class SubmissionsSchema(PageSchema):
    """A part of the list of submissions."""

    submissions = fields.List(fields.Nested(SubmissionSchema), attribute="items")


class PageArgs(Wanted):
    """Which part of a list is wanted."""

    limit = fields.Integer(load_default=50, validate=validate.Range(1, LARGEST_PAGE))
    cursor = fields.String(load_default=None)


class PeopleArgs(PageArgs):
    """Which people are wanted: those whose name contains `query`, whatever its case."""

    query = fields.String(load_default="")


class RecogniserArgs(Wanted):
    """Whose descriptors are wanted: by default those of the recogniser in use."""

    recogniser = fields.String(load_default=None)
    version = fields.String(load_default=None)


class NameSchema(Wanted):
    """A person's name, 1 to 100 characters."""

    name = fields.String(required=True)


class SignInSchema(Wanted):
    """Name and password."""

    name = fields.String(required=True)
    password = fields.String(required=True)


class RoleField(fields.Field[Role]):
    """A role as a word."""

    def _serialize(self, value: Role | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:  # noqa: ARG002
        return None if value is None else value.word


ROLE_WORDS = [role.word for role in Role]


class GallerySchema(Answer):
    """A gallery, and the role in it of whoever asks."""

    id = fields.String()
    name = fields.String()
    createdAt = fields.DateTime(attribute="created_at")  # noqa: N815
    threshold = fields.Float()
    recogniser = fields.Nested(RecogniserSchema)
    role = RoleField(metadata={"type": "string", "enum": ROLE_WORDS})


class GalleriesSchema(Answer):
    """Galleries."""

    galleries = fields.List(fields.Nested(GallerySchema))


class GalleryChangeSchema(Wanted):
    """What is to change: the name, or the distance below which a face is known."""

    name = fields.String()
    threshold = fields.Float(validate=validate.Range(0, 2, min_inclusive=False))


class MemberSchema(Answer):
    """An account's role in a gallery."""

    userId = fields.String(attribute="user_id")  # noqa: N815
    name = fields.String(attribute="user_name")
    role = RoleField(metadata={"type": "string", "enum": ROLE_WORDS})


class MembersSchema(Answer):
    """A gallery's members."""

    members = fields.List(fields.Nested(MemberSchema))


class WantedMemberSchema(NameSchema):
    """The name of an account, and its role from now on."""

    role = fields.String(required=True, validate=validate.OneOf(ROLE_WORDS))


class KeySchema(Answer):
    """A key of a program."""

    id = fields.String()
    name = fields.String()
    role = RoleField(metadata={"type": "string", "enum": ROLE_WORDS})
    madeBy = fields.String(attribute="made_by")  # noqa: N815
    createdAt = fields.DateTime(attribute="created_at")  # noqa: N815
    expiresAt = fields.DateTime(attribute="expires_at", allow_none=True)  # noqa: N815
    lastUsedAt = fields.DateTime(attribute="last_used_at", allow_none=True)  # noqa: N815


class KeysSchema(Answer):
    """A gallery's keys."""

    keys = fields.List(fields.Nested(KeySchema))


class MadeKeySchema(KeySchema):
    """A new key with its secret, for the header `Authorization: Bearer …`."""

    secret = fields.String()


class WantedKeySchema(WantedMemberSchema):
    """A name for a key, its role, and after how many days it expires: never, when null."""

    days = fields.Integer(load_default=90, allow_none=True, validate=validate.Range(1, 3650))


class AuditArgs(PageArgs):
    """Which entries are wanted: all, or those of one action."""

    action = fields.String(load_default="")


class EntrySchema(Answer):
    """One thing that was done: by whom, what, where, and the ids of what it was done to."""

    id = fields.String()
    at = fields.DateTime()
    actorKind = fields.String(attribute="actor_kind")  # noqa: N815
    actorId = fields.String(attribute="actor_id")  # noqa: N815
    action = fields.String()
    galleryId = fields.String(attribute="gallery_id", allow_none=True)  # noqa: N815
    subject = fields.Dict(keys=fields.String(), values=fields.String())


class AuditSchema(PageSchema):
    """A part of the audit log."""

    entries = fields.List(fields.Nested(EntrySchema), attribute="items")


class UserSchema(Answer):
    """An account."""

    id = fields.String()
    name = fields.String()
    createdAt = fields.DateTime(attribute="created_at")  # noqa: N815
    operator = fields.Boolean()


class UsersSchema(Answer):
    """All accounts."""

    users = fields.List(fields.Nested(UserSchema))


class ViewerSchema(Answer):
    """Who is signed in."""

    name = fields.String()
    operator = fields.Boolean()


class SessionSchema(Answer):
    """Who is asking, and what they need to know to go on."""

    user = fields.Nested(ViewerSchema, allow_none=True)
    csrfToken = fields.String()  # noqa: N815
    openEnrolment = fields.Boolean()  # noqa: N815
    gallery = fields.String()
    threshold = fields.Float()


class HealthSchema(Answer):
    """The server's state."""

    status = fields.String()
    version = fields.String()


class FaceSchema(Answer):
    """A face as a browser describes it."""

    box = fields.Nested(BoxSchema, required=True)
    descriptor = fields.List(fields.Float(), required=True, validate=validate.Length(equal=LENGTH))
    recogniser = fields.Nested(RecogniserSchema, required=True)


class ApprovalSchema(FaceSchema):
    """Whom a submission shows: `personId` of somebody known or the `name` of somebody new, and the face found again."""

    personId = fields.String()  # noqa: N815
    name = fields.String()


class DescribedReferenceSchema(Answer):
    """A reference with its descriptor."""

    id = fields.String()
    descriptor = fields.List(fields.Float())


class DescribedPersonSchema(Answer):
    """A person with all descriptors."""

    id = fields.String()
    name = fields.String()
    references = fields.List(fields.Nested(DescribedReferenceSchema))


class DescriptorsSchema(Answer):
    """All that a page needs to tell who is who."""

    recogniser = fields.Nested(RecogniserSchema)
    length = fields.Integer()
    threshold = fields.Float()
    people = fields.List(fields.Nested(DescribedPersonSchema))


class ErrorDetailSchema(Answer):
    """What went wrong: a code for programs, a sentence for people."""

    code = fields.String()
    message = fields.String()


class ErrorSchema(Answer):
    """The shape of every error."""

    error = fields.Nested(ErrorDetailSchema)


_PHOTO: dict[str, str] = {"type": "string", "format": "binary"}
_TEXT: dict[str, str] = {"type": "string"}


class Multipart:
    """Descriptions of multipart requests for the OpenAPI document; the parts are read in `payloads`."""

    reference: ClassVar = {"photo": _PHOTO, "face": {**_TEXT, "description": "JSON: box, descriptor, recogniser"}}
    submission: ClassVar = {"photo": _PHOTO, "face": {**_TEXT, "description": "JSON: box"}, "name": _TEXT}

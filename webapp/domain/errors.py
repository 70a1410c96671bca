"""Errors of the domain. Each carries a machine-readable code and a sentence that a person can act on.

`web/errors.py` gives every code its HTTP status, once.
"""

from typing import Any, ClassVar


class FaceError(Exception):
    """Base of everything that Familiar refuses. `data` fills the sentence and is kept for whoever wants the parts."""

    code: ClassVar[str] = "refused"
    sentence: ClassVar[str] = "This cannot be done."

    def __init__(self, **data: Any) -> None:
        self.data = data
        super().__init__(self.sentence.format(**data))


class NotFound(FaceError):
    """Nothing of that kind has this id. Data: kind."""

    code = "not-found"
    sentence = "There is no such {kind}; it may have been deleted."


class BadName(FaceError):
    """A name that cannot be stored. Data: reason."""

    code = "bad-name"
    sentence = "This name cannot be used: {reason}."


class BadFace(FaceError):
    """A face whose box or descriptor makes no sense. Data: reason."""

    code = "bad-face"
    sentence = "This face cannot be stored: {reason}."


class OtherRecogniser(FaceError):
    """A descriptor of a recogniser that the gallery does not use. Data: given, wanted."""

    code = "other-recogniser"
    sentence = "The descriptor was made by {given}, but this gallery uses {wanted}. Reload the page and try again."


class BadCursor(FaceError):
    """A page marker that this server did not give out."""

    code = "bad-cursor"
    sentence = "The cursor is not one that this server gave out; start again without it."


class EmptyFile(FaceError):
    """A photo of no bytes, or none at all."""

    code = "empty-file"
    sentence = "The file is empty; choose a photo."


class NotAnImage(FaceError):
    """Bytes that are no picture of a known format."""

    code = "not-an-image"
    sentence = "The file is not a picture that can be read; use JPEG, PNG or WebP."


class HeicUnsupported(FaceError):
    """HEIC, HEIF or AVIF."""

    code = "heic-unsupported"
    sentence = "HEIC and AVIF pictures are not supported; save the photo as JPEG and try again."


class SvgRefused(FaceError):
    """A drawing that may carry programs."""

    code = "svg-refused"
    sentence = "SVG drawings are not photos; use JPEG, PNG or WebP."


class TruncatedImage(FaceError):
    """A picture whose end is missing or whose data are damaged."""

    code = "truncated-image"
    sentence = "The picture is damaged or incomplete; send the original file again."


class TooManyPixels(FaceError):
    """A picture refused by its declared size, before decoding. Data: width, height, limit (million pixels)."""

    code = "too-many-pixels"
    sentence = "The picture has {width} × {height} pixels; at most {limit} million are allowed. Make it smaller."


class TooLarge(FaceError):
    """A file of too many bytes. Data: limit (MiB)."""

    code = "too-large"
    sentence = "The file is too large; at most {limit} MiB are allowed."


class FileUnreadable(FaceError):
    """A file that cannot be read from its disk or archive. Data: reason."""

    code = "file-unreadable"
    sentence = "The file cannot be read: {reason}."


class BadSource(FaceError):
    """Something from which no photos can be imported. Data: path."""

    code = "bad-source"
    sentence = "{path} is neither a folder nor a ZIP archive that can be opened; choose another one."


class NoPhotos(FaceError):
    """A folder or archive without pictures. Data: path."""

    code = "no-photos"
    sentence = "{path} holds no photos; each person needs a folder with photos in it."


class ArchiveTooLarge(FaceError):
    """An archive beyond the limits. Data: reason."""

    code = "archive-too-large"
    sentence = "The archive is refused: {reason}. Divide it into smaller ones."


class UnsafeArchive(FaceError):
    """An archive with a member that could do harm. Data: member, reason."""

    code = "unsafe-archive"
    sentence = "The archive is refused, because its member “{member}” {reason}. Pack only folders with photos."


class OutsideFolder(FaceError):
    """A photo that lies in no person's folder."""

    code = "outside-folder"
    sentence = "The photo is not in a person's folder: each person needs one folder with the photos directly in it."


class SeveralOfName(FaceError):
    """A name that does not tell whom a photo is of. Data: name."""

    code = "several-of-name"
    sentence = "Several people are called {name}; rename all but one of them, or enrol the photo on the Enrol page."


class ImportRunning(FaceError):
    """Only one import at a time."""

    code = "import-running"
    sentence = "Another import is running; wait until it has ended."


class Busy(FaceError):
    """Too much work at this moment."""

    code = "busy"
    sentence = "The server is busy with other photos; try again in a few seconds."


class WrongPassword(FaceError):
    """Name and password do not belong together."""

    code = "wrong-password"
    sentence = "The name or the password is wrong."


class BadPassword(FaceError):
    """A password that is too weak to be set. Data: reason."""

    code = "bad-password"
    sentence = "This password cannot be used: {reason}."


class LinkSpent(FaceError):
    """A one-time link that was used, replaced or is too old."""

    code = "link-spent"
    sentence = "This link has been used or replaced by a newer one; start Familiar again to get a new link."


class NameTaken(FaceError):
    """Two accounts cannot share a name."""

    code = "name-taken"
    sentence = "There is already an account with this name."


class InboxFull(FaceError):
    """Too many photos wait for approval."""

    code = "inbox-full"
    sentence = "Too many photos are waiting for approval; try again when some have been looked at."


class BadThresholds(FaceError):
    """Thresholds in the wrong order or out of range."""

    code = "bad-thresholds"
    sentence = "These thresholds cannot be used: “known” must be more than 0, “ask” no less than “known” and at most 2."


class BadRate(FaceError):
    """A rate of false accepts that no threshold can be chosen for."""

    code = "bad-rate"
    sentence = "The false accept rate must be more than 0 and less than 1."


class Forbidden(FaceError):
    """Something that the role of whoever asks does not allow. Data: need, the role that would."""

    code = "forbidden"
    sentence = "This needs the role {need}; ask an administrator of the gallery."

"""What only the web refuses; the rest stands in the domain's errors."""

from webapp.domain.errors import FaceError


class SignInNeeded(FaceError):
    """Somebody who is not signed in asks for what needs it."""

    code = "sign-in-needed"
    sentence = "Sign in first."


class BadRequest(FaceError):
    """A request whose parts are missing or of the wrong kind. Data: reason."""

    code = "bad-request"
    sentence = "The request cannot be understood: {reason}."


class BadKey(FaceError):
    """An API key that was never given out, was ended, or has expired."""

    code = "bad-key"
    sentence = "This API key is not good, or not any more; ask for a new one."

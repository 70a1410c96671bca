"""Every refusal has a code of its own, a sentence, and exactly one status."""

from webapp.domain.errors import FaceError
from webapp.web import refusals
from webapp.web.errors import STATUS


def kinds(base: type[FaceError] = FaceError) -> list[type[FaceError]]:
    return [kind for child in base.__subclasses__() for kind in (child, *kinds(child))]


def test_every_code_has_one_status_and_every_status_a_code() -> None:
    assert refusals.SignInNeeded in kinds()
    codes = [kind.code for kind in kinds()]
    assert len(set(codes)) == len(codes)
    assert set(codes) | {"csrf"} == set(STATUS)
    assert all(400 <= status < 600 for status in STATUS.values())


def test_every_refusal_is_a_sentence() -> None:
    assert [kind.code for kind in kinds() if not kind.sentence.endswith(".")] == []

"""Which names are kept, as text, and which are refused."""

import pytest

from webapp.domain.errors import BadName
from webapp.domain.names import clean_name, name_key

KEPT = {
    "plain": ("Ada", "Ada"),
    "trimmed": ("  Ada Lovelace\t", "Ada Lovelace"),
    "composed": ("Ame\u0301lie", "Am\u00e9lie"),
    "right to left": ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
    "emoji family": ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
    "markup": ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    "quotes and SQL": ("'; DROP TABLE people; --", "'; DROP TABLE people; --"),
    "one letter": ("x", "x"),
    "hundred": ("x" * 100, "x" * 100),
}
REFUSED = {
    "empty": "",
    "blank": " \t \u00a0\u3000",
    "long": "x" * 300,
    "one too long": "x" * 101,
    "NUL": "Ada\0",
    "line break": "Ada\nAdmin",
    "bidi override": "Ada\u202egpj.exe",
    "bidi isolate": "Ada\u2066x\u2069",
    "right-to-left mark": "Ada\u200f",
    "only joiners": "\u200d\u200b",
    "lone surrogate": "Ada\ud800",
    "private use": "Ada\ue000",
}


@pytest.mark.parametrize("given,kept", KEPT.values(), ids=KEPT)
def test_a_name_is_kept_as_text(given: str, kept: str) -> None:
    assert clean_name(given) == kept


@pytest.mark.parametrize("given", REFUSED.values(), ids=REFUSED)
def test_a_name_that_cannot_be_shown_safely_is_refused(given: str) -> None:
    with pytest.raises(BadName) as refusal:
        clean_name(given)
    assert refusal.value.code == "bad-name"
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("one,other", [("ADA", "ada"), ("Stra\u00dfe", "STRASSE"), ("\u00c9mile", "\u00e9mile")])
def test_case_does_not_matter_for_order_and_search(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)

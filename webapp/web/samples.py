"""The sample pictures that set-up brought, in the order in which pages offer them."""

from webapp.paths import ROOT

FOLDER = ROOT / "static" / "samples"
NAMES = (
    "three_friends",
    "group_of_four",
    "group_of_six",
    "four_at_a_party",
    "a_friend",
    "eileen_collins",
    "barack_obama_1",
    "barack_obama_2",
    "barack_obama_3",
    "joe_biden",
)


def found() -> list[str]:
    """Return the names of the pictures that are here: NAME.jpg, and NAME.small.jpg to show it small."""
    return [name for name in NAMES if (FOLDER / f"{name}.jpg").exists()]

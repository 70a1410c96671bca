"""Which recogniser a gallery works with: an existing gallery keeps the one that made its descriptors."""

from collections.abc import Mapping, Sequence

from webapp.domain.faces import Recogniser

AUTO = "auto"


def choose(offered: Mapping[str, Recogniser], wanted: str, kept: Sequence[Recogniser]) -> Recogniser:
    """Return the recogniser for a gallery.

    Args:
        offered: crop → the recogniser that its descriptors are kept under; the first is the default.
        wanted: a crop, or "auto": what made most of what the gallery holds, where it is offered, else the default.
        kept: the recognisers of the descriptors that the gallery holds, most first.

    Raises:
        KeyError: there is no such crop.
    """
    if wanted != AUTO:
        return offered[wanted]
    default = next(iter(offered.values()))
    return next((recogniser for recogniser in kept if recogniser in offered.values()), default)

"""Large numbers as people read them; the pages' text.js says the same."""

from webapp.web.texts import t


def bytes_text(count: int) -> str:
    """Return bytes like "812 kB" or "6.4 MB", in decimal units."""
    if count < 1000:
        return t("common.bytes", n=count)
    return f"{round(count / 1000)} kB" if count < 999_500 else f"{count / 1e6:.1f} MB"


def count_text(count: int) -> str:
    """Return a count like "193,321", "5.6 million" or "1.7 billion"."""
    if count >= 1e9:
        return t("models.billions", n=f"{count / 1e9:.1f}")
    if count >= 1e6:
        return t("models.millions", n=f"{count / 1e6:.1f}")
    return f"{count:,}"


def capital(text: str) -> str:
    """Return a text with a capital at its beginning, all else as it was."""
    return text[:1].upper() + text[1:]

"""Large numbers as people read them; the pages' text.js says the same."""


def bytes_text(count: int) -> str:
    """Return bytes like "812 kB" or "6.4 MB", in decimal units."""
    if count < 1000:
        return f"{count} bytes"
    return f"{round(count / 1000)} kB" if count < 999_500 else f"{count / 1e6:.1f} MB"


def count_text(count: int) -> str:
    """Return a count like "193,321", "5.6 million" or "1.7 billion"."""
    for step, word in ((1e9, "billion"), (1e6, "million")):
        if count >= step:
            return f"{count / step:.1f} {word}"
    return f"{count:,}"

"""Text from a record made safe to print, and links made safe to follow."""

import unicodedata

# Marks that turn the reading direction of what follows: a title must not reorder the page around it.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """The text without control characters, lone surrogates and bidirectional marks; white space folded."""
    kept = (
        " " if letter.isspace() else letter
        for letter in text
        if letter.isspace()
        or (letter not in _TURNING and unicodedata.category(letter) not in ("Cc", "Cs", "Cn"))
    )
    return " ".join("".join(kept).split())


def shortened(text: str, limit: int) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def safe_url(url: str) -> str:
    """The address where it is http or https, else nothing: no javascript, data or file."""
    wanted = url.strip()
    usable = wanted.lower().startswith(("http://", "https://")) and wanted == printable(wanted)
    return wanted if usable and " " not in wanted else ""

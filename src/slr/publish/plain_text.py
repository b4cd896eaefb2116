"""Text from a record made safe to print, and links made safe to follow."""

import re

from slr.model import untrusted
from slr.publish.data import Coefficient

_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")  # XML has no way to write the last two


def printable(text: str) -> str:
    """The text on one line, without escapes, control characters and marks that reorder what follows."""
    return " ".join(_NONCHARACTERS.sub("", untrusted.printable(text)).split())


def shortened(text: str, limit: int) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def safe_url(url: str) -> str:
    """The address where it is http or https, else nothing: no javascript, data or file."""
    wanted = url.strip()
    usable = wanted.lower().startswith(("http://", "https://")) and wanted == printable(wanted)
    return wanted if usable and " " not in wanted else ""


def number(value: int | float) -> str:
    """A number as tables show it: at most three decimals without last zeros; a coefficient has all three."""
    if isinstance(value, Coefficient):
        return f"{value:.3f}"
    return str(value) if isinstance(value, int) else f"{value:.3f}".rstrip("0").rstrip(".")

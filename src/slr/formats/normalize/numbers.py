"""Volumes and issues without the word for it that some databases write before them."""

import re

from slr.formats.normalize.remember import remembered

_WORD = re.compile(
    r"(?:(?:v|vol|volume|no|n|nr|num|number|issue|iss|heft|bd|band|tome)(?:\.\s*|\s+|(?=\d))){1,3}(?=\d)",
    re.IGNORECASE,
)
_NEXT_FIELD = re.compile(r"\s+[A-Z][A-Z0-9] {1,2}- .*")  # which Mendeley writes on the same line
_NONE = frozenset(["n/a", "na", "-", "--", "ahead-of-print", "ahead of print", "prepublish", "null", "none"])


@remembered
def bare_number(text: str) -> str:
    """A volume or issue: `v. 40` and `no. 3` are 40 and 3, `n/a` is none; others stay as they are."""
    if " - " in text or "  -" in text:
        text = _NEXT_FIELD.sub("", text)
    if text.lower() in _NONE or text.startswith(("http://", "https://")):
        return ""
    return _WORD.sub("", text, count=1) if _WORD.match(text) else text

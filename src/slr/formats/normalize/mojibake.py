"""Text that was decoded wrongly before it was exported, repaired."""

import re

# What UTF-8 looks like after it was read as Windows-1252 or Latin-1: a lead byte's letter, then a sign that
# hardly ever follows it in real text.
_SUSPECT = re.compile(
    "[\u00c2-\u00c5\u00c8-\u00cb\u00d0\u00d1\u00e2\u00e3\u00ef][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u2122]"
)


def mend(text: str) -> str:
    """The text with wrongly decoded letters repaired, where ftfy judges that they are."""
    if not _SUSPECT.search(text):
        return text
    from ftfy import fix_encoding

    return fix_encoding(text)

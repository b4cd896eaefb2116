"""Page ranges: first-last, both written out."""

import re

from slr.formats.normalize.remember import remembered
from slr.formats.normalize.text import clean

_DASHES = re.compile(r"\s*(?:[-\u2010-\u2015\u2212]|&ndash;)(?:[-\u2010-\u2015\u2212\s]|&ndash;)*")
_TILDE = re.compile(r"(?<=\d)\s*[~～]\s*(?=\d)")
_AND_PAGE = re.compile(r"(?<=\d)\s*\+\s*(?=\d)")
_LABEL = re.compile(
    r"^(?:(?:pages?|pp?)(?:\.\s*|\s+)|(?:UNSP|ARTN|Art(?:icle)?\.? ?(?:No\.?)?)\s+)(?=[A-Za-z]{0,2}\d)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?<![\w-])([A-Za-z]*)(\d{1,12})([A-Za-z]?)-([A-Za-z]*)(\d{1,12})([A-Za-z]?)(?![\w-])")

_ENDS = " ,;.-+"


@remembered
def page_range(text: str) -> str:
    """Pages with plain hyphens and whole numbers: `1032-8` is `1032-1038`, `S12-5` `S12-S15`, `7-7` `7`.

    Parts after a comma, semicolon or plus sign are read one by one; what is no range of numbers stays as
    it is.
    """
    # Open ends go, too: "123-+" (Web of Science), "123-".
    text = _DASHES.sub("-", " ".join(text.split())).strip(_ENDS)
    if "+" in text or "~" in text or "～" in text:  # CNKI and Wanfang
        text = _AND_PAGE.sub(", ", _TILDE.sub("-", text))
    while (bare := _LABEL.sub("", text).strip(_ENDS)) != text:
        text = bare
    if text.isalnum():
        return text
    parts = [part.strip() for part in re.split(r"[,;]", text)]
    return ", ".join(_RANGE.sub(_write_out, part) for part in parts if part)


def pages_of(text: str) -> str:
    """The page range in a field as exported."""
    first, _, last = text.partition("-")
    if text.isascii() and first.isdigit() and last.isdigit() and len(first) == len(last) and first != last:
        return text  # nearly always
    return page_range(clean(text))


def join_pages(first: str, last: str) -> str:
    """The range of a first and a last page given apart; a range in the first alone is enough."""
    if not last or last == first:
        return page_range(first)
    if not first:
        return page_range(last)
    if "-" in first or "\u2013" in first:
        return page_range(first)
    if last.startswith((f"{first}-", f"{first}\u2013")):
        return page_range(last)
    return page_range(f"{first}-{last}")


def _write_out(found: re.Match[str]) -> str:
    prefix, start, suffix, prefix2, end, suffix2 = found.groups()
    if prefix2 not in ("", prefix):
        return found[0]
    if len(end) < len(start):
        whole = start[: len(start) - len(end)] + end
        if int(whole) < int(start):
            return found[0]
        end = whole
    if start == end and suffix == suffix2:
        return f"{prefix}{start}{suffix}"
    return f"{prefix}{start}{suffix}-{prefix}{end}{suffix2}"

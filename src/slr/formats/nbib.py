"""PubMed's tagged format (MEDLINE, .nbib)."""

import re
from itertools import pairwise

from slr.formats.decode import SpanLog, decode
from slr.formats.draft import Draft
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import family_first_all
from slr.formats.normalize.pages import page_range
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import CSL_TYPES, csl_type
from slr.formats.trouble import Troubles
from slr.model.reading import Entry, Reading, SpanKind

VERSION = 1

# As in ris.py, the patterns work on "\n" + text and begin with a literal line end.
_START = re.compile(r"\n(?:(?=\ufeff?PMID ?- )|(?:[ \t\0]*\n)+(?=\ufeff?[A-Z][A-Z0-9 ]{3}- ))")
_FIELD = re.compile(r"\n\ufeff?(?=[A-Z0-9 ]{4}-[ \n])([A-Z][A-Z0-9]{1,3}) {0,2}- ?")
_DOI_MARK = re.compile(r"\s*\[doi\]\s*$", re.IGNORECASE)


def read_nbib(data: bytes, file: str) -> Reading:
    """Read PubMed's tagged format: one entry for each PMID line, or block of tags after a blank line."""
    decoded = decode(data)
    troubles = Troubles(file)
    if decoded.odd:
        troubles.add("I106", f"{decoded.odd} bytes are not valid {decoded.encoding}.")
    log = SpanLog(decoded)
    body = "\n" + decoded.text
    starts = [match.end() - (body[match.end() - 1] == "\n") for match in _START.finditer(body)]
    for start, end in pairwise([*starts, len(decoded.text)]):
        line = log.line
        if log.cover(SpanKind.STRUCTURE, start) and not body[1 : start + 1].isspace() and not log.entries:
            troubles.add("I105", "Text before the first record was left out.", line=line)
        _add_entry(body[start : end + 1], end, log, troubles)
    log.cover(SpanKind.STRUCTURE, len(decoded.text))
    return Reading(
        "nbib", VERSION, decoded.encoding, tuple(log.entries), tuple(log.spans), tuple(troubles.found)
    )


def _add_entry(piece: str, end: int, log: SpanLog, troubles: Troubles) -> None:
    line, position = log.line, log.position
    parts = _FIELD.split(piece)
    values = [" ".join(value.split()) if "\n" in value else value.strip() for value in parts[2::2]]
    raw = tuple(zip(parts[1::2], values, strict=True))
    by_tag: dict[str, list[str]] = {}
    for tag, value in raw:
        if value:
            by_tag.setdefault(tag, []).append(value)
    useful = bool(by_tag)
    span = log.cover(SpanKind.RECORD if useful else SpanKind.REFUSED, end)
    if span is None:
        return
    if not useful:
        troubles.add("I101", "An entry without any field was refused.", line=line, entry=position)
        log.entries.append(Entry(position, span, None, raw))
        return
    if not raw or raw[0][0] != "PMID":
        troubles.add("I104", "A record has no beginning (PMID).", line=line, entry=position)
    record = draft_of(by_tag).record(troubles, line=line, entry=position)
    log.entries.append(Entry(position, span, record, raw))


def draft_of(by_tag: dict[str, list[str]]) -> Draft:
    """The draft of a record in PubMed's tags."""
    get = by_tag.get
    pmid = pmid_of(get("PMID", [""])[0])
    groups = [f"{name}," if "," not in name else name for name in get("CN", ())]
    marked = [*get("LID", ()), *get("AID", ())]
    return Draft(
        type=_type(by_tag),
        title=_first(by_tag, "TI", "BTI", "CTI", "TT"),
        abstract=_first(by_tag, "AB", "OAB"),
        authors=family_first_all([*(get("FAU") or get("AU") or ()), *groups]),
        dates=[*get("DP", ()), *get("DEP", ()), *get("DA", ())],
        journal=_first(by_tag, "JT", "TA") or (_first(by_tag, "BTI") if "TI" in by_tag else ""),
        volume=_first(by_tag, "VI"),
        issue=_first(by_tag, "IP"),
        pages=page_range(clean(_first(by_tag, "PG"))),
        dois=[_DOI_MARK.sub("", text) for text in marked if _DOI_MARK.search(text)],
        pmid=pmid,
        serials=[*get("IS", ()), *get("ISBN", ())],
        urls=get("URL", []),
        notes=get("SO", []),
        language="; ".join(get("LA", ())),
        keywords=split_keywords([*get("MH", ()), *get("OT", ())], "\n"),
        publisher=_first(by_tag, "PB"),
        accession=_first(by_tag, "PMID"),
    )


def _first(by_tag: dict[str, list[str]], *tags: str) -> str:
    for tag in tags:
        if tag in by_tag:
            return by_tag[tag][0]
    return ""


def _type(by_tag: dict[str, list[str]]) -> str:
    texts = by_tag.get("PT", ())
    if own := next((text for text in texts if text in CSL_TYPES or text == "none"), ""):
        return own if own in CSL_TYPES else ""  # written by slr; PubMed's are capitalized
    known = [name for text in texts if (name := csl_type(text))]
    special = [name for name in known if name != "article-journal"]
    if special:
        return special[0]
    if "BTI" in by_tag:
        return "chapter" if "TI" in by_tag else "book"
    return "article-journal" if known or "JT" in by_tag or "TA" in by_tag else ""

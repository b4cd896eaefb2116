"""A reference in a reference list, in the style that medical journals use (Vancouver)."""

from collections.abc import Iterable
from urllib.parse import quote

from slr.model.record import Record
from slr.publish.data import Link
from slr.publish.plain_text import printable, safe_url, shortened

_AUTHORS = 6  # more are cut to this many and "et al."


def reference(record: Record) -> str:
    """`Smith J, Doe AB. Title. Journal. 2012;5(1):e42. doi:10.1/x`, with what the record has."""
    parts = [
        _sentence(_authors(record)),
        _sentence(record.title or "(no title)"),
        _sentence(record.journal or record.publisher),
        _sentence(_where(record)),
    ]
    if record.doi:
        parts.append(f"doi:{record.doi}")
    elif record.pmid:
        parts.append(f"PMID: {record.pmid}")
    return printable(" ".join(part for part in parts if part))


def reference_list(records: Iterable[Record]) -> str:
    """A numbered reference list as plain text, one reference a line."""
    return "".join(f"{n}. {reference(record)}\n" for n, record in enumerate(records, 1))


def short_reference(record: Record, limit: int = 200) -> str:
    """`Smith 2012. Title`, for lists."""
    who = record.authors[0].partition(",")[0] if record.authors else "No author"
    when = str(record.year) if record.year is not None else "no year"
    return shortened(printable(f"{who} {when}. {record.title or '(no title)'}"), limit)


def study_label(record: Record) -> str:
    """`Smith 2012`: how tables name a study by its first report."""
    who = record.authors[0].partition(",")[0].strip() if record.authors else "No author"
    return printable(f"{who} {record.year if record.year is not None else 'n.d.'}")


def link_of(record: Record) -> Link | None:
    """Where the record can be found: its DOI, PubMed, or its own address."""
    if record.doi:
        return Link(record.doi, "https://doi.org/" + quote(record.doi, safe="/()<>;:.-_"))
    if record.pmid.isdigit():
        return Link(f"PMID {record.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/")
    url = safe_url(record.url)
    return Link(shortened(url, 60), url) if url else None


def _authors(record: Record) -> str:
    names = [_author(name) for name in record.authors[:_AUTHORS]]
    return ", ".join([*names, "et al"] if len(record.authors) > _AUTHORS else names)


def _author(name: str) -> str:
    family, comma, given = name.partition(",")
    initials = "".join(part[0] for part in given.replace("-", " ").replace(".", " ").split())
    return f"{family.strip()} {initials}".strip() if comma else family.strip()


def _where(record: Record) -> str:
    when = str(record.year) if record.year is not None else ""
    volume = record.volume + (f"({record.issue})" if record.issue else "")
    place = volume + (f":{record.pages}" if record.pages else "")
    return f"{when};{place}" if when and place else when or place


def _sentence(text: str) -> str:
    stripped = text.strip()
    return stripped if not stripped or stripped[-1] in ".?!…" else stripped + "."

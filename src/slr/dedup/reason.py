"""The words that say why two records were joined or kept apart."""

from slr.dedup.evidence import First, Numbers, Page, Words
from slr.dedup.relation import RELATION_TEXT, Relation
from slr.dedup.source import MISSING, OTHER, PERHAPS, SAME

_YES_NO = {0: "other {}", 1: "same {}"}
_JOURNALS = {OTHER: "other journal", PERHAPS: "journal alike", SAME: "same journal"}
_PAGES = {
    Page.OTHER: "other pages",
    Page.OVERLAP: "pages overlap",
    Page.FIRST: "same first page",
    Page.RANGE: "same pages",
}
_FIRST = {
    First.OTHER: "other first author",
    First.OTHER_INITIAL: "first author with another initial",
    First.SAME: "same first author",
}


def reason(evidence: dict[str, int], relation: int) -> str:
    """The evidence on one pair in short: "same DOI; titles 97; same first author; same year"."""
    parts = []
    if relation != Relation.NONE:
        parts.append(f"kept apart: {RELATION_TEXT[Relation(relation)]}")
    parts += [
        _YES_NO[evidence[field]].format(name)
        for field, name in (("doi", "DOI"), ("pmid", "PubMed id"))
        if evidence[field] != MISSING
    ]
    parts += _title(evidence) + _authors(evidence)
    year = evidence["year"]
    if year != MISSING:
        parts.append("same year" if year == 0 else f"years {year} apart")
    if evidence["journal"] != MISSING:
        parts.append(_JOURNALS[evidence["journal"]])
    if evidence["volume"] != MISSING:
        parts.append(_YES_NO[evidence["volume"]].format("volume"))
    if evidence["pages"] != MISSING:
        parts.append(_PAGES[Page(evidence["pages"])])
    if evidence["abstract"] != MISSING:
        parts.append(f"abstracts {evidence['abstract']}")
    return "; ".join(parts)


def _title(evidence: dict[str, int]) -> list[str]:
    title = evidence["title"]
    if title == MISSING:
        return ["no title"]
    parts = ["same title" if title == 100 else f"titles {title}"]
    if evidence["letters"] < 25:
        parts[0] += " (short)"
    if evidence["within"] == 1:
        parts.append("one title within the other")
    if evidence["numbers"] == Numbers.OTHER:
        parts.append("other numbers in the titles")
    if evidence["words"] == Words.REPLACED:
        parts.append("other words in the titles")
    return parts


def _authors(evidence: dict[str, int]) -> list[str]:
    if evidence["authors"] == MISSING:
        return []
    parts = [_FIRST[First(evidence["first"])]]
    if evidence["authors"] < 60:
        parts.append(f"{evidence['authors']} % of names in common")
    return parts

"""Reporting checklists, filled as far as the folder knows; the rest is left to the authors, and says so."""

from collections.abc import Callable, Mapping

from slr.model.codebook import Codebook
from slr.model.words import SearchKind
from slr.publish.blocks import Paragraph
from slr.publish.checklist_items import CHECKLISTS
from slr.publish.data import ReportData, SearchRow, Table
from slr.publish.methods import by_whom, methods
from slr.publish.narrative import selection_results
from slr.publish.traffic_lights import is_appraisal
from slr.publish.wording import counted, listed

OPEN = "for the authors"


def checklist(data: ReportData, name: str) -> Table:
    """One checklist (a key of CHECKLISTS): item, topic, what the folder says of it, and whose turn it is."""
    caption, items = CHECKLISTS[name]
    rows = []
    for number, topic, answer in items:
        said = _ANSWERS[answer](data) if answer else ""
        rows.append((number, topic, said or None, "from the folder" if said else OPEN))
    return Table(
        id=name,
        caption=caption,
        columns=("Item", "Topic", "What the folder says", "Filled"),
        rows=tuple(rows),
        note="Topics are in brief; the checklists themselves hold the full wording.",
    )


def checklists(data: ReportData) -> tuple[Table, ...]:
    """All of them."""
    return tuple(checklist(data, name) for name in CHECKLISTS)


def _title(data: ReportData) -> str:
    title = data.plan.title
    return title if "systematic review" in title.lower() else ""


def _question(data: ReportData) -> str:
    parts = [f"{part.capitalize()}: {text}" for part, text in data.plan.framework.items()]
    return " ".join([data.plan.question, *(f"{part}." for part in parts)]).strip()


def _criteria(data: ReportData) -> str:
    kinds = (("include", "inclusion"), ("exclude", "exclusion"))
    found = [(sum(c.type == kind for c in data.plan.criteria), word) for kind, word in kinds]
    said = [f"{n} {word} {'criterion' if n == 1 else 'criteria'}" for n, word in found if n]
    return f"{listed(said).capitalize()}, listed in the methods." if said else ""


def _paragraph(data: ReportData, *openings: str) -> str:
    """The sentences of the methods that begin with one of these words."""
    texts = [block.text for block in methods(data) if isinstance(block, Paragraph)]
    return " ".join(text for text in texts if text.startswith(openings))


def _sources(data: ReportData) -> str:
    return _paragraph(data, "The following databases", "Further sources")


def _selection(data: ReportData) -> str:
    return _paragraph(data, "At the stage", "Rules stated", "Screening was stopped")


def _coders(data: ReportData) -> str:
    books = [book for book in _used(data) if not is_appraisal(book) and book.id in data.work]
    return " ".join(f"{book.name or book.id}: coded {by_whom(data, book)}" for book in books)


def _used(data: ReportData) -> list[Codebook]:
    """The codebooks that anything was coded with."""
    names = {coding.codebook for coding in data.codings}
    return [book for book in data.codebooks if book.id in names]


def _queries(data: ReportData) -> str:
    with_query = [s.source or s.id for s in data.searches if s.query]
    return f"Table of searches: {listed(with_query)}." if with_query else ""


def _dimensions(data: ReportData) -> str:
    books = [book for book in data.codebooks if not is_appraisal(book)]
    names = list(dict.fromkeys(d.name or d.id for book in books for d in book.dimensions))
    return f"{listed(names)}." if names else data.stated.get("data", "")


def _tools(data: ReportData) -> str:
    books = [book for book in _used(data) if is_appraisal(book)]
    said = [f"{book.name or book.id}, {by_whom(data, book)}".rstrip(", ") for book in books]
    return " ".join(said) or data.stated.get("appraisal", "")


def _judgements(data: ReportData) -> str:
    judged: dict[str, set[str]] = {}
    for book in (one for one in _used(data) if is_appraisal(one)):
        own = {coding.study for coding in data.codings if coding.codebook == book.id}
        judged.setdefault(book.unit, set()).update(own)
    said = [counted(len(units), unit) for unit, units in judged.items()]
    return f"Judgements of {listed(said)}, in figure and table." if said else ""


def _displays(data: ReportData) -> str:
    return "Tables and figures are made from the codings." if data.codings else ""


def _flow(data: ReportData) -> str:
    if not data.flow.total("identified"):
        return ""
    return " ".join(b.text for b in selection_results(data.flow) if isinstance(b, Paragraph))


def _excluded(data: ReportData) -> str:
    n = len(data.excluded)
    return f"{counted(n, 'report')} excluded at full text, listed with citation and reason." if n else ""


def _studies(data: ReportData) -> str:
    return f"{counted(len(data.studies), 'study')}, listed with citations." if data.studies else ""


def _codings(data: ReportData) -> str:
    return "Table of codings, a row for each study." if data.codings else ""


def _cross(data: ReportData) -> str:
    return f"{counted(len(data.cross_tables), 'table')} of counts." if data.cross_tables else ""


def _protocol(data: ReportData) -> str:
    held = next((value for what, value in data.provenance if what.lower() == "protocol"), "")
    return f"protocol.yaml in the review folder ({held})." if held else ""


def _availability(data: ReportData) -> str:
    return (
        f"The review folder: {counted(len(data.sources), 'source file')} with hashes." if data.sources else ""
    )


def _of_kind(*kinds: SearchKind) -> Callable[[ReportData], str]:
    def named(data: ReportData) -> str:
        return listed([s.source or s.id for s in data.searches if s.kind in kinds])

    return named


def _each(part: Callable[[SearchRow], str]) -> Callable[[ReportData], str]:
    def said(data: ReportData) -> str:
        return "; ".join(f"{s.source or s.id}: {part(s)}" for s in data.searches if part(s))

    return said


def _rounds(data: ReportData) -> str:
    rounds = {search.round for search in data.plan.searches}
    return f"{counted(len(rounds), 'round')} of searches." if len(rounds) > 1 else ""


def _duplicates(data: ReportData) -> str:
    n = data.flow.total("duplicates")
    how = "by slr: exact and fuzzy matching, uncertain pairs decided by a person"
    return f"{counted(n, 'duplicate record')} removed, {how}." if data.flow.total("identified") else ""


def _stated(name: str) -> Callable[[ReportData], str]:
    """What the protocol says of a thing."""

    def said(data: ReportData) -> str:
        return data.stated.get(name, "")

    return said


_ANSWERS: Mapping[str, Callable[[ReportData], str]] = {
    "title": _title,
    "question": _question,
    "criteria": _criteria,
    "sources": _sources,
    "queries": _queries,
    "selection": _selection,
    "coders": _coders,
    "dimensions": _dimensions,
    "tools": _tools,
    "judgements": _judgements,
    "displays": _displays,
    "flow": _flow,
    "excluded": _excluded,
    "studies": _studies,
    "codings": _codings,
    "cross": _cross,
    "registration": lambda data: data.plan.registration,
    "protocol": _protocol,
    "availability": _availability,
    "databases": _of_kind(SearchKind.DATABASE),
    "registers": _of_kind(SearchKind.REGISTER),
    "websites": _of_kind(SearchKind.WEBSITE, SearchKind.ORGANISATION),
    "citations": _of_kind(SearchKind.CITATION),
    "others": _of_kind(SearchKind.OTHER),
    "platforms": _each(lambda s: s.platform),
    "limits": _each(lambda s: s.limits),
    "dates": _each(lambda s: s.date),
    "counts": _each(lambda s: counted(s.records, "record")),
    "rounds": _rounds,
    "duplicates": _duplicates,
    "filters": _stated("filters"),
    "peer review": _stated("peer-review"),
    **{
        name: _stated(name)
        for name in ("rationale", "outcomes", "synthesis", "certainty", "amendments", "funding", "interests")
    },
}

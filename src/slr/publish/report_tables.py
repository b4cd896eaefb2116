"""The tables of a report, made once from its data; every document and file shows these."""

from collections.abc import Iterable, Mapping

from slr.model.codebook import Codebook, Coding, Dimension
from slr.model.record import Record
from slr.publish.data import Cell, ReportData, StudyRow, Table
from slr.publish.plain_text import printable
from slr.publish.reference import link_of, reference, study_label


def table_groups(data: ReportData) -> list[tuple[str, str, list[Table]]]:
    """The tables under their headings, in the order of the report: anchor, heading, the tables with rows."""
    groups = [
        ("searches", "Searches", [search_table(data), *data.search_tables]),
        ("studies", "Included studies", [studies_table(data)]),
        ("codings", "Codings", codings_tables(data)),
        ("cross", "Cross-tabulations", list(data.cross_tables)),
        ("excluded", "Reports excluded at full text", [reasons_table(data), excluded_table(data)]),
        ("agreement", "Agreement between reviewers", list(data.agreement)),
        (
            "coder-agreement",
            "Agreement between coders",
            [*data.coder_agreement.values(), *data.coder_categories],
        ),
        ("more", "More tables", list(data.more_tables)),
    ]
    filled = [(anchor, heading, [t for t in tables if t.rows]) for anchor, heading, tables in groups]
    return [group for group in filled if group[2]]


def report_tables(data: ReportData) -> tuple[Table, ...]:
    """Every table that has rows, in the order of the report."""
    return tuple(table for _, _, tables in table_groups(data) for table in tables)


def search_table(data: ReportData) -> Table:
    """Searches with their query, as PRISMA-S asks for; columns that no search fills are left out."""
    columns = ("Source", "Platform", "Kind", "Date", "Query", "Limits", "Records", "Refused", "Unique")
    rows: list[tuple[Cell, ...]] = [
        (s.source or s.id, s.platform, s.kind, s.date, s.query, s.limits, s.records, s.refused, s.unique)
        for s in data.searches
    ]
    kept = [n for n in range(len(columns)) if any(row[n] not in ("", None) for row in rows)]
    return Table(
        id="searches",
        caption="Searches",
        columns=tuple(columns[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in rows),
        note="Records are entries of the exports, refused ones too; no other search found the unique ones.",
    )


def studies_table(data: ReportData) -> Table:
    """Included studies, a row for each report; the first row of a study names it."""
    labels = study_labels(data.studies)
    rows: list[tuple[Cell, ...]] = []
    for study in data.studies:
        for record in study.records:
            row: tuple[Cell, ...] = (labels[study.id], record.year, reference(record), link_of(record))
            rows.append((*row, printable(record.abstract)) if data.with_abstracts else row)
    columns = ("Study", "Year", "Report", "Link")
    return Table(
        id="studies",
        caption="Included studies and their reports",
        columns=(*columns, "Abstract") if data.with_abstracts else columns,
        rows=tuple(rows),
    )


def study_labels(studies: Iterable[StudyRow]) -> dict[str, str]:
    """`Smith 2012` for each study, with a letter where two would be the same; without a record, the id."""
    plain = {s.id: study_label(s.records[0]) if s.records else s.id for s in studies}
    taken: dict[str, list[str]] = {}
    for one, label in plain.items():
        taken.setdefault(label, []).append(one)
    return {
        one: label if len(taken[label]) == 1 else label + _letters(taken[label].index(one))
        for one, label in plain.items()
    }


def unit_labels(data: ReportData, book: Codebook) -> Mapping[str, str]:
    """The label of everything that a codebook codes, by id: studies, or reports, results, arms or cases."""
    return study_labels(data.studies) if book.unit == "study" else data.units.get(book.id, {})


def units_coded(book: Codebook) -> str:
    """What a codebook codes, for captions: `Included studies`, `Cases`."""
    plural = "studies" if book.unit == "study" else f"{book.unit}s"
    return f"Included {plural}" if book.unit in ("study", "report") else plural.capitalize()


def _letters(place: int) -> str:
    """a, b, … z, aa, ab, …"""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("a") + last)


def codings_tables(data: ReportData) -> list[Table]:
    """A table for each codebook that anything was coded with: studies by dimensions."""
    used = {coding.codebook for coding in data.codings}
    return [_codings_table(data, book) for book in data.codebooks if book.id in used]


def _codings_table(data: ReportData, book: Codebook) -> Table:
    labels = unit_labels(data, book)
    coded: dict[tuple[str, str], list[Coding]] = {}
    for coding in data.codings:
        if coding.codebook == book.id:
            coded.setdefault((coding.study, coding.dimension), []).append(coding)
    said: dict[str, dict[str, list[str]]] = {}
    for (unit, dimension), own in coded.items():
        said.setdefault(unit, {})[dimension] = [value for coding in own for value in coding.values]
    rows = tuple(
        (label, *(_coded(d, coded.get((unit, d.id), []), asked=d in asked) for d in book.dimensions))
        for unit, label in labels.items()
        for asked in (book.asked(said.get(unit, {})),)
    )
    return Table(
        id=f"codings-{book.id}",
        caption=f"Codings: {book.name or book.id}",
        columns=(book.unit.capitalize(), *(d.name or d.id for d in book.dimensions)),
        rows=rows,
        note=" ".join(t for t in (book.source and f"Codebook: {book.source}.", _UNCODED) if t),
    )


_UNCODED = "An empty cell was not coded; coders' names stand where they differ."


def _coded(dimension: Dimension, codings: list[Coding], *, asked: bool) -> str | None:
    """What a study was coded as: once where all coders agree, else each with the coder."""
    if not asked:
        return "(not asked)"
    if not codings:
        return None
    said = {coding.coder: _values(dimension, coding.values) for coding in codings}
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    return "; ".join(f"{value} ({coder})" for coder, value in sorted(said.items()))


def _values(dimension: Dimension, values: Iterable[str]) -> str:
    names = []
    for value in values:
        category = dimension.category(value)
        names.append((category.name or category.id) if category else value)
    return ", ".join(map(printable, names))


def reasons_table(data: ReportData) -> Table:
    """Exclusion reasons at full text with their counts, both columns of the flow together."""
    texts: dict[str, str] = {}
    counts: dict[str, int] = {}
    for row in (row for box in data.flow.boxes if box.name == "excluded-full-text" for row in box.rows):
        texts.setdefault(row.item, row.label or row.item)
        counts[row.item] = counts.get(row.item, 0) + row.count
    return Table(
        id="reasons",
        caption="Reasons for exclusion at full text",
        columns=("Criterion", "Reason", "Reports"),
        rows=tuple((item, text, counts[item]) for item, text in texts.items()),
    )


def excluded_table(data: ReportData) -> Table:
    """Reports excluded at full text with citation and reason, as PRISMA item 16b asks for."""
    rows = tuple(
        (_name(one.record, one.report), reference(one.record), one.text or one.reason, link_of(one.record))
        for one in data.excluded
    )
    return Table(
        id="excluded",
        caption="Reports excluded at full text",
        columns=("Report", "Citation", "Reason", "Link"),
        rows=rows,
    )


def _name(record: Record, report: str) -> str:
    return study_label(record) if record.authors or record.title else report

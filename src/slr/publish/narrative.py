"""A report in sentences, its numbers filled in from the flow: a starting point for a paper, to be edited."""

from collections.abc import Sequence

from slr.model.flow import Box, Column, Flow
from slr.publish.blocks import Block, Bullets, Figure, Heading, Paragraph
from slr.publish.data import Cell, ReportData, Table
from slr.publish.methods import methods
from slr.publish.report_tables import (
    codings_tables,
    excluded_table,
    reasons_table,
    search_table,
    studies_table,
)
from slr.publish.wording import counted, listed, was

FLOW_FIGURE = "flow"
ALPHA = "Krippendorff's alpha"


def narrative(data: ReportData) -> tuple[Block, ...]:
    """Title, notices, methods, results with tables and the flow figure, and provenance.

    Only what the folder knows is said; nothing is said of synthesis, bias or certainty.
    """
    blocks: list[Block] = [Heading(data.plan.title or "Systematic review", 1)]
    if data.flow.notice:
        blocks.append(Paragraph(data.flow.notice, alarm=True))
    if data.flow.draft:
        blocks.append(Paragraph("This is a draft: work is still pending, as the flow says.", alarm=True))
    blocks += [*methods(data), Heading("Results", 2), *selection_results(data.flow), *_tables(data)]
    return (*blocks, *_provenance(data))


def selection_results(flow: Flow) -> list[Block]:
    """Study selection (PRISMA 2020 item 16a) with the flow diagram."""
    sentences = [*_found(flow), *_way(flow, "databases"), *_way(flow, "other"), *_included(flow)]
    figure = Figure(FLOW_FIGURE, "PRISMA 2020 flow diagram", " ".join(sentences))
    return [Heading("Study selection", 3), Paragraph(" ".join(sentences)), figure]


def _found(flow: Flow) -> list[str]:
    box = flow.box("identified", "databases")
    if box is None or not box.count:
        return ["No records of databases or registers have been imported yet."]
    sources = listed([f"{row.label or row.item} (n = {row.count})" for row in box.rows])
    of = f" from {sources}" if sources else ""
    removed = [
        (flow.count("duplicates"), "duplicate record", "removed"),
        (flow.count("automation"), "record", "marked as ineligible by automation tools"),
        (flow.count("other-reasons"), "record", "removed for other reasons"),
    ]
    said = [f"{counted(n, thing)} {was(n)} {what}" for n, thing, what in removed if n]
    first = f"The searches of databases and registers identified {counted(box.count, 'record')}{of}."
    return [first, f"Before screening, {listed(said)}."] if said else [first]


def _way(flow: Flow, column: Column) -> list[str]:
    """From screening to full text in one column."""
    sentences = []
    if column == "other":
        if not flow.has_other_methods:
            return []
        box = flow.box("identified", "other")
        sources = listed([f"{row.label or row.item} (n = {row.count})" for row in box.rows]) if box else ""
        n = flow.count("identified", "other")
        sentences.append(
            f"Other methods identified {counted(n, 'record')}{f' from {sources}' if sources else ''}."
        )
        again = flow.count("already-found", "other")
        if again:
            sentences.append(f"Of these, {again} had been found in databases or registers already.")
    screened = flow.count("screened", column)
    if screened:
        out = flow.count("excluded", column)
        sentences.append(f"Of {counted(screened, 'record')} screened, {out} {was(out)} excluded.")
        sentences += _pending(flow, "screening-pending", column, "record", "still to be screened")
    return sentences + _full_text(flow, column)


def _full_text(flow: Flow, column: Column) -> list[str]:
    sought = flow.count("sought", column)
    if not sought:
        return []
    missing, assessed = flow.count("not-retrieved", column), flow.count("assessed", column)
    gone = f"{missing} {was(missing)} not retrieved"
    sentences = [f"{counted(sought, 'report')} {was(sought)} sought for retrieval, of which {gone}."]
    sentences += _pending(flow, "not-yet-retrieved", column, "report", "not yet retrieved")
    box = flow.box("excluded-full-text", column)
    sentences.append(
        f"{counted(assessed, 'report')} {was(assessed)} assessed for eligibility{_excluded(box)}."
    )
    sentences += _pending(flow, "full-text-pending", column, "report", "still to be assessed")
    sentences += _pending(flow, "awaiting", column, "report", "awaiting classification")
    return sentences + _pending(flow, "ongoing", column, "report", "about ongoing studies")


def _excluded(box: Box | None) -> str:
    if box is None or not box.count:
        return ", of which none were excluded"
    reasons = listed([f"{row.label or row.item} (n = {row.count})" for row in box.rows])
    return f", of which {box.count} {was(box.count)} excluded{f': {reasons}' if reasons else ''}"


def _pending(flow: Flow, name: str, column: Column, thing: str, what: str) -> list[str]:
    n = flow.count(name, column)
    return [f"{counted(n, thing)} {'is' if n == 1 else 'are'} {what}."] if n else []


def _included(flow: Flow) -> list[str]:
    studies = flow.count("included-studies", "all") or flow.total("included-studies")
    reports = flow.count("included-reports", "all") or flow.total("included-reports")
    new = "new " if flow.box("total-studies", "all") else ""
    said = f"{counted(studies, f'{new}study')} in {counted(reports, 'report')} {was(studies)} included."
    total = flow.box("total-studies", "all")
    if total is None:
        return [said]
    old = flow.count("previous-studies", "previous")
    return [said, f"With {old} of the previous version, the review includes {counted(total.count, 'study')}."]


def _tables(data: ReportData) -> list[Block]:
    """The tables under their headings; those without rows are left out."""
    groups = [
        ("Searches", [search_table(data), *data.search_tables]),
        ("Reports excluded at full text", [reasons_table(data), excluded_table(data)]),
        ("Study characteristics", [studies_table(data), *codings_tables(data)]),
        ("Cross-tabulations", list(data.cross_tables)),
        ("Agreement between reviewers", list(data.agreement)),
        ("Agreement between coders", [*data.coder_agreement.values(), *data.coder_categories]),
        ("More tables", list(data.more_tables)),
    ]
    blocks: list[Block] = []
    for heading, tables in groups:
        filled = [table for table in tables if table.rows]
        if filled:
            said = agreement_sentences(filled) if filled[0] in data.agreement else ""
            said = said or coder_agreement_sentences(
                [t for t in data.coder_agreement.values() if t in filled]
            )
            blocks += [Heading(heading, 3), *([Paragraph(said)] if said else []), *filled]
    return blocks


def agreement_sentences(tables: Sequence[Table]) -> str:
    """`Agreement at Full text: raw agreement 0.900 (95% CI 0.800 to 1.000), …, on 40 reports.`"""
    sentences = []
    for table in tables:
        rows = [row for row in table.rows if len(row) > 4 and isinstance(row[1], int | float)][:2]
        said = [f"{_lower(str(name))} {_interval(value, low, high)}" for name, value, low, high, *_ in rows]
        if said:
            sentences.append(
                f"{table.caption}: {listed(said)}, on {counted(int(str(rows[0][4])), 'report')}."
            )
    return " ".join(sentences)


def coder_agreement_sentences(tables: Sequence[Table]) -> str:
    """`Agreement of coders: Ours: Krippendorff's alpha 0.4 (Aim) to 1 (Plan), in 5 dimensions where …`"""
    sentences = []
    for table in tables:
        place = table.columns.index(ALPHA) if ALPHA in table.columns else 0
        known = [
            (float(cell), str(row[0])) for row in table.rows if isinstance(cell := row[place], int | float)
        ]
        if known:
            ends = dict.fromkeys((min(known), max(known)))
            said = [f"{value:.3f} ({name})" for value, name in ends]
            of = counted(len(known), "dimension")
            sentences.append(f"{table.caption}: {ALPHA} {' to '.join(said)}, in {of} where it is defined.")
    return " ".join(sentences)


def _lower(name: str) -> str:
    """A measure within a sentence; names of people and abbreviations keep their capitals."""
    return name[0].lower() + name[1:] if name.startswith("Raw") else name


def _interval(value: Cell, low: Cell, high: Cell) -> str:
    numbers = [f"{cell:.3f}" for cell in (value, low, high) if isinstance(cell, int | float)]
    return f"{numbers[0]} (95% CI {numbers[1]} to {numbers[2]})" if len(numbers) == 3 else numbers[0]


def _provenance(data: ReportData) -> list[Block]:
    items = tuple(f"{what}: {value}" for what, value in data.provenance)
    text = "Every number here is computed from the review folder; the sentences are a starting point."
    return [Heading("Provenance", 2), Paragraph(text), *([Bullets(items)] if items else [])]

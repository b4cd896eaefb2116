"""What a report is made from: the folder's state as the publish room takes it."""

from collections.abc import Iterable, Mapping, Sequence

from slr import __version__
from slr.app.cases import UnitRecords
from slr.app.code import codings_of, units_at
from slr.app.codebook import codebook_in_force
from slr.app.flow import flow_of, round_flows
from slr.app.merged import Merged
from slr.app.report_agreement import (
    agreement_tables,
    category_agreement_table,
    coder_agreement_of,
    coder_agreement_table,
)
from slr.app.report_people import settled_by_stage, stated_in, work_by_codebook
from slr.app.report_searches import search_tables
from slr.app.review import Review
from slr.app.state import State
from slr.coding.tabulate import Table as CodingTable
from slr.coding.tabulate import tabulate
from slr.dedup.summary import summarize
from slr.flow.draw_svg import draw_svg
from slr.model.codebook import Codebook, Coding, Dimension
from slr.model.flow import Flow
from slr.model.plan import Stage
from slr.model.record import Record
from slr.model.report import REASON_CONFLICT, REASON_MISSING
from slr.model.words import Outcome
from slr.publish.data import ExcludedReport, ReportData, SearchRow, StudyRow, Table
from slr.publish.lists import flow_links
from slr.publish.reference import study_label
from slr.publish.report_tables import units_coded
from slr.publish.traffic_lights import is_appraisal, judged
from slr.store.lines import canonical, digest

CATEGORICAL = ("single", "many", "country")


def report_data(
    review: Review, state: State, records: Mapping[str, Record], *, with_abstracts: bool
) -> ReportData:
    """All that the report shows."""
    view = Merged(state, records)
    flow = flow_of(review, state)
    books = tuple(codebook_in_force(review, name) for name in review.plan.codebooks)
    codings = {book.id: codings_of(state, book) for book in books}
    studies = tuple(StudyRow(id=one.id, records=tuple(view.all(one.reports))) for one in state.studies)
    agreed = coder_agreement_of(state, books)
    return ReportData(
        plan=review.plan,
        flow=flow,
        flow_svg=draw_svg(flow, links=flow_links(flow)),
        rounds=tuple(round_flows(review, state)),
        records=records_of_boxes(state, view, records, flow),
        searches=tuple(search_rows(state)),
        search_tables=search_tables(review, state, records),
        found_by=found_by(state),
        studies=studies,
        codebooks=books,
        units={book.id: unit_names(state, view, book) for book in books if book.unit != "study"},
        codings=tuple(coding for own in codings.values() for coding in own),
        cross_tables=tuple(t for book in books for t in count_tables(state, book, codings[book.id])),
        excluded=tuple(excluded_reports(review, state, view)),
        agreement=agreement_tables(review, state),
        coder_agreement={
            book.id: coder_agreement_table(book, agreed[book.id]) for book in books if book.id in agreed
        },
        coder_categories=tuple(
            category_agreement_table(book, agreed[book.id]) for book in books if book.id in agreed
        ),
        settled=settled_by_stage(state),
        work=work_by_codebook(state, books),
        stated=stated_in(review),
        provenance=(
            ("slr", __version__),
            ("Protocol", review.hash),
            ("State of the ledger", state_digest(state)),
        ),
        sources=sources(review, state, books, codings),
        with_abstracts=with_abstracts,
    )


def unit_names(state: State, view: Merged, book: Codebook) -> dict[str, str]:
    """What to call each report, result, arm or case that a codebook codes."""
    shown = UnitRecords(view, book)
    names = {}
    for unit in units_at(state, book):
        first, *more = shown.of(unit)
        if book.unit in ("result", "arm"):
            what = first.title.partition(": ")[2]
            names[unit.id] = f"{study_label(more[0])}: {what}" if more else what
        else:
            names[unit.id] = study_label(first) if book.unit == "report" else first.title or unit.id
    return names


def records_of_boxes(
    state: State, view: Merged, records: Mapping[str, Record], flow: Flow
) -> dict[str, Record]:
    """The record to show for every id in a box: the merged one for reports, the imported one for records."""
    first = {study.id: study.reports[0] for study in state.studies}
    result: dict[str, Record] = {}
    for box in flow.boxes:
        for name in box.ids:
            if name in result:
                continue
            if box.name in ("identified", "duplicates", "already-found") and name in records:
                result[name] = records[name]
            elif first.get(name, name) in state.by_id:
                result[name] = view.record(first.get(name, name))
    return result


def search_rows(state: State) -> Iterable[SearchRow]:
    """Every search with its counts."""
    unique = {one.search: one.unique for one in summarize(state.reports, state.holdings.search_of).searches}
    for name, search in state.searches.items():
        own = [one for one in state.holdings.imports if one.search == name]
        yield SearchRow(
            id=name,
            source=search.source,
            platform=search.platform,
            kind=search.kind.value,
            date=search.date,
            query=search.query,
            limits=search.limits,
            records=sum(one.entries for one in own),
            refused=sum(len(one.refused) for one in own),
            unique=unique.get(name, 0),
        )


def excluded_reports(review: Review, state: State, view: Merged) -> Iterable[ExcludedReport]:
    """The reports excluded at full text, with the reason: PRISMA 2020's item 16b."""
    for stage in review.plan.report_stages:
        yield from excluded_at(review, state, view, stage)


def excluded_at(review: Review, state: State, view: Merged, stage: Stage) -> Iterable[ExcludedReport]:
    """The reports excluded at a stage, with the reason."""
    texts = {criterion.id: criterion.text for criterion in review.plan.criteria}
    texts |= {REASON_CONFLICT: "Reason not agreed on", REASON_MISSING: "No reason given"}
    for name, one in state.screening.settlements.get(stage.id, {}).items():
        if one.outcome is Outcome.EXCLUDED:
            yield ExcludedReport(
                report=name,
                record=view.record(name),
                reason=one.reason,
                text=texts.get(one.reason, one.reason),
            )


def count_tables(state: State, book: Codebook, codings: list[Coding]) -> Iterable[Table]:
    """The studies by each dimension of categories, and the first against each later one that is coded.

    Judgements of an appraisal tool are counted in one table: one domain against another says nothing.
    """
    if not codings:
        return
    lights = judged(book) if is_appraisal(book) else ()
    if lights:
        yield judgement_table(book, lights, codings)
    dimensions = [one for one in book.dimensions if one.kind in CATEGORICAL and one not in lights]
    names = {one.id: one.name or one.id for one in book.dimensions}
    studies = [unit.id for unit in units_at(state, book)]
    for dimension in dimensions:
        counted = tabulate(codings, book, dimension.id, studies=studies)
        caption = f"{units_coded(book)} by {names[dimension.id].lower()}"
        yield shown_table(counted, f"{book.id}-{dimension.id}", caption, book)
    used = {coding.dimension for coding in codings}
    for dimension in (one for one in dimensions[1:] if one.id in used and dimensions[0].id in used):
        crossed = tabulate(codings, book, dimensions[0].id, dimension.id, studies=studies)
        caption = f"{names[dimensions[0].id]} by {names[dimension.id].lower()}"
        yield shown_table(crossed, f"{book.id}-{dimensions[0].id}-by-{dimension.id}", caption, book)


def judgement_table(book: Codebook, lights: Sequence[Dimension], codings: list[Coding]) -> Table:
    """How many units were judged how in each domain; where coders differ, in each of their judgements."""
    said = {(c.dimension, value, c.study) for c in codings for value in c.values}
    names = dict.fromkeys((c.id, c.name or c.id) for one in lights for c in one.categories)
    return Table(
        id=f"{book.id}-counts",
        caption=f"Judgements: {book.name or book.id}",
        columns=("Domain", *(name for _, name in names)),
        rows=tuple(
            (one.name or one.id, *(sum(d == one.id and v == value for d, v, _ in said) for value, _ in names))
            for one in lights
        ),
    )


def shown_table(counted: CodingTable, name: str, caption: str, book: Codebook) -> Table:
    """A table of codings as the report shows it."""
    names = "" if counted.column_dimension else units_coded(book).removeprefix("Included ").capitalize()
    return Table(
        id=name,
        caption=caption,
        columns=("Category", *(names or column.name for column in counted.columns)),
        rows=tuple(
            (row.name, *(counted.count(row.id, column.id) for column in counted.columns))
            for row in counted.rows
        ),
        note=f"{'An' if book.unit == 'arm' else 'A'} {book.unit} may stand in several categories.",
    )


def sources(
    review: Review, state: State, books: Iterable[Codebook], codings: Mapping[str, list[Coding]]
) -> dict[str, str]:
    """What the output was made from, by hash: nothing of it holds a clock or a random name."""
    hashes = {"protocol.yaml (canonical)": review.hash, "ledger (state)": state_digest(state)}
    hashes |= {one.file: one.sha256 for one in state.holdings.imports}
    for book in books:
        said = sorted(
            [c.study, c.dimension, c.coder, *sorted(c.values), c.quote, c.page] for c in codings[book.id]
        )
        hashes[f"codings of {book.id}"] = digest(canonical(said).encode("utf-8"))
    return hashes


def state_digest(state: State) -> str:
    """A hash of what the ledger says now: groups, outcomes with their decisions, retrieval, studies."""
    value = {
        "reports": [[report.id, *report.present] for report in state.reports],
        "removed": sorted(state.screening.removed),
        "outcomes": [
            [
                stage,
                one.report,
                one.outcome.value,
                one.reason,
                one.by,
                sorted([d.reviewer, d.verdict.value, d.reason, d.record] for d in one.decisions),
            ]
            for stage, ones in state.screening.settlements.items()
            for one in ones.values()
        ],
        "retrieval": {name: status.value for name, status in state.retrieval.items()},
        "studies": [[study.id, *study.reports] for study in state.studies],
    }
    return digest(canonical(value).encode("utf-8"))


def found_by(state: State) -> dict[str, tuple[str, ...]]:
    """For each report the sources that found it, named as the searches are."""
    names = {name: search.source or name for name, search in state.searches.items()}
    return {
        report.id: tuple(dict.fromkeys(names[state.holdings.search_of[one]] for one in report.present))
        for report in state.reports
    }

"""`slr publish`: build output/ from the folder: the report page, the flow, tables, references."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from slr import __version__
from slr.app.caller import Caller
from slr.app.code import codings_of
from slr.app.codebook import usable
from slr.app.flow import flow_of
from slr.app.merged import Merged
from slr.app.review import Review
from slr.app.state import State, records_of, state_of
from slr.coding.tabulate import Table as CodingTable
from slr.coding.tabulate import tabulate
from slr.dedup.summary import summarize
from slr.flow.draw_svg import draw_svg
from slr.flow.draw_text import draw_text
from slr.formats.registry import write_records
from slr.model.codebook import Codebook, Coding
from slr.model.flow import Flow
from slr.model.record import Record
from slr.model.report import REASON_CONFLICT, REASON_MISSING
from slr.model.words import Outcome
from slr.publish.data import ExcludedReport, ReportData, SearchRow, StudyRow, Table
from slr.publish.lists import flow_links
from slr.publish.manifest import manifest
from slr.publish.page import render_page
from slr.publish.report_tables import report_tables
from slr.publish.tables import csv_text
from slr.store.disk import create_file
from slr.store.lines import canonical, digest
from slr.store.output import remove_stale

CATEGORICAL = ("single", "many", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was built: the paths below the review folder."""

    files: tuple[str, ...]
    flow: Flow


def publish(review: Review, caller: Caller, *, with_abstracts: bool = False) -> Published:
    """Build output/; the same folder gives the same bytes. It shows what the team may see, all of it."""
    state = state_of(review)
    records = records_of(review, state.holdings)
    data = report_data(review, state, records, with_abstracts=with_abstracts)
    files = output_files(data, included_records(data))
    files["manifest.json"] = manifest(data.sources, files).encode("utf-8")
    remove_stale(review.paths, files)
    for name in caller.steps("Writing", sorted(files), len(files)):
        create_file(caller.disk, review.paths.output / name, files[name])
    return Published(files=tuple(f"output/{name}" for name in sorted(files)), flow=data.flow)


def output_files(data: ReportData, included: list[Record]) -> dict[str, bytes]:
    """Every output file but the manifest, by its path below output/."""
    boxes = {"title": data.flow.title, "synthetic": data.flow.notice, "draft": data.flow.draft}
    texts = {
        "report.html": render_page(data),
        "flow.svg": draw_svg(data.flow),
        "flow.txt": draw_text(data.flow),
        "flow.json": pretty(boxes | {"boxes": [box.as_dict() for box in data.flow.boxes]}),
        "included.ris": write_records(included, "ris"),
        "included.bib": write_records(included, "bibtex"),
        "included.csv": write_records(included, "csv"),
    }
    texts |= {f"tables/{table.id}.csv": csv_text(table) for table in report_tables(data)}
    return {name: text.encode("utf-8") for name, text in texts.items()}


def pretty(value: Any) -> str:
    """JSON that git can diff."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def included_records(data: ReportData) -> list[Record]:
    """The records of included reports, without abstracts unless they were asked for."""
    records = {record.id: record for study in data.studies for record in study.records}
    return [shown(record, with_abstracts=data.with_abstracts) for record in records.values()]


def shown(record: Record, *, with_abstracts: bool) -> Record:
    """A record as it may be shared: abstracts are usually the publishers'."""
    return record if with_abstracts else replace(record, abstract="")


def report_data(
    review: Review, state: State, records: Mapping[str, Record], *, with_abstracts: bool
) -> ReportData:
    """All that the report shows."""
    view = Merged(state, records)
    flow = flow_of(review, state)
    books = tuple(usable(review.paths.root, name) for name in review.plan.codebooks)
    codings = {book.id: codings_of(state, book) for book in books}
    studies = tuple(StudyRow(id=one.id, records=tuple(view.all(one.reports))) for one in state.studies)
    return ReportData(
        plan=review.plan,
        flow=flow,
        flow_svg=draw_svg(flow, links=flow_links(flow)),
        records=records_of_boxes(state, view, records, flow),
        searches=tuple(search_rows(state)),
        studies=studies,
        codebooks=books,
        codings=tuple(coding for own in codings.values() for coding in own),
        cross_tables=tuple(t for book in books for t in count_tables(state, book, codings[book.id])),
        excluded=tuple(excluded_reports(review, state, view)),
        provenance=(
            ("slr", __version__),
            ("Protocol", review.hash),
            ("State of the ledger", state_digest(state)),
        ),
        sources=sources(review, state, books, codings),
        with_abstracts=with_abstracts,
    )


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
    texts = {criterion.id: criterion.text for criterion in review.plan.criteria}
    texts |= {REASON_CONFLICT: "Reason not agreed on", REASON_MISSING: "No reason given"}
    for stage in review.plan.report_stages:
        for name, one in state.screening.settlements.get(stage.id, {}).items():
            if one.outcome is Outcome.EXCLUDED:
                yield ExcludedReport(
                    report=name,
                    record=view.record(name),
                    reason=one.reason,
                    text=texts.get(one.reason, one.reason),
                )


def count_tables(state: State, book: Codebook, codings: list[Coding]) -> Iterable[Table]:
    """The studies by each dimension of categories, and the first of them against each later one."""
    dimensions = [one for one in book.dimensions if one.kind in CATEGORICAL]
    names = {one.id: one.name or one.id for one in book.dimensions}
    studies = [study.id for study in state.studies]
    for dimension in dimensions:
        counted = tabulate(codings, book, dimension.id, studies=studies)
        yield shown_table(counted, f"{book.id}-{dimension.id}", f"Studies by {names[dimension.id].lower()}")
    for dimension in dimensions[1:]:
        crossed = tabulate(codings, book, dimensions[0].id, dimension.id, studies=studies)
        caption = f"{names[dimensions[0].id]} by {names[dimension.id].lower()}"
        yield shown_table(crossed, f"{book.id}-{dimensions[0].id}-by-{dimension.id}", caption)


def shown_table(counted: CodingTable, name: str, caption: str) -> Table:
    """A table of codings as the report shows it."""
    return Table(
        id=name,
        caption=caption,
        columns=("Category", *(column.name for column in counted.columns)),
        rows=tuple(
            (row.name, *(counted.count(row.id, column.id) for column in counted.columns))
            for row in counted.rows
        ),
        note="A study may stand in several categories.",
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

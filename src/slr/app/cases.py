"""`slr code --import-cases`: what is coded besides studies: cases, and results and arms of studies."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from slr.app.caller import Caller
from slr.app.codebook import load
from slr.app.finding import finder
from slr.app.merged import Merged
from slr.app.review import Review, identifier_of, nearest, person, writer
from slr.app.rows import Finder, Row, Rows, first_problem, missing_hint, read_rows
from slr.app.screen import Applied
from slr.app.state import State, state_of
from slr.coding.sheet import sheet_rows
from slr.coding.units import Case, Part, cases_in_force, parts_in_force
from slr.model.codebook import Codebook
from slr.model.errors import SlrError
from slr.model.record import Record
from slr.model.report import Study
from slr.store.disk import read_bytes
from slr.store.lines import digest

TITLES = ("title", "name", "case")  # the columns that may name a case, the first of them that is there
PART_COLUMNS = {"result": ("outcome", "time-point", "figure"), "arm": ("arm", "note")}
NEEDED = {"result": ("study", "outcome", "time-point"), "arm": ("study", "arm")}


@dataclass(slots=True)
class UnitRecords:
    """The records to show of whatever a codebook codes; a case or a result has one made of its cells."""

    merged: Merged
    codebook: Codebook
    cases: Mapping[str, Case] = field(init=False)
    parts: dict[str, Part] = field(init=False)

    def __post_init__(self) -> None:
        state, unit = self.merged.state, self.codebook.unit
        self.cases = cases_in_force(state.events) if unit == "case" else {}
        parts = unit in ("result", "arm")
        self.parts = parts_in_force(state.events, state.studies, state.report_of, unit) if parts else {}

    def of(self, unit: Study) -> tuple[Record, ...]:
        """The records, that of the unit itself first."""
        records = self.merged.all(unit.reports)
        if unit.id in self.cases:
            return (case_record(self.cases[unit.id]),)
        if unit.id in self.parts:
            part = self.parts[unit.id]
            return (
                Record(id=part.id, type=part.unit, title=f"{part.unit.capitalize()}: {part.title}"),
                *records,
            )
        return tuple(records)


def case_record(case: Case) -> Record:
    """A case as a record: known columns in their places, the others in lines of the abstract."""
    cells = {name: text for name, text in case.cells.items() if text}
    year = cells.get("year", "")
    shown = {"abstract", "year", "url", "language", "publisher", "doi", *TITLES}
    others = [f"{name}: {text}" for name, text in cells.items() if name not in shown]
    abstract = "\n".join([text for text in [cells.get("abstract", "")] if text] + others)
    return Record(
        id=case.id,
        search=case.set,
        type="case",
        title=case.title,
        abstract=abstract,
        year=int(year) if re.fullmatch(r"\d{4}", year) else None,
        url=cells.get("url", ""),
        language=cells.get("language", ""),
        publisher=cells.get("publisher", ""),
        doi=cells.get("doi", ""),
    )


def read_table(path: Path, *, required: Sequence[str] = ()) -> Rows:
    """The rows of a CSV file or of an XLSX workbook's first sheet. Raises SlrError as `read_rows` does."""
    if path.suffix.lower() != ".xlsx":
        return read_rows(path, required=required)
    data = read_bytes(path)
    (_, names), *rows = sheet_rows(data, str(path)) or [(1, [])]
    header = [name.casefold() for name in names]
    missing = [name for name in required if name not in header]
    if missing:
        hint = missing_hint(missing[0], header, required, ())
        raise SlrError(f"no column {missing[0]}", hint, file=str(path), line=1)
    found = [Row(str(path), n, dict(zip(header, cells, strict=False))) for n, cells in rows]
    return Rows(str(path), digest(data), tuple(found))


def import_cases(review: Review, caller: Caller, name: str, path: Path, *, set_name: str = "") -> Applied:
    """Take in what a codebook codes besides studies, from CSV or XLSX: all rows or none. Raises SlrError.

    Cases (`unit: case`): a row each, named by the column id, else by set, file hash and place in the file;
    every column is kept. Results and arms: columns study, outcome, time-point (or study, arm), [id]. A row
    that is there already adds nothing.
    """
    codebook = load(review, name)
    if codebook.unit == "case":
        return _import_cases(review, caller, path, set_name or identifier_of(path.stem))
    if codebook.unit in NEEDED:
        return _import_parts(review, caller, codebook, path)
    raise SlrError(
        f"{codebook.id} codes each {codebook.unit}, and those come from the searches",
        "cases need a codebook with unit: case",
    )


def _import_cases(review: Review, caller: Caller, path: Path, set_name: str) -> Applied:
    if not set_name:
        raise SlrError(f"{path.name} gives the cases no name", "say one with --set: a-z, 0-9 and -")
    rows = read_table(path)
    known = cases_in_force(review.ledger.events)
    ready = [_read_case(rows, row, place, set_name) for place, row in enumerate(rows.rows, start=1)]
    first_problem(_repeated(rows, [case.id for case in ready]))
    named = any(row["id"] for row in rows.rows)
    first_problem(
        [
            row.error("id is empty", "give every row an id, or none")
            for row in rows.rows
            if named and not row["id"]
        ]
    )
    others = [c for c in known.values() if c.set == set_name and not c.id.startswith(_stamp(rows, set_name))]
    if others and not named:
        raise SlrError(
            f"there are cases named {set_name} from another version of this file",
            "give the file a column id, so that slr knows which rows are the same; or another name: --set",
            file=str(path),
        )
    added = 0
    with writer(review, caller, who=person(review, caller)) as out:
        for case in caller.steps("Taking in cases", ready, len(ready)):
            earlier = known.get(case.id)
            if earlier and (earlier.set, earlier.title, dict(earlier.cells)) == (
                case.set,
                case.title,
                dict(case.cells),
            ):
                continue
            data: dict[str, Any] = {
                "case": case.id,
                "set": case.set,
                "title": case.title,
                "cells": dict(case.cells),
            }
            out.append("cases", "case", data | ({"replaces": [earlier.event]} if earlier else {}))
            added += 1
        if added:
            commit = {"of": "cases", "rows": len(ready), "added": added, "sha256": rows.sha256}
            out.append("cases", "commit", commit)
    return Applied(rows=len(ready), added=added)


def _stamp(rows: Rows, set_name: str) -> str:
    return f"{set_name}-{rows.sha256[:6]}-"


def _read_case(rows: Rows, row: Row, place: int, set_name: str) -> Case:
    """A row as a case. Raises SlrError where nothing names it."""
    title = next((row[name] for name in TITLES if row[name]), "")
    if not title:
        raise row.error("this row names no case", f"one of the columns {', '.join(TITLES)} must say a name")
    name = row["id"] or f"{_stamp(rows, set_name)}{place}"
    return Case(id=name, set=set_name, title=title, cells={k: v for k, v in row.cells.items() if v})


def _repeated(rows: Rows, names: Sequence[str]) -> list[SlrError]:
    """The rows whose id stands in an earlier row."""
    first: dict[str, Row] = {}
    problems = []
    for name, row in zip(names, rows.rows, strict=True):
        earlier = first.setdefault(name, row)
        if earlier is not row:
            problems.append(
                row.error(f"{name} stands in line {earlier.line} already", "ids name one thing each")
            )
    return problems


def _import_parts(review: Review, caller: Caller, codebook: Codebook, path: Path) -> Applied:
    rows = read_table(path, required=NEEDED[codebook.unit])
    state = state_of(review)
    linked = {study.id for study in state.studies}
    find = finder(review, state, [row["study"] for row in rows.rows if row["study"] not in linked])
    ready, problems = [], []
    for row in rows.rows:
        try:
            ready.append(_read_part(codebook, find, row))
        except SlrError as error:
            problems.append(error if error.file else row.error(error.message, error.hint))
    if not problems:
        problems = _repeated(rows, [part.id for part in ready])
    first_problem(problems)
    known = parts_in_force(state.events, state.studies, state.report_of, codebook.unit)
    added = 0
    with writer(review, caller, who=person(review, caller)) as out:
        for part in ready:
            earlier = known.get(part.id)
            if earlier and dict(earlier.cells) == dict(part.cells):
                continue
            data = part_data(state, part)
            out.append("cases", "result", data | ({"replaces": [earlier.event]} if earlier else {}))
            added += 1
        if added:
            commit = {"of": f"{codebook.unit}s", "rows": len(ready), "added": added, "sha256": rows.sha256}
            out.append("cases", "commit", commit)
    return Applied(rows=len(ready), added=added)


def _read_part(codebook: Codebook, find: Finder, row: Row) -> Part:
    """A row as a result or an arm. Raises SlrError where its study is not included, or it says too little."""
    study = included_study(find, row)
    for column in NEEDED[codebook.unit]:
        if not row[column]:
            raise row.error(f"{column} is empty", "what is judged must be said in full")
    return part_of(codebook.unit, study, row.cells, row["id"])


def part_of(unit: str, study: Study, cells: Mapping[str, str], label: str = "") -> Part:
    """A result or an arm of a study, named by `label` or else by what must be said of it."""
    kept = {name: cells[name] for name in PART_COLUMNS[unit] if cells.get(name)}
    words = [kept[name] for name in NEEDED[unit][1:]]
    label = label or "-".join(identifier_of(word) or "x" for word in words)
    return Part(id=f"{study.id}:{label}", unit=unit, study=study, cells=kept)


def part_data(state: State, part: Part) -> dict[str, Any]:
    """The payload of the event that names a result or an arm."""
    first = part.study.reports[0]
    data: dict[str, Any] = {
        "result": part.id,
        "unit": part.unit,
        "record": first,
        "members": list(state.by_id[first].present),
        "cells": dict(part.cells),
    }
    return data | ({"study": part.study.id} if part.study.id != first else {})


def withdraw_cases(review: Review, caller: Caller, set_name: str) -> int:
    """Take back the cases of a set, as if they had never come; how many. Their codings are kept, uncounted.

    Raises SlrError where there is no such set.
    """
    known = cases_in_force(review.ledger.events)
    chosen = [case for case in known.values() if case.set == set_name]
    if not chosen:
        sets = list(dict.fromkeys(case.set for case in known.values()))
        raise SlrError(f"there are no cases named {set_name}", nearest(set_name, sets) if sets else "")
    with writer(review, caller, who=person(review, caller)) as out:
        data = {"set": set_name, "replaces": [case.event for case in chosen]}
        out.append("cases", "undo-case", data)
    return len(chosen)


def included_study(find: Finder, row: Row) -> Study:
    """The included study that a row names, by its name or by a report's id or DOI. Raises SlrError."""
    name = row["study"]
    if name in find.studies:
        return find.studies[name]
    report, _ = find.find(row, name)
    studies = find.studies_of.get(report, ())
    if not studies:
        raise row.error(f"{name} is no included study", "only included studies are coded: slr study list")
    if len(studies) > 1:
        raise row.error(
            f"{name} describes {len(studies)} studies", f"name one: {', '.join(s.id for s in studies)}"
        )
    return studies[0]

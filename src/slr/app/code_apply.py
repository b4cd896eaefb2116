"""`slr code --apply` and `slr resolve --codebook --apply`: codings from CSV files."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from slr.app.caller import Caller
from slr.app.cases import included_study
from slr.app.code import (
    all_codings,
    check_override,
    checked_values,
    coding_data,
    keep_codebook,
    units_at,
)
from slr.app.codebook import load
from slr.app.finding import finder
from slr.app.review import Review, known_reviewer, reviewer, writer
from slr.app.rows import Finder, Row, first_problem, read_rows, some
from slr.app.screen import Applied
from slr.app.state import State, state_of
from slr.coding.appraisal import OVERALL
from slr.coding.blinding import Sight
from slr.coding.codings import Settled, coding_conflicts, resolutions_in_force, team_codings
from slr.model.codebook import Codebook, Coding
from slr.model.errors import SlrError
from slr.model.report import Study

COLUMNS = ("study", "dimension", "values")
MORE_COLUMNS = ("result", "coder", "quote", "page", "note", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingRow:
    """A row that was read and found good."""

    row: Row
    coder: str
    study: Study
    dimension: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Units:
    """What a codebook codes, by id, and how a row's words find it."""

    codebook: Codebook
    by_id: Mapping[str, Study]
    find: Finder

    @cached_property
    def parts_of(self) -> Mapping[str, Sequence[str]]:
        """The ids of the results or arms of each study."""
        found: dict[str, list[str]] = {}
        for key in self.by_id:
            found.setdefault(key.rpartition(":")[0], []).append(key)
        return found

    def unit(self, row: Row) -> Study:
        """The study, report, result, arm or case that a row names. Raises SlrError where it names none."""
        unit, name, part = self.codebook.unit, row["study"], row["result"]
        if name in self.by_id:
            return self.by_id[name]
        if unit == "case":
            close = self.find.meant(name, self.by_id)
            hint = f"did you mean {close}?" if close else f"known: {some(list(self.by_id))}"
            raise row.error(f"there is no case {name!r}", hint)
        study = included_study(self.find, row)
        if unit == "study":
            return study
        if unit == "report":
            return self.by_id[self.find.find(row, name)[0]]
        parts = self.parts_of.get(study.id, ())
        own = [key for key in parts if key.rpartition(":")[2] == part] if part else parts
        if len(own) != 1:
            listed = ", ".join(key.rpartition(":")[2] for key in parts)
            what = f"no {unit} {part!r}" if part else f"{len(own)} {unit}s"
            hint = (
                f"say which in the column result: {listed}"
                if listed
                else "slr code --import-cases names them"
            )
            raise row.error(f"{name} has {what}", hint)
        return self.by_id[own[0]]


def read_coding_row(review: Review, table: Units, codebook: Codebook, row: Row, default: str) -> CodingRow:
    """One row of codings.csv. Raises SlrError where it cannot be kept."""
    study = table.unit(row)
    dimension = codebook.dimension(row["dimension"])
    text = row["values"]
    several = dimension is not None and dimension.kind in ("many", "single", "country")
    values = tuple(v.strip() for v in text.split(";") if v.strip()) if several else (text,) * bool(text)
    checked_values(codebook, row["dimension"], values, row["quote"])
    return CodingRow(
        row=row,
        coder=known_reviewer(review, row["coder"] or default),
        study=study,
        dimension=row["dimension"],
        values=values,
    )


def apply_codings(review: Review, caller: Caller, name: str, path: Path) -> Applied:
    """Keep the codings of a CSV file, all or none. A row already in force adds nothing. Raises SlrError.

    Columns study, dimension, values (several with semicolons between them); coder, result (or arm, where a
    study has several), quote, page, note, date.
    """
    codebook = load(review, name)
    state = state_of(review)
    ready, sha256 = read_all(review, caller, state, codebook, path)
    told: dict[tuple[str, str, str], list[Coding]] = {}
    for one in all_codings(state, codebook):
        told.setdefault((one.coder, one.study, one.dimension), []).append(one)
    check_overrides(codebook, ready, told)
    sight = Sight(state.events, codebook.id, units_at(state, codebook), state.report_of)
    book = keep_codebook(review, caller, codebook)
    added = 0
    with writer(review, caller) as out:
        for row in caller.steps("Keeping codings", ready, len(ready)):
            earlier = told.get((row.coder, row.study.id, row.dimension), [])
            more = {name: row.row[name] for name in ("quote", "page", "note")}
            if earlier and all(says_already(one, row.values, more) for one in earlier):
                continue
            data = coding_data(
                codebook,
                book,
                state,
                row.study,
                row.dimension,
                row.values,
                blind=sight.is_blind(row.coder, row.study.id, row.dimension, again=bool(earlier)),
                dated=row.row["date"],
                replaces=[one.event for one in earlier],
                **more,
            )
            out.append("codings", "coding", data, part=codebook.id, who=row.coder)
            added += 1
        if added:
            commit = {"of": "codings", "rows": len(ready), "added": added, "sha256": sha256}
            out.append("codings", "commit", commit, part=codebook.id)
    return Applied(rows=len(ready), added=added)


def check_overrides(
    codebook: Codebook, ready: Sequence[CodingRow], told: Mapping[tuple[str, str, str], Sequence[Coding]]
) -> None:
    """Raise SlrError for the first overall judgement that departs from the tool's rule without a reason."""
    said = {key: own[-1].values for key, own in told.items()}
    said |= {(row.coder, row.study.id, row.dimension): row.values for row in ready}
    problems = []
    for row in ready:
        if row.dimension == OVERALL:
            cells = {d.id: said.get((row.coder, row.study.id, d.id)) for d in codebook.dimensions}
            judged = {dimension: values[0] for dimension, values in cells.items() if values}
            try:
                check_override(codebook, OVERALL, row.values, judged, row.row["note"])
            except SlrError as error:
                problems.append(row.row.error(error.message, error.hint))
    first_problem(problems)


def says_already(one: Coding, values: Sequence[str], more: dict[str, str]) -> bool:
    """Whether a coding in force says just this."""
    return set(one.values) == set(values) and all(getattr(one, name) == text for name, text in more.items())


def read_all(
    review: Review, caller: Caller, state: State, codebook: Codebook, path: Path
) -> tuple[list[CodingRow], str]:
    """Every row of a codings.csv. Raises SlrError with the first problem and how many there are."""
    rows = read_rows(path, required=COLUMNS, optional=MORE_COLUMNS)
    by_id = {unit.id: unit for unit in units_at(state, codebook)}
    linked = {*by_id, *(study.id for study in state.studies)}
    others = [row["study"] for row in rows.rows if row["study"] not in linked]
    find = Finder(state, {}) if codebook.unit == "case" else finder(review, state, others)
    units = Units(codebook, by_id, find)
    default = "" if all(row["coder"] for row in rows.rows) else reviewer(review, caller)
    ready, problems = [], []
    for row in rows.rows:
        try:
            ready.append(read_coding_row(review, units, codebook, row, default))
        except SlrError as error:
            problems.append(error if error.file else row.error(error.message, error.hint))
    seen: dict[tuple[str, str, str], CodingRow] = {}
    for one in ready:
        first = seen.setdefault((one.coder, one.study.id, one.dimension), one)
        if first is not one:
            problems.append(one.row.error(f"coded already in line {first.row.line}", "one row a dimension"))
    first_problem(problems)
    return ready, rows.sha256


def judged_elsewhere(
    ready: Sequence[CodingRow],
    codings: Sequence[Coding],
    resolutions: Sequence[Settled],
    conflicts: Collection[tuple[str, str]],
) -> dict[tuple[str, str, str], list[Coding]]:
    """What stands in the dimensions that nobody differs on, of the studies judged overall."""
    overalls = [row for row in ready if row.dimension == OVERALL]
    agreed: dict[str, list[Coding]] = {}
    for coding in team_codings(codings, resolutions) if overalls else ():
        if (coding.study, coding.dimension) not in conflicts:
            agreed.setdefault(coding.study, []).append(coding)
    return {
        (row.coder, coding.study, coding.dimension): [coding]
        for row in overalls
        for coding in agreed.get(row.study.id, ())
    }


def apply_coding_resolutions(review: Review, caller: Caller, name: str, path: Path) -> Applied:
    """Settle conflicts between coders from a CSV file, all or none. Raises SlrError."""
    codebook = load(review, name)
    state = state_of(review)
    ready, sha256 = read_all(review, caller, state, codebook, path)
    codings = all_codings(state, codebook)
    known: dict[tuple[str, str], list[Settled]] = {}
    resolutions = resolutions_in_force(state.events, codebook.id, units_at(state, codebook), state.report_of)
    for one in resolutions:
        known.setdefault((one.coding.study, one.coding.dimension), []).append(one)
    cells: dict[tuple[str, str], list[Coding]] = {}
    for coding in codings:
        cells.setdefault((coding.study, coding.dimension), []).append(coding)
    conflicts = coding_conflicts(codings)
    for row in ready:
        if (row.study.id, row.dimension) not in conflicts:
            raise row.row.error(
                f"the coders do not differ on {row.dimension} of {row.study.id}", "leave the row out"
            )
    told = judged_elsewhere(ready, codings, resolutions, conflicts)
    check_overrides(codebook, ready, told)
    book = keep_codebook(review, caller, codebook)
    added = 0
    with writer(review, caller) as out:
        for row in ready:
            cell = (row.study.id, row.dimension)
            earlier = known.get(cell, [])
            settles = [coding.event for coding in cells[cell]]
            if any(
                set(e.settles) == set(settles) and set(e.coding.values) == set(row.values) for e in earlier
            ):
                continue
            data = coding_data(
                codebook,
                book,
                state,
                row.study,
                row.dimension,
                row.values,
                settles=settles,
                replaces=[one.event for one in earlier],
                dated=row.row["date"],
                quote=row.row["quote"],
                page=row.row["page"],
                note=row.row["note"],
            )
            out.append("codings", "coding-resolution", data, part=codebook.id, who=row.coder)
            added += 1
        if added:
            commit = {"of": "coding resolutions", "rows": len(ready), "added": added, "sha256": sha256}
            out.append("codings", "commit", commit, part=codebook.id)
    return Applied(rows=len(ready), added=added)

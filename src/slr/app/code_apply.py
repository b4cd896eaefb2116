"""`slr code --apply` and `slr resolve --codebook --apply`: codings from CSV files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from slr.app.caller import Caller
from slr.app.code import checked_values, coding_data, keep_codebook
from slr.app.codebook import load
from slr.app.finding import finder
from slr.app.review import Review, known_reviewer, reviewer, writer
from slr.app.rows import Finder, Row, first_problem, read_rows
from slr.app.screen import Applied
from slr.app.state import State, state_of
from slr.coding.codings import coding_conflicts, codings_in_force, resolutions_in_force
from slr.model.codebook import Codebook, Coding
from slr.model.errors import SlrError
from slr.model.report import Study

COLUMNS = ("study", "dimension", "values")
MORE_COLUMNS = ("coder", "quote", "page", "note", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingRow:
    """A row that was read and found good."""

    row: Row
    coder: str
    study: Study
    dimension: str
    values: tuple[str, ...]


def read_coding_row(
    review: Review, state: State, codebook: Codebook, find: Finder, row: Row, default: str
) -> CodingRow:
    """One row of codings.csv. Raises SlrError where it cannot be kept."""
    study = study_of(state, find, row)
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


def study_of(state: State, find: Finder, row: Row) -> Study:
    """The study that a row names, by its name or by a report's id or DOI. Raises SlrError."""
    name = row["study"]
    for study in state.studies:
        if study.id == name:
            return study
    report, _ = find.find(row, name)
    studies = [study for study in state.studies if report in study.reports]
    if not studies:
        raise row.error(f"{name} is no included study", "only included studies are coded: slr study list")
    if len(studies) > 1:
        raise row.error(
            f"{name} describes {len(studies)} studies", f"name one: {', '.join(s.id for s in studies)}"
        )
    return studies[0]


def apply_codings(review: Review, caller: Caller, name: str, path: Path) -> Applied:
    """Keep the codings of a CSV file, all or none. A row already in force adds nothing. Raises SlrError."""
    codebook = load(review, name)
    state = state_of(review)
    ready, sha256 = read_all(review, caller, state, codebook, path)
    told: dict[tuple[str, str, str], list[Coding]] = {}
    for one in codings_in_force(state.events, codebook.id, state.studies, state.report_of):
        told.setdefault((one.coder, one.study, one.dimension), []).append(one)
    book = keep_codebook(review, caller, codebook)
    added = 0
    with writer(review, caller) as out:
        for row in ready:
            earlier = told.get((row.coder, row.study.id, row.dimension), [])
            more = {name: row.row[name] for name in ("quote", "page", "note")}
            if earlier and all(says_already(one, row.values, more) for one in earlier):
                continue
            replaces = [one.event for one in earlier]
            data = coding_data(
                codebook,
                book,
                state,
                row.study,
                row.dimension,
                row.values,
                dated=row.row["date"],
                replaces=replaces,
                **more,
            )
            out.append("codings", "coding", data, part=codebook.id, who=row.coder)
            added += 1
        if added:
            commit = {"of": "codings", "rows": len(ready), "added": added, "sha256": sha256}
            out.append("codings", "commit", commit, part=codebook.id)
    return Applied(rows=len(ready), added=added)


def says_already(one: Coding, values: Sequence[str], more: dict[str, str]) -> bool:
    """Whether a coding in force says just this."""
    return set(one.values) == set(values) and all(getattr(one, name) == text for name, text in more.items())


def read_all(
    review: Review, caller: Caller, state: State, codebook: Codebook, path: Path
) -> tuple[list[CodingRow], str]:
    """Every row of a codings.csv. Raises SlrError with the first problem and how many there are."""
    rows = read_rows(path, required=COLUMNS, optional=MORE_COLUMNS)
    linked = {study.id for study in state.studies}
    find = finder(review, state, [row["study"] for row in rows.rows if row["study"] not in linked])
    default = "" if all(row["coder"] for row in rows.rows) else reviewer(review, caller)
    ready, problems = [], []
    for row in rows.rows:
        try:
            ready.append(read_coding_row(review, state, codebook, find, row, default))
        except SlrError as error:
            problems.append(error if error.file else row.error(error.message, error.hint))
    seen: dict[tuple[str, str, str], CodingRow] = {}
    for one in ready:
        first = seen.setdefault((one.coder, one.study.id, one.dimension), one)
        if first is not one:
            problems.append(one.row.error(f"coded already in line {first.row.line}", "one row a dimension"))
    first_problem(problems)
    return ready, rows.sha256


def apply_coding_resolutions(review: Review, caller: Caller, name: str, path: Path) -> Applied:
    """Settle conflicts between coders from a CSV file, all or none. Raises SlrError."""
    codebook = load(review, name)
    state = state_of(review)
    ready, sha256 = read_all(review, caller, state, codebook, path)
    codings = codings_in_force(state.events, codebook.id, state.studies, state.report_of)
    known = resolutions_in_force(state.events, codebook.id, state.studies, state.report_of)
    cells: dict[tuple[str, str], list[Coding]] = {}
    for coding in codings:
        cells.setdefault((coding.study, coding.dimension), []).append(coding)
    conflicts = coding_conflicts(codings)
    for row in ready:
        if (row.study.id, row.dimension) not in conflicts:
            raise row.row.error(
                f"the coders do not differ on {row.dimension} of {row.study.id}", "leave the row out"
            )
    book = keep_codebook(review, caller, codebook)
    added = 0
    with writer(review, caller) as out:
        for row in ready:
            cell = (row.study.id, row.dimension)
            earlier = [one for one in known if (one.coding.study, one.coding.dimension) == cell]
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
                **{name: row.row[name] for name in ("quote", "page", "note")},
            )
            out.append("codings", "coding-resolution", data, part=codebook.id, who=row.coder)
            added += 1
        if added:
            commit = {"of": "coding resolutions", "rows": len(ready), "added": added, "sha256": sha256}
            out.append("codings", "commit", commit, part=codebook.id)
    return Applied(rows=len(ready), added=added)

"""Reading the CSV files of the scripted twins: rows with their line, and every problem before any write."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from slr.app.state import State
from slr.model.errors import SlrError
from slr.model.report import Study
from slr.store.disk import read_text
from slr.store.lines import digest

FORMULA = re.compile(r"'+[=+\-@\t\r]")
PROBLEMS_SHOWN = 10  # rows of a file that are wrong
GUESSED_AMONG = 10_000  # records; a guess among more takes seconds
NAMES_SHOWN = 10  # of the reports that a title or DOI may mean
GUESSES = PROBLEMS_SHOWN  # of a file of wrong ids; guessing at each would take hours


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file, and its cells by column name, stripped."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """A cell, empty where the file has no such column."""
        return self.cells.get(name, "")

    def text(self, name: str) -> str:
        """A cell of words, without the apostrophe that `slr export` puts before what looks like a formula."""
        cell = self[name]
        return cell[1:] if FORMULA.match(cell) else cell

    def error(self, message: str, hint: str = "") -> SlrError:
        """An error at this row."""
        return SlrError(message, hint, file=self.file, line=self.line)


@dataclass(frozen=True, slots=True)
class Rows:
    """A CSV file as read."""

    file: str
    sha256: str
    rows: tuple[Row, ...]


def read_rows(path: Path, *, required: Sequence[str], optional: Sequence[str] = ()) -> Rows:
    """The rows of a CSV file (comma, semicolon or tab). Raises SlrError where a column is missing."""
    text = read_text(path)
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
        missing = [name for name in required if name not in header]
        if missing:
            raise SlrError(
                f"no column {missing[0]}",
                missing_hint(missing[0], header, required, optional),
                file=str(path),
                line=1,
            )
        rows = []
        for cells in reader:
            if any(cell.strip() for cell in cells):
                values = dict(zip(header, (cell.strip() for cell in cells), strict=False))
                rows.append(Row(str(path), reader.line_num, values))
    except csv.Error as error:
        raise SlrError(f"not readable as CSV: {error}", file=str(path), line=reader.line_num) from error
    return Rows(str(path), digest(text.encode("utf-8")), tuple(rows))


def missing_hint(name: str, header: Sequence[str], required: Sequence[str], optional: Sequence[str]) -> str:
    """What the columns should be, and which one may have been meant."""
    close = get_close_matches(name, header, n=1)
    meant = f"is it the column {close[0]}? " if close else ""
    also = f" and may have {', '.join(optional)}" if optional else ""
    return f"{meant}the file needs the columns {', '.join(required)}{also}"


def first_problem(problems: Iterable[SlrError]) -> None:
    """Raise the first problem with the next ones below it, and how many more there are: mend them at once."""
    found = list(problems)
    if not found:
        return
    first, more = found[0], len(found) - PROBLEMS_SHOWN
    lines = [f"{one.place}: {one.message}" if one.place else one.message for one in found[1:PROBLEMS_SHOWN]]
    lines += [f"… and {more} more rows"] if more > 0 else []
    message = "\n".join([first.message, *lines])
    raise SlrError(message, first.hint or "nothing was written", file=first.file, line=first.line)


def some(names: Sequence[str]) -> str:
    """Names in a message: the first ones, where there are many."""
    more = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")


@dataclass
class Finder:
    """Finds the report that a row names: by a record's id, or by a DOI.

    `dois` maps each DOI to the records that have it; `guessed` is how many names were no report's so far.
    """

    state: State
    dois: Mapping[str, Sequence[str]]
    guessed: int = 0

    def find(self, row: Row, name: str) -> tuple[str, str]:
        """The report and the record that `name` means. Raises SlrError where it is none, or several."""
        found = self.state.report_of.get(name)
        if found is not None:
            if found not in self.state.ways:
                raise row.error(
                    f"{name} was withdrawn with its import", "import it again, or leave the row out"
                )
            return found, name
        doi = name.casefold().removeprefix("https://doi.org/").removeprefix("doi:").strip()
        records = self.dois.get(doi, ())
        reports = {self.state.report_of[record] for record in records}
        if len(reports) > 1:
            raise row.error(
                f"{name} is the DOI of {len(reports)} reports", f"name one: {some(sorted(reports))}"
            )
        if not records:
            close = self.meant(name, self.state.report_of)
            hint = f"did you mean {close}?" if close else "slr export all lists the ids"
            raise row.error(f"there is no report {name!r}", hint)
        return reports.pop(), records[0]

    @cached_property
    def studies(self) -> Mapping[str, Study]:
        """The included studies by name."""
        return {study.id: study for study in reversed(self.state.studies)}

    @cached_property
    def studies_of(self) -> Mapping[str, Sequence[Study]]:
        """The included studies that each report describes."""
        found: dict[str, list[Study]] = {}
        for study in self.state.studies:
            for report in study.reports:
                found.setdefault(report, []).append(study)
        return found

    def meant(self, name: str, known: Collection[str]) -> str:
        """What a wrong name may have been meant for; only the first ones of a file are guessed at."""
        self.guessed += 1
        may_guess = self.guessed <= GUESSES and len(known) <= GUESSED_AMONG
        close = get_close_matches(name, known, n=1, cutoff=0.8) if may_guess else ()
        return close[0] if close else ""

"""Decisions made in other tools: what the exports of Rayyan, Covidence, ASReview and CoLRev say.

Each reader returns one `Elsewhere` a row; nothing here knows of the review.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from slr.formats.registry import read_export
from slr.model.errors import SlrError
from slr.model.words import Verdict

TEAM = ""  # the name under which a result without votes stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """One row of another tool: how to find the report, and what was said of it, by person."""

    line: int
    title: str
    doi: str = ""
    year: str = ""
    id: str = ""
    votes: Mapping[str, Verdict] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    note: str = ""


_VOTE = re.compile(r'"([^"]*)"\s*=>\s*"([^"]*)"')
_PART = re.compile(
    r"(RAYYAN-INCLUSION|RAYYAN-EXCLUSION-REASONS|USER-NOTES)\s*:\s*(.*?)(?=\s*\|\s*[A-Z-]+\s*:|$)", re.S
)
_RAYYAN = {"included": Verdict.INCLUDE, "excluded": Verdict.EXCLUDE, "maybe": Verdict.UNSURE}


def rayyan(row: Mapping[str, str], line: int) -> Elsewhere:
    """A row of Rayyan's CSV: the votes of each person stand in its notes, Maybe is unsure."""
    parts = {name: text.strip() for name, text in _PART.findall(row.get("notes", ""))}
    said = _VOTE.findall(parts.get("RAYYAN-INCLUSION", ""))
    whole = parts.get("RAYYAN-EXCLUSION-REASONS", "")
    reasons = [whole, *re.split(r"[,;]", whole)]  # a reason of one's own may hold a comma
    return Elsewhere(
        line=line,
        title=row.get("title", ""),
        doi=row.get("doi", ""),
        year=row.get("year", ""),
        id=row.get("key", ""),
        votes={name: _RAYYAN[vote.casefold()] for name, vote in said if vote.casefold() in _RAYYAN},
        reasons=tuple(reason.strip() for reason in reasons if reason.strip()),
        note=parts.get("USER-NOTES", ""),
    )


_COVIDENCE_REASON = re.compile(r"Exclusion reason:\s*([^;]+)", re.IGNORECASE)


def covidence(row: Mapping[str, str], line: int) -> Elsewhere:
    """A row of Covidence's CSV: the team's result by its `Status`, or of a list of excluded by its notes."""
    reason = _COVIDENCE_REASON.search(row.get("notes", ""))
    status = row.get("status", "").casefold()
    excluded = "exclu" in status or "irrelevant" in status or reason is not None
    included = any(word in status for word in ("includ", "relevant", "extract", "full text"))
    verdict = Verdict.EXCLUDE if excluded else Verdict.INCLUDE if included else None
    return Elsewhere(
        line=line,
        title=row.get("title", ""),
        doi=row.get("doi", ""),
        year=row.get("published year", ""),
        id=row.get("ref", ""),
        votes={TEAM: verdict} if verdict else {},
        reasons=(reason[1].strip(),) if reason else (),
    )


def asreview(row: Mapping[str, str], line: int) -> Elsewhere:
    """A row of ASReview's CSV: its label 1 or 0; unlabeled rows say nothing."""
    labels = [
        row[name] for name in ("asreview_label", "included", "label_included", "label") if row.get(name)
    ]
    label = labels[0].removesuffix(".0") if labels else ""
    verdict = {"1": Verdict.INCLUDE, "0": Verdict.EXCLUDE}.get(label)
    return Elsewhere(
        line=line,
        title=row.get("title", "") or row.get("primary_title", ""),
        doi=row.get("doi", ""),
        year=row.get("year", ""),
        id=row.get("id", "") or row.get("record_id", ""),
        votes={TEAM: verdict} if verdict else {},
        note=row.get("asreview_note", "") or row.get("exported_notes_1", ""),
    )


Reader = Callable[[Mapping[str, str], int], Elsewhere]

# Each tool that exports CSV by its name: the reader of a row, and columns that its export must have.
TABLES: dict[str, tuple[Reader, tuple[str, ...]]] = {
    "rayyan": (rayyan, ("title", "notes")),
    "covidence": (covidence, ("title",)),
    "asreview": (asreview, ()),
}

# CoLRev's states of a record (colrev.record.record_state), in the order of its process from prescreen on.
_PASSED_SCREEN = ("rev_included", "rev_synthesized")
_PASSED_PRESCREEN = (
    "rev_prescreen_included",
    "pdf_needs_manual_retrieval",
    "pdf_imported",
    "pdf_not_available",
    "pdf_needs_manual_preparation",
    "pdf_prepared",
    "rev_excluded",
    *_PASSED_SCREEN,
)


def colrev_prescreen(row: Mapping[str, str], line: int) -> Elsewhere:
    """An entry of CoLRev's records.bib as its prescreen left it: the team's result."""
    state = row.get("colrev_status", "")
    if state == "rev_prescreen_excluded":
        return colrev(row, line, Verdict.EXCLUDE)
    return colrev(row, line, Verdict.INCLUDE if state in _PASSED_PRESCREEN else None)


def colrev_screen(row: Mapping[str, str], line: int) -> Elsewhere:
    """An entry of CoLRev's records.bib as its screen left it; the criteria that are `out` are the reasons."""
    state = row.get("colrev_status", "")
    if state == "rev_excluded":
        return colrev(row, line, Verdict.EXCLUDE)
    return colrev(row, line, Verdict.INCLUDE if state in _PASSED_SCREEN else None)


def colrev(row: Mapping[str, str], line: int, verdict: Verdict | None) -> Elsewhere:
    """An entry of CoLRev's records.bib with a verdict, or none."""
    judged = [part.partition("=") for part in row.get("screening_criteria", "").split(";")]
    return Elsewhere(
        line=line,
        title=row.get("title", ""),
        doi=row.get("doi", ""),
        year=row.get("year", ""),
        votes={TEAM: verdict} if verdict else {},
        reasons=tuple(name.strip() for name, _, word in judged if word.strip() == "out"),
    )


# Tools whose export is BibTeX: the reader of an entry at a stage on records, and at one on reports.
BIBLIOGRAPHIES: dict[str, tuple[Reader, Reader]] = {"colrev": (colrev_prescreen, colrev_screen)}

TOOLS = (*TABLES, *BIBLIOGRAPHIES)


def read_elsewhere(text: str, tool: str, *, file: str, on: str = "records") -> list[Elsewhere]:
    """Every row of another tool's export, as of a stage on records or reports.

    Raises SlrError where it is not that tool's.
    """
    if tool in TABLES:
        return read_table(text, tool, file=file)
    if "colrev_status" not in text:
        raise SlrError(f"no entry has a colrev_status: is it data/records.bib of {tool}?", file=file, line=1)
    reading = read_export(text.encode("utf-8"), file=file, format="bibtex")
    rows = [({tag.casefold(): value for tag, value in one.raw}, one.span.line) for one in reading.entries]
    reader = BIBLIOGRAPHIES[tool][on == "reports"]
    return [reader(row, line) for row, line in rows]


def read_table(text: str, tool: str, *, file: str) -> list[Elsewhere]:
    """Every row of a CSV export. Raises SlrError where it is not that tool's."""
    reader, needed = TABLES[tool]
    rows = csv.DictReader(io.StringIO(text, newline=""))
    names = [(name or "").strip().casefold() for name in rows.fieldnames or ()]
    missing = [name for name in needed if name not in names]
    if missing:
        raise SlrError(f"no column {missing[0]}: is it a CSV export of {tool}?", file=file, line=1)
    rows.fieldnames = names
    try:
        return [
            reader(
                {name: (cell or "").strip() for name, cell in row.items() if isinstance(cell, str)},
                rows.line_num,
            )
            for row in rows
        ]
    except csv.Error as error:
        raise SlrError(f"not readable as CSV: {error}", file=file, line=rows.line_num) from error

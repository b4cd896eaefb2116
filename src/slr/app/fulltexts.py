"""Full texts: attach a PDF, match a folder of PDFs, list what a library should get."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from slr.app.caller import Caller
from slr.app.finding import finder
from slr.app.merged import merged
from slr.app.retrieve import sought
from slr.app.review import Review, person, writer
from slr.app.rows import Row
from slr.app.state import State, state_of
from slr.model.errors import SlrError
from slr.model.record import Record
from slr.model.words import Retrieval
from slr.screening.matching import Match, match_files
from slr.screening.retrieval import statuses
from slr.store.disk import create_file, read_bytes, sha256_of
from slr.store.lines import digest

ENDINGS = (".pdf", ".txt", ".html", ".htm", ".docx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A full text that is kept now."""

    report: str
    file: str  # below the review folder
    by: str = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """What became of a folder of files."""

    attached: tuple[Attached, ...]
    unclear: tuple[Match, ...]  # fits none, or several


def attach(review: Review, caller: Caller, name: str, file: Path) -> Attached:
    """Keep a file as a report's full text. Raises SlrError where there is no such report or file."""
    state = state_of(review)
    report, record = finder(review, state, [name]).find(Row("", 0, {}), name)
    return keep_files(review, caller, state, [(report, record, file, "named")])[0]


def match_folder(review: Review, caller: Caller, folder: Path) -> Matched:
    """Keep the files of a folder whose names fit one report sought. Raises SlrError."""
    if not folder.is_dir():
        raise SlrError(f"{folder} is no folder", "name the folder that holds the PDFs")
    state = state_of(review)
    view = merged(review, state)
    records = {name: view.record(name) for name in sought(review, state)}
    files = {path.name: path for path in sorted(folder.iterdir()) if path.suffix.casefold() in ENDINGS}
    matches = match_files(files, records)
    clear = [match for match in matches if len(match.reports) == 1]
    kept = keep_files(
        review, caller, state, [(m.reports[0], m.reports[0], files[m.file], m.by) for m in clear]
    )
    return Matched(attached=tuple(kept), unclear=tuple(m for m in matches if len(m.reports) != 1))


def keep_files(
    review: Review, caller: Caller, state: State, chosen: Sequence[tuple[str, str, Path, str]]
) -> list[Attached]:
    """Copy files into fulltexts/ and say in the ledger that their reports are retrieved."""
    said = statuses(state.events)
    ready = [(*one, held(one[2])) for one in chosen]
    kept = []
    with writer(review, caller, who=person(review, caller)) as out:
        for report, record, path, by, kept_bytes in caller.steps("Keeping full texts", ready, len(ready)):
            data = read_bytes(path) if kept_bytes is None else kept_bytes
            place = review.paths.fulltexts / f"{report}{path.suffix.casefold()}"
            create_file(caller.disk, place, data)
            about = state.by_id[report]
            told = {
                "record": record,
                "members": list(about.present),
                "status": Retrieval.RETRIEVED.value,
                "file": review.paths.relative(place),
                "sha256": digest(data),
            }
            earlier = [one.event for name in about.members for one in said.get(name, ())]
            out.append("retrieval", "retrieval", told | ({"replaces": earlier} if earlier else {}))
            kept.append(Attached(report=report, file=review.paths.relative(place), by=by))
    return kept


def held(path: Path) -> bytes | None:
    """A file's bytes, or None where it was read to its end and can be again: thousands do not fit in memory.

    Raises SlrError where it cannot be read.
    """
    return None if sha256_of(path) else read_bytes(path)


def to_order(review: Review) -> list[Record]:
    """The records of the reports that are still to be got, for interlibrary loan."""
    state = state_of(review)
    view = merged(review, state)
    open_to = (None, Retrieval.SOUGHT, Retrieval.REQUESTED)
    return [view.record(name) for name in sought(review, state) if state.retrieval.get(name) in open_to]

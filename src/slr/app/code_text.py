"""The full texts beside the studies being coded: which files there are, and their pages."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from time import monotonic

from slr.app.fulltexts import ENDINGS
from slr.app.state import State
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.report import Study
from slr.model.text import FullText, TextPage
from slr.model.words import Severity
from slr.store.disk import read_bytes
from slr.store.lines import digest
from slr.store.paths import ReviewPaths
from slr.store.texts import keep_text, kept_text, pages_from, text_place

SIZE = 200 * 1024 * 1024  # bytes of a file that is read at all
SECONDS = 60.0  # for one file
STEP = 0.1


class Stopped(Exception):
    """Whoever asked for a text has gone on."""


def never() -> bool:
    """Nobody stops it."""
    return False


@dataclass(slots=True)
class Texts:
    """Finds and reads the full texts of reports."""

    paths: ReviewPaths
    state: State
    _attached: dict[str, dict[str, str]] = field(default_factory=dict)  # a record's files with their hashes

    def __post_init__(self) -> None:
        """Gather what was ever attached and not taken back: a later status leaves the file in place."""
        told = [e for e in self.state.events if e.kind in ("retrieval", "undo-retrieval")]
        gone = {old for event in told if event.kind == "undo-retrieval" for old in event.replaces}
        for event in told:
            data = event.data
            if event.kind == "retrieval" and event.id not in gone and data.get("file"):
                files = self._attached.setdefault(str(data.get("record", "")), {})
                files[str(data["file"])] = str(data.get("sha256", ""))

    def files(self, unit: Study) -> list[tuple[str, str, str]]:
        """Report, file and the hash that the ledger knows (else empty) of each text of a unit's reports.

        Files that were attached, and those in fulltexts/ that are named by a record of the report.
        """
        found: dict[str, tuple[str, str, str]] = {}
        for report in unit.reports:
            members = self.state.by_id[report].members
            for name in members:
                for file, sha256 in self._attached.get(name, {}).items():
                    found[file] = (report, file, sha256)
            for name in members:
                for ending in ENDINGS:
                    file = f"fulltexts/{name}{ending}"
                    if file not in found and self.paths.inside(file).is_file():
                        found[file] = (report, file, "")
        return list(found.values())

    def read(self, unit: Study, stopped: Callable[[], bool] = never) -> tuple[FullText, ...]:
        """The texts of a unit. May take seconds the first time. Raises Stopped."""
        return tuple(self.read_file(*one, stopped) for one in self.files(unit))

    def read_file(self, report: str, file: str, sha256: str, stopped: Callable[[], bool] = never) -> FullText:
        """One text; what of it cannot be read is a finding."""
        try:
            path = self.paths.inside(file)
            size = path.stat().st_size if path.is_file() else -1
            data = read_bytes(path) if 0 <= size <= SIZE else b""
        except SlrError as error:
            return told(report, file, (), f"cannot be opened: {error.message}", error.hint)
        if size < 0:
            hint = "Git leaves full texts out: copy it from whoever attached it."
            return told(report, file, (), "is not in this copy of the folder", hint)
        if size > SIZE:
            return told(report, file, (), f"is larger than {SIZE // 1024**2} MB and is not read")
        digested = digest(data)
        place = text_place(self.paths, digested)
        pages, trouble = kept_text(place) or (None, "")
        if pages is None:
            made, trouble = run_reader(data, PurePosixPath(file).suffix, stopped)
            pages = made
            if not trouble.startswith("takes too"):
                listed = [[page.label, list(page.lines)] for page in pages]
                keep_text(place, json.dumps({"pages": listed, "trouble": trouble}).encode("ascii"))
        if sha256 and sha256 != digested and not trouble:
            trouble = "is not the file that was attached: its hash differs"
        return told(report, file, pages, trouble)


def told(report: str, file: str, pages: tuple[TextPage, ...], trouble: str, hint: str = "") -> FullText:
    """A full text, and a finding where there is trouble."""
    finding = Finding(
        code="C034",
        severity=Severity.WARNING,
        message=f"The full text {trouble}.",
        hint=hint or "Open it in a viewer, and type quotes by hand.",
        file=file,
        record=report,
    )
    return FullText(report=report, file=file, pages=pages, finding=finding if trouble else None)


def run_reader(
    data: bytes, ending: str, stopped: Callable[[], bool] = never, *, seconds: float = SECONDS
) -> tuple[tuple[TextPage, ...], str]:
    """Pages and trouble, read in a process of its own that is ended after so many seconds. Raises Stopped."""
    command = [sys.executable, "-m", "slr.app.code_text_reader", ending]
    try:
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        return (), f"cannot be read now ({error.strerror})"
    end = monotonic() + seconds
    given: bytes | None = data
    with child:
        try:
            while True:
                try:
                    out, _ = child.communicate(given, timeout=STEP)
                    break
                except subprocess.TimeoutExpired:
                    given = None  # communicate goes on with what it was given first
                if stopped():
                    raise Stopped
                if monotonic() > end:
                    return (), f"takes too long to read: given up after {seconds:g} seconds"
        finally:
            if child.poll() is None:
                child.kill()
    try:
        value = json.loads(out)
        return pages_from(value["pages"]), str(value["trouble"])
    except (ValueError, KeyError, TypeError):
        return (), "cannot be read: the reader gave up (out of memory, or the file is hostile)"

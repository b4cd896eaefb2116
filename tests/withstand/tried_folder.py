"""A review folder that tries each command against everything that may happen to it, and then runs it."""

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from conftest import Folder, Ran
from seam_sites import Site
from slr.app.caller import Caller
from slr.app.codebook import at_hand
from slr.app.report import state_digest
from slr.app.review import open_review
from slr.app.state import state_of
from slr.app.verify import verify
from slr.cli.main import main
from slr.coding.codings import codings_in_force, resolutions_in_force
from slr.coding.emergent import emerged_categories
from slr.flow.searches import holdings
from slr.model.words import Severity
from slr.store.ledger import read_ledger
from slr.store.paths import ReviewPaths
from traced_disk import Files, Trace, files_of, traced

ACTIONS = frozenset(["codebook", "study", "round"])  # verbs whose first word says what is done
DETAILS = frozenset(  # options that say more of the same
    [
        "--as",
        "--reason",
        "--note",
        "--codebook",
        "--search",
        "--kind",
        "--rule",
        "--definition",
        "--why",
        "--date",
        "--to",
        "--stage",
        "-s",
    ]
)


def ran(root: Path, argv: tuple[str, ...], stdin: str = "") -> Ran:
    """Run a command in this process; exit code and what it printed."""
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.StringIO(stdin)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(["-C", str(root), *argv])
    finally:
        sys.stdin = before
    return Ran(code, out.getvalue(), err.getvalue())


def lay(root: Path, files: Files) -> None:
    """Make a folder hold these files and no others, no empty folder and no cache."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(root / ".slr", ignore_errors=True)
    there = files_of(root)
    for name in there.keys() - files.keys():
        (root / name).unlink()
    for name, data in files.items():
        if there.get(name) != data:
            place = root / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    for folder, inside, own in os.walk(root, topdown=False):
        if not own and not any(Path(folder, name).exists() for name in inside) and Path(folder) != root:
            Path(folder).rmdir()


def cache_of(root: Path) -> Files:
    """The files of the cache, which a program at work has open."""
    found = (path for path in (root / ".slr").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def events_of(root: Path) -> dict[str, str]:
    """The events by id, and what each holds."""
    ledger = read_ledger(ReviewPaths(root))
    return {event.id: f"{event.kind} {event.data}" for event in ledger.events}


def codes_of(root: Path) -> set[str]:
    """What verify finds that is an error or a warning of the ledger."""
    if not (root / "protocol.yaml").is_file():
        return set()
    quiet = Caller(root=root, now=lambda: "2026-01-01T00:00:00Z", token=lambda: "none")
    found = verify(quiet).findings
    return {one.code for one in found if one.severity is not Severity.INFO}


def digest_of(root: Path) -> object:
    """All that a review says, without the names of its events."""
    review = open_review(root)
    state = state_of(review)
    events = review.ledger.events
    held = sorted((one.search, one.sha256, one.entries, one.record_files) for one in holdings(events).imports)
    links = {names: {e.data["verdict"] for e in told} for names, told in state.links.events.items()}
    codings = []
    for book in sorted(at_hand(root)):
        args = (events, book, state.studies, state.report_of)
        told = [*codings_in_force(*args), *(one.coding for one in resolutions_in_force(*args))]
        codings += sorted((c.coder, c.study, c.dimension, tuple(c.values)) for c in told)
        codings += [(book, one.dimension, one.category.id) for one in emerged_categories(events, book)]
    return state_digest(state), held, links, codings


def beside_of(files: Files) -> Files:
    """What is there besides the ledger, without what a cut leaves half written beside its place."""
    parts = ((name, name.rpartition("/")[2]) for name in files if not name.startswith("ledger/"))
    return {name: files[name] for name, own in parts if not (own.startswith(".") and own.endswith(".tmp"))}


def kind_of(words: tuple[str, ...]) -> str:
    """What kind of command this is: the verb, its action, and the options that make it another command."""
    verb, *more = words[2:] if words[0] == "--as" else words
    action = [word for word in more[:1] if verb in ACTIONS]
    options = (word for word in more if word.startswith("-") and word not in DETAILS)
    return " ".join([verb, *action, *dict.fromkeys(options)])


@dataclass
class TriedFolder(Folder):
    """Runs each kind of command on a scratch copy first: cut off, refused, and given again."""

    tried: dict[str, int] = field(default_factory=dict)  # what a trial counted, by kind of command
    trials: int = 0
    kills: int = 0  # of each command
    part: tuple[int, int] = (0, 1)  # of so many parts, try the commands of this one
    trial: Callable[["TriedFolder", tuple[str, ...], str, Files], int] | None = None
    kind: str = ""  # of the command that is tried
    kinds: list[str] = field(default_factory=list)  # of those that wrote by a way of their own
    sites: set[Site] = field(default_factory=set)  # the places in the source by which it has written

    def __call__(self, *argv: object, code: int = 0) -> Ran:
        """Run the command; try it on a scratch copy if it wrote, and by a way that no other has taken."""
        words = tuple(str(word) for word in argv)
        stdin = sys.stdin.read() if isinstance(sys.stdin, io.StringIO) else ""
        sys.stdin = io.StringIO(stdin)
        before = files_of(self.root)
        with traced(Trace()) as trace:
            done = super().__call__(*argv, code=code)
        self.kind = kind_of(words)
        if self.trial and trace.steps and (self.kind not in self.kinds or trace.sites - self.sites):
            self.kinds.append(self.kind)
            number, parts = self.part
            if len(self.kinds) % parts == number:
                told = f"{self.kind}, {self.kinds.count(self.kind)}"
                self.tried[told] = self.trial(self, words, stdin, before)
        self.sites |= trace.sites
        return done

    def chosen(self, number: int, steps: int) -> bool:
        """Whether a step is tried: of very many, all alike, the first and last and some between."""
        return steps <= 100 or number <= 12 or number > steps - 12 or number % 97 == 0

    @property
    def scratch(self) -> Path:
        """Where commands are tried; as long a path as the folder's own."""
        return self.root.parent / "trials"

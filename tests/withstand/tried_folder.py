"""A review folder that tries each command against everything that may happen to it, and then runs it."""

import contextlib
import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from conftest import Folder, Ran
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
from traced_disk import ERRORS, Files, Trace, files_of, traced, wrecks

TALKS = frozenset(["--plain"])  # a person at work: given again, the same keys mean other reports

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


def kind_of(words: tuple[str, ...]) -> str:
    """What kind of command this is: the verb, its action, and the options that make it another command."""
    action = [word for word in words[1:2] if words[0] in ACTIONS]
    options = (word for word in words if word.startswith("--") and word not in DETAILS)
    return " ".join([words[0], *action, *dict.fromkeys(options)])


@dataclass
class TriedFolder(Folder):
    """Runs each kind of command on a scratch copy first: cut off, refused, and given again."""

    tried: dict[str, int] = field(default_factory=dict)  # the steps of each kind of command
    trials: int = 0
    skip: tuple[str, ...] = ()
    every: int = 1  # of very many steps that are all alike: the first and last, and every so many between
    trial: Callable[["TriedFolder", tuple[str, ...], str, Files], None] | None = None

    def __call__(self, *argv: object, code: int = 0) -> Ran:
        """Try the command where it is the first of its kind, then run it."""
        words = tuple(str(word) for word in argv)
        stdin = sys.stdin.read() if isinstance(sys.stdin, io.StringIO) else ""
        kind = kind_of(words)
        if code == 0 and self.trial and kind not in self.tried and words[0] not in self.skip:
            self.tried[kind] = 0
            self.trial(self, words, stdin, files_of(self.root))
        sys.stdin = io.StringIO(stdin)
        return super().__call__(*argv, code=code)

    def chosen(self, number: int, steps: int) -> bool:
        """Whether a step is tried."""
        return number <= 12 or number > steps - 12 or number % self.every == 0

    @property
    def scratch(self) -> Path:
        """Where commands are tried; as long a path as the folder's own."""
        return self.root.parent / "trials"


def moved(folder: TriedFolder, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a command for the scratch copy: a path into the folder leads into the copy."""
    return tuple(word.replace(str(folder.root), str(folder.scratch)) for word in words)


def completed(again: Ran, done: Ran) -> bool:
    """Whether the command given again did what was left to do, or said that it is done already."""
    return again.code == done.code or (again.code == 2 and "already" in again.err)


def try_power(folder: TriedFolder, argv: tuple[str, ...], stdin: str, before: Files) -> None:
    """Cut the power after every step: nothing that was there is lost, and the command completes when given again."""
    words, root = moved(folder, argv), folder.scratch
    lay(root, before)
    had, sound = events_of(root), codes_of(root)
    with traced(Trace()) as trace:
        done = ran(root, words, stdin)
    assert done.code in (0, 1), (argv, done)
    whole, outcome = events_of(root), digest_of(root)
    folder.tried[next(reversed(folder.tried))] = len(trace.steps)
    for number, loss, files in wrecks(before, trace.steps, root):
        told = f"slr {' '.join(words)}: cut off after step {number} of {len(trace.steps)}, {loss}"
        if not folder.chosen(number, len(trace.steps)):
            continue
        folder.trials += 1
        lay(root, files)
        now = events_of(root)
        assert had.items() <= now.items() <= whole.items(), told
        assert codes_of(root) <= sound | {"L001", "F022"}, (told, codes_of(root))
        if number == len(trace.steps) and loss != "torn":
            continue
        if now.keys() < whole.keys() and TALKS.isdisjoint(words):
            again = ran(root, words, stdin)
            assert completed(again, done), (told, again.err)
            assert digest_of(root) == outcome, told


def try_errors(folder: TriedFolder, argv: tuple[str, ...], stdin: str, before: Files) -> None:
    """Refuse every step: one clear message, exit code 2, and the command completes when given again."""
    words, root = moved(folder, argv), folder.scratch
    lay(root, before)
    had, sound = events_of(root), codes_of(root)
    with traced(Trace()) as trace:
        done = ran(root, words, stdin)
    outcome = digest_of(root)
    steps = len(trace.steps)
    folder.tried[next(reversed(folder.tried))] = steps
    seen: set[int] = set()
    for number in (n for n in range(1, steps + 1) if folder.chosen(n, steps)):
        error = ERRORS[number % len(ERRORS)]
        told = f"slr {' '.join(words)}: step {number} of {steps} refused ({error})"
        folder.trials += 1
        lay(root, before)
        with traced(Trace(refuse=number, error=error, for_good=number % 2 == 0)):
            refused = ran(root, words, stdin)
        if TALKS.isdisjoint(words) or refused.code:
            assert refused.code == 2, (told, refused)
            assert "Traceback" not in refused.err and refused.err.count("hint:") == 1, (told, refused.err)
        else:  # a session says so in its place, and goes on
            assert re.search("Not (done|kept): cannot write", refused.out), (told, refused)
        assert had.items() <= events_of(root).items(), told
        key = hash(tuple(sorted(files_of(root).items())))
        if key in seen:
            continue
        seen.add(key)
        assert codes_of(root) <= sound | {"L001", "F022"}, told
        if events_of(root) == had and TALKS.isdisjoint(words):
            again = ran(root, words, stdin)
            assert completed(again, done), (told, again.err)
            assert digest_of(root) == outcome, told


def steps_told(folder: TriedFolder) -> Iterator[str]:
    """What was tried, for a person to read."""
    yield from (f"{kind}: {steps} steps" for kind, steps in folder.tried.items())

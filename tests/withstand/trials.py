"""What is tried of a command on a scratch copy of the folder: power cuts, refusals and kills, at every step."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from conftest import Ran
from killed_child import Moments, Started
from traced_disk import ERRORS, Files, Trace, files_of, traced, wrecks
from tried_folder import TriedFolder, beside_of, cache_of, codes_of, digest_of, events_of, lay, ran

TALKS = frozenset(["--plain"])  # a person at work: given again, the same keys mean other reports
EVERY_ERROR = frozenset(["import", "study link", "export -o"])  # refused in each of the ways; others in turn
TORN = frozenset(["L001", "F022"])  # what may be found besides: a torn tail, and an export without an import
LOOKS = 2  # of the states found after kills that differ only in names and the clock, so many are looked into
LINE_END = b"\n"


@dataclass(frozen=True)
class Case:
    """A command to be tried: its words for the scratch copy, what a person types, and how it was and ended."""

    words: tuple[str, ...]
    stdin: str
    root: Path
    before: Files
    had: dict[str, str]
    sound: set[str]
    done: Ran
    whole: dict[str, str]
    beside: Files
    outcome: object

    def hold(self, told: object, files: Files) -> None:
        """Lost is nothing: the events that there were are there, and every other was to come."""
        now = events_of(self.root)
        assert self.had.items() <= now.items(), told
        assert codes_of(self.root) <= self.sound | TORN, (told, codes_of(self.root))
        if not TALKS.isdisjoint(self.words):
            return
        if len(now) < len(self.whole) or (now == self.whole and beside_of(files) != self.beside):
            self.complete(told)

    def complete(self, told: object) -> None:
        """The command given again does what was left to do, or says that it is done already."""
        again = ran(self.root, self.words, self.stdin)
        assert again.code == self.done.code or (again.code == 2 and "already" in again.err), (told, again.err)
        assert digest_of(self.root) == self.outcome, told
        assert beside_of(files_of(self.root)) == self.beside, told


def case_of(folder: TriedFolder, argv: Sequence[str], stdin: str, before: Files) -> tuple[Case, Trace]:
    """Run a command on the scratch copy, and see what it comes to; the steps that it took."""
    root = folder.scratch
    words = tuple(word.replace(str(folder.root), str(root)) for word in argv)
    lay(root, before)
    had, sound = events_of(root), codes_of(root)
    with traced(Trace()) as trace:
        done = ran(root, words, stdin)
    assert done.code in (0, 1), (argv, done)
    case = Case(
        words=words,
        stdin=stdin,
        root=root,
        before=before,
        had=had,
        sound=sound,
        done=done,
        whole=events_of(root),
        beside=beside_of(files_of(root)),
        outcome=digest_of(root),
    )
    return case, trace


def try_power(folder: TriedFolder, argv: tuple[str, ...], stdin: str, before: Files) -> int:
    """Cut the power after every step: nothing is lost, and the command completes when given again; the steps."""
    case, trace = case_of(folder, argv, stdin, before)
    steps = len(trace.steps)
    for number, loss, files in wrecks(before, trace.steps, case.root):
        if not folder.chosen(number, steps):
            continue
        told = f"slr {' '.join(case.words)}: cut off after step {number} of {steps}, {loss}"
        folder.trials += 1
        lay(case.root, files)
        assert events_of(case.root).items() <= case.whole.items(), told
        case.hold(told, files)
    return steps


def try_errors(folder: TriedFolder, argv: tuple[str, ...], stdin: str, before: Files) -> int:
    """Refuse every step: one clear message, exit code 2, and the command completes when given again; the steps."""
    case, trace = case_of(folder, argv, stdin, before)
    steps = len(trace.steps)
    seen: set[int] = set()
    for number in (n for n in range(1, steps + 1) if folder.chosen(n, steps)):
        every = folder.kind in EVERY_ERROR
        for error in ERRORS if every else [ERRORS[number % len(ERRORS)]]:
            told = f"slr {' '.join(case.words)}: step {number} of {steps} refused ({error})"
            folder.trials += 1
            lay(case.root, before)
            with traced(Trace(refuse=number, error=error, for_good=(number + error) % 2 == 0)):
                refused = ran(case.root, case.words, stdin)
            if TALKS.isdisjoint(case.words) or refused.code:
                assert refused.code == 2, (told, refused)
                assert "Traceback" not in refused.err and refused.err.count("hint:") == 1, (told, refused.err)
            else:  # a session says so in its place, and goes on
                assert re.search("Not (done|kept): cannot write", refused.out), (told, refused)
            files = files_of(case.root)
            key = hash(tuple(sorted(files.items())))
            if key not in seen:
                seen.add(key)
                case.hold(told, files)
    return steps


def shape_of(files: Files) -> str:
    """A folder's files without what differs from run to run: names and numbers of events, the clock."""
    parts = [
        f"{name.rpartition('/')[0]} {data.count(LINE_END)} {data[-1:] != LINE_END}"
        for name, data in files.items()
    ]
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()


def try_kills(folder: TriedFolder, argv: tuple[str, ...], stdin: str, before: Files) -> int:
    """Kill the command `folder.kills` times: nothing acknowledged is lost; how many different folders it left."""
    case, _ = case_of(folder, argv, stdin, before)
    lines = (case.done.out + case.done.err).count("\n")
    seen: dict[str, int] = {}
    lay(case.root, before)
    out = case.root.parent / "said"
    with Started(("-C", str(case.root), *case.words), stdin, out) as start:
        kills, cache = 0, cache_of(case.root)
        moments = Moments(" ".join(argv))
        moments.learn(start.killed(None))
        while kills < folder.kills:
            wait = moments.draw()
            lay(case.root, before | cache)
            end = start.killed(wait)
            moments.learn(end)
            told = f"slr {' '.join(case.words)}: killed {wait * 1000:.2f} ms after the first write ({kills})"
            assert end.signal == 9 or end.code == case.done.code, (told, end)
            kills += end.signal == 9
            files = files_of(case.root)
            shape = shape_of(files)
            seen[shape] = seen.get(shape, 0) + 1
            now = events_of(case.root)
            assert case.had.items() <= now.items(), told
            if not end.signal or end.out.count("\n") >= lines > 0:
                assert len(now) == len(case.whole), (told, "acknowledged, and not there")
                if seen[shape] <= LOOKS:
                    assert digest_of(case.root) == case.outcome, (told, "acknowledged, and not there")
            if seen[shape] <= LOOKS:
                case.hold(told, files)
    folder.trials += kills
    return len(seen)

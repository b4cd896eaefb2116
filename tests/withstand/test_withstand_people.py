"""Twenty processes that append at once, two programs in one folder, and clocks that jump."""

import json
import os
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Folder
from slr.cli.main import main
from slr.store.disk import RealDisk
from slr.store.ledger import read_ledger
from slr.store.paths import ReviewPaths
from slr.store.writer import Run as WriterRun
from slr.store.writer import Writer
from tried_folder import codes_of

MANY = 20
PEOPLE = ("ana", "ben", "cleo")


def filled(empty: Folder) -> list[str]:
    """A review of as many reports as there are processes; their ids."""
    entries = [
        f"TY  - JOUR\nTI  - Study number {n} of {'abcdefghijklmnopqrst'[n]}\nER  - \n" for n in range(MANY)
    ]
    empty("import", empty.file("scopus.ris", "\n".join(entries)), "--search", "scopus")
    return [empty.id(f"scopus.{n}") for n in range(1, MANY + 1)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize("people", [1, 3])
def test_twenty_processes_append_at_once(empty: Folder, people: int) -> None:
    names = filled(empty)
    rows = {
        n: empty.csv(
            f"{n}.csv",
            "report,decision,reviewer",
            *(f"{name},include,{PEOPLE[n % people]}" for name in names[n:] + names[:n]),
        )
        for n in range(MANY)
    }
    hear, start = os.pipe()
    children = []
    for n in range(MANY):
        child = os.fork()
        if child == 0:
            code = 71
            try:
                os.close(start)
                os.read(hear, 1)  # until the parent lets go: all at once
                code = main(
                    ["-C", str(empty.root), "--as", PEOPLE[n % people], "screen", "--apply", str(rows[n])]
                )
            finally:
                os._exit(code)
        children.append(child)
    os.close(hear)
    os.close(start)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert codes == [0] * MANY
    assert codes_of(empty.root) == set()
    told = read_ledger(ReviewPaths(empty.root)).events
    by_file: dict[str, list[int]] = {}
    for event in told:
        by_file.setdefault(event.segment, []).append(event.n)
    assert all(a < b for numbers in by_file.values() for a, b in pairwise(numbers))
    decided = [(event.who, event.data["record"]) for event in told if event.kind == "decision"]
    assert set(decided) == {(PEOPLE[n % people], name) for n in range(people) for name in names}
    commits = [event for event in told if event.kind == "commit"]
    assert sum(event.data["added"] for event in commits) == len(decided)
    outcomes = empty.json("status")["stages"][0]["outcomes"]
    assert outcomes["included" if people > 1 else "pending"] == MANY


def test_two_programs_work_in_one_folder(empty: Folder, tmp_path: Path) -> None:
    names = filled(empty)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    working = []
    for who in ("ana", "ben"):
        rows = empty.csv(f"{who}.csv", "report,decision", *(f"{name},include" for name in names))
        command = [
            sys.executable,
            "-m",
            "slr",
            "-C",
            str(empty.root),
            "--as",
            who,
            "screen",
            "--apply",
            str(rows),
        ]
        working.append(subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL))
    assert [process.wait() for process in working] == [0, 0]
    assert codes_of(empty.root) == set()
    outcomes = empty.json("status")["stages"][0]["outcomes"]
    assert outcomes["included"] == MANY


clocks = st.lists(st.integers(0, 4_000_000_000), min_size=12, max_size=12)


@settings(max_examples=40, deadline=None)
@given(clocks, st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=6))
def test_the_clock_orders_nothing(times: list[int], people: list[str]) -> None:
    from datetime import UTC, datetime

    with tempfile.TemporaryDirectory() as place:
        paths = ReviewPaths(Path(place))
        ticks = iter(times * 4)

        def now() -> str:
            return datetime.fromtimestamp(next(ticks), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

        said = []
        for number, who in enumerate(people):
            run = WriterRun(who=who, by=who, protocol="p" * 64, now=now, token=lambda n=number: f"t{n}")  # type: ignore[misc]
            with Writer(paths, read_ledger(paths), run, RealDisk()) as out:
                for place_in_run in range(2):
                    said.append(f"{number}.{place_in_run}")
                    out.append("imports", "told", {"text": said[-1]})
        ledger = read_ledger(paths)
        assert [event.data["text"] for event in ledger.events] == said
        assert [event.n for event in ledger.events] == list(range(1, len(said) + 1))
        assert ledger.findings == ()
        assert json.dumps([event.at for event in ledger.events]).count("Z") == len(said)

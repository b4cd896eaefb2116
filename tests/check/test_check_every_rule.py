"""Every rule that `slr check` lists has a seeded defect, found by it on the right line."""

import json
from collections.abc import Iterable
from pathlib import Path

import test_check_seeded_folders as folders
import test_check_seeded_protocols as protocols
from seeded_reviews import BETA, copy_of, run, started, tell
from slr.app.caller import Caller, T
from slr.app.check import check
from slr.app.check_folder import FOLDER_RULES
from slr.app.check_rules import ALL_RULES

TESTS = Path(__file__).resolve().parents[1]
# Rules that no edit of a file sets off alone, and the test files that seed them.
ELSEWHERE = {
    "R011": "check/test_check_seeded_folders.py",  # a list from outside
    "F013": "cli/test_cli_code_conditions.py",  # where a codebook has conditions
    "F012": "check/test_check_every_rule.py",  # told to a reviewer alone
    "C030": "cli/test_cli_code.py",  # found by `slr codebook check`, not by `slr check`
    "C031": "cli/test_cli_code_clones.py",
    "C032": "codebooks/test_codebooks_growing.py",
    "C033": "cli/test_cli_code.py",
    "C034": "coding/test_coding_full_texts.py",  # found by `slr code --texts`
    "L006": "test_verify.py",  # damage that somebody has acknowledged
    "V002": "check/test_check_every_rule.py",
}
VERIFY = "test_verify.py"  # V001 onwards: found by `slr verify`, which reads the exports again


def test_every_rule_has_a_seeded_defect() -> None:
    edits = {*protocols.DEFECTS.values(), *protocols.CODEBOOK_DEFECTS.values()}
    seeded = {code for _, _, code, _, _ in edits}
    seeded |= {code for _, code, _ in (*folders.DEFECTS.values(), *folders.HISTORY.values())}
    elsewhere = {code: VERIFY for code in ALL_RULES if code.startswith("V")} | ELSEWHERE
    assert ALL_RULES.keys() - seeded == elsewhere.keys()
    assert seeded <= ALL_RULES.keys()
    for code, file in elsewhere.items():
        assert f'"{code}"' in (TESTS / file).read_text("utf-8"), code


def test_what_blinding_leaves_out_is_counted(tmp_path: Path) -> None:
    root = copy_of(started, tmp_path / "review")
    told = folders.decision(BETA, verdict="exclude", reason="no-such-reason")
    tell(root, "decisions", "decision", told, part="title-abstract")
    everything = run(root, "check")
    assert "R007" in everything and "F012" not in everything
    for_ben = run(root, "--as", "ben", "check")
    assert "F012" in for_ben and "no-such-reason" not in for_ben


def test_verify_tells_of_an_event_that_names_one_which_is_not_there(tmp_path: Path) -> None:
    root = copy_of(started, tmp_path / "review")
    told = {"stage": "title-abstract", "record": BETA, "replaces": ["nothing-1"]}
    file, line = tell(root, "decisions", "undo", told, part="title-abstract")
    found = json.loads(run(root, "verify", "--json", code=1))["findings"]
    assert ("V002", file, line) in {(one["code"], one["file"], one["line"]) for one in found}


def test_a_long_check_shows_how_far_it_is(tmp_path: Path) -> None:
    root = copy_of(started, tmp_path / "review")
    shown: list[tuple[str, int]] = []

    def steps(what: str, items: Iterable[T], total: int | None = None) -> Iterable[T]:
        gone = list(items)
        shown.append((what, len(gone)))
        return gone

    caller = Caller(root=root, now=lambda: "2020-03-01T10:00:00Z", token=lambda: "x", steps=steps)
    assert check(root, caller=caller) == []
    assert shown == [("reading the review", 1), ("checking", len(FOLDER_RULES))]

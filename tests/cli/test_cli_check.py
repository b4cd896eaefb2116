"""`slr check`: what it prints, its exit codes, its options."""

import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import PROTOCOL, Folder, Run

SOUND = """\
title: "Nudges in schools: a systematic review"
question:
  text: Do nudges work in schools?
  framework: PCC
  elements: {population: Pupils, concept: Nudges, context: Schools}
rationale: Nobody has put the trials together.
objectives: [Find the studies.]
registration: {registry: OSF, id: abc12, date: 2020-01-05}
authors: [Ana, Ben]
funding: none
interests: none
reviewers:
  - {id: ana, name: Ana, email: ana@example.org}
  - {id: ben, name: Ben, email: ben@example.org}
searches:
  - {id: scopus, source: Scopus, platform: Scopus, date: 2020-02-01, query: TITLE(nudg*), limits: none,
     filters: none, peer-review: none}
  - {id: eric, source: ERIC, platform: EBSCOhost, date: 2020-02-01, query: TI nudg*, limits: none, filters: none}
  - {id: sites, source: Ministries, kind: website, date: 2020-02-02, screen: true}
stages:
  - id: title-abstract
  - {id: full-text, on: reports}
criteria:
  - {id: i1, text: About nudges of any kind, type: include}
  - {id: e1, text: No pupils took part, type: exclude}
methods: {data: a form, appraisal: MMAT, synthesis: narrative}
"""


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A folder with nothing but a sound protocol."""
    root = tmp_path / "sound"
    root.mkdir()
    (root / "protocol.yaml").write_text(SOUND, encoding="utf-8")
    return root


def spoil(root: Path, old: str, new: str) -> Path:
    """Put a defect into the protocol; its path."""
    path = root / "protocol.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_sound_folder_is_silent_and_exits_0(slr: Run, sound: Path) -> None:
    for words in (["-C", sound, "check"], ["check", sound], ["check", sound / "protocol.yaml"]):
        ran = slr(*words, "--strict")
        assert (ran.out, ran.err) == ("", "nothing to complain about\n")


def test_an_error_exits_1_with_line_and_caret(slr: Run, sound: Path) -> None:
    spoil(sound, "rationale:", "rationalle:")
    ran = slr("check", sound, code=1)
    assert ran.out.splitlines()[:4] == [
        "protocol.yaml:6:1: error P002: The key `rationalle` is not known.",
        "    6 | rationalle: Nobody has put the trials together.",
        "      | ^",
        "    hint: Did you mean `rationale`?",
    ]
    assert ran.err == "1 finding: 1 error\n"


def test_a_warning_fails_under_strict_only(slr: Run, sound: Path) -> None:
    spoil(sound, "registration: {registry: OSF, id: abc12, date: 2020-01-05}\n", "")
    assert "warning P014" in slr("check", sound).out
    slr("check", sound, "--strict", code=1)
    slr("check", sound, "--strict", "--ignore", "P014")
    slr("check", sound, "--strict", "--ignore", "p01,C")
    assert slr("check", sound, "--strict", "--select", "S,Q").out == ""
    assert slr("check", sound, "--strict", "--select", "P014", code=1).out.count("P014") == 1


def test_what_cannot_be_done_exits_2(slr: Run, sound: Path, tmp_path: Path) -> None:
    assert "there is no rule P999" in slr("check", sound, "--ignore", "P999", code=2).err
    assert "there is no rule X1" in slr("check", "--explain", "X1", code=2).err
    assert "there is no file" in slr("check", tmp_path / "nowhere.yaml", code=2).err
    assert "is no review folder" in slr("check", tmp_path, code=2).err
    assert "is in no git repository" in slr("check", sound, "--base", "main", code=2).err
    assert "no ledger to compare" in slr("check", sound / "protocol.yaml", "--base", "main", code=2).err
    assert "Invalid value" in slr("check", sound, "--output", "pdf", code=2).err
    (tmp_path / "list.txt").write_text("nothing here\n", encoding="utf-8")
    assert "names no DOI" in slr("check", sound, "--retractions", tmp_path / "list.txt", code=2).err


@pytest.mark.parametrize("output", ["text", "json", "github", "sarif", "junit", "gitlab"])
def test_every_output_tells_the_same_finding(slr: Run, sound: Path, output: str) -> None:
    spoil(sound, "funding: none\n", "")
    out = slr("check", sound, "--output", output).out
    assert "P074" in out and "The protocol says nothing of funding." in out


def test_json_is_an_output_too(slr: Run, sound: Path) -> None:
    spoil(sound, "funding: none\n", "")
    assert json.loads(slr("check", sound, "--json").out) == json.loads(
        slr("check", sound, "--output", "json").out
    )


def test_servers_are_told_paths_below_the_repository(
    slr: Run, review: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = review.root.parent
    out = {name: slr("check", review.root, "--output", name).out for name in ("github", "text")}
    assert "file=protocol.yaml,line=" in out["github"]
    subprocess.run(["git", "init", "-q", str(top)], check=True)
    assert "file=review/protocol.yaml,line=" in slr("check", review.root, "--output", "github").out
    assert out["text"].startswith("protocol.yaml:")
    monkeypatch.chdir(review.root)
    alone = slr("check", "protocol.yaml", "--output", "gitlab").out
    assert {one["location"]["path"] for one in json.loads(alone)} == {"review/protocol.yaml"}


def test_list_and_explain(slr: Run) -> None:
    listed = slr("check", "--list").out
    assert "F020  error    files           export changed since its import\n" in listed
    rules = json.loads(slr("check", "--list", "--json").out)
    assert len(rules) == listed.count("\n") >= 60
    for code in ("P012", "F020", "L003", "A001", "R010"):
        assert slr("check", "--explain", code.lower()).out.startswith(f"# {code}: ")


def test_every_rule_explains_itself() -> None:
    from slr.app.check_rules import ALL_RULES

    for code, rule in ALL_RULES.items():
        assert rule.code == code and rule.name and rule.family and rule.example
        assert rule.why.rstrip("`\"'”)").endswith((".", "?")), code
        assert rule.mend, code


def test_the_schemas_that_editors_are_told(slr: Run) -> None:
    """That the committed ones are these too is held by tests/protocol/test_protocol_json_schema.py."""
    from slr.protocol.json_schema import codebook_schema, protocol_schema

    assert json.loads(slr("check", "--schema", "protocol").out) == protocol_schema()
    assert json.loads(slr("check", "--schema", "codebook").out) == codebook_schema()
    assert "Invalid value" in slr("check", "--schema", "flow", code=2).err


def test_fix_edits_the_text_and_nothing_else(slr: Run, sound: Path) -> None:
    path = spoil(sound, "funding: none\n", "funding: no # nobody pays\n")
    before = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + before)
    ran = slr("check", sound, "--fix", "--strict")
    assert "mended P008 at protocol.yaml:10:10" in ran.err and "1 finding mended" in ran.err
    wanted = before.replace(b"funding: no # nobody pays", b'funding: "no" # nobody pays')
    assert path.read_bytes() == b"\xef\xbb\xbf" + wanted
    assert "nothing that is safe to mend" in slr("check", sound, "--fix").err
    assert path.read_bytes() == b"\xef\xbb\xbf" + wanted


@pytest.mark.skipif(os.name == "nt", reason="Windows knows read-only alone")
def test_fix_leaves_who_may_read_the_file_as_it_was(slr: Run, sound: Path) -> None:
    path = spoil(sound, "funding: none\n", "funding: no\n")
    path.chmod(0o640)
    slr("check", sound, "--fix")
    assert 'funding: "no"' in path.read_text() and stat.S_IMODE(path.stat().st_mode) == 0o640


def test_fix_leaves_a_read_only_file_alone(slr: Run, sound: Path) -> None:
    path = spoil(sound, "funding: none\n", "funding: no\n")
    before = path.read_bytes()
    path.chmod(0o444)
    try:
        assert "protocol.yaml is read-only" in slr("check", sound, "--fix", code=2).err
        assert path.read_bytes() == before and not path.stat().st_mode & 0o222
    finally:
        path.chmod(0o644)


def test_fix_a_protocol_alone(slr: Run, sound: Path) -> None:
    path = spoil(sound, "funding: none\n", "funding: no\n")
    slr("check", path, "--fix", "--strict")
    assert 'funding: "no"\n' in path.read_text(encoding="utf-8")


def test_fix_protects_exports_and_ledger_from_git(slr: Run, review: Folder) -> None:
    attributes = review.root / ".gitattributes"
    attributes.write_text("*.md text", encoding="utf-8")
    review("check", "--fix")
    assert attributes.read_text(encoding="utf-8") == "*.md text"  # in no repository: nothing to protect from
    subprocess.run(["git", "init", "-q", str(review.root)], check=True)
    assert {f["code"] for f in review.json("check") if f["file"] == ".gitattributes"} == {"F027"}
    review("check", "--fix")
    assert attributes.read_text(encoding="utf-8") == "*.md text\nsearches/** -text\nledger/** -text\n"
    assert not [f for f in review.json("check") if f["code"] == "F027"]


def test_a_protocol_that_cannot_be_used_is_told_before_anything_else(review: Folder) -> None:
    (review.root / "protocol.yaml").write_text(PROTOCOL.replace("stages:", "staeges:"), encoding="utf-8")
    (found,) = [f for f in review.json("check", code=1) if f["severity"] == "error"]
    assert found["code"] == "P002"


def test_a_protocol_alone_is_checked_within_a_second_of_cpu(sound: Path) -> None:
    import resource

    def used() -> float:
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        return spent.ru_utime + spent.ru_stime

    best = 9.0
    for _ in range(3):
        before, _ = used(), time.perf_counter()
        subprocess.run([sys.executable, "-m", "slr", "check", str(sound / "protocol.yaml")], check=True)
        best = min(best, used() - before)
    assert best < 1.0

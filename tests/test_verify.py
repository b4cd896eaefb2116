"""`slr verify`: whatever is changed in ledger/ or searches/ is told, but for what the page says only git sees."""

import contextlib
import hashlib
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from conftest import PROTOCOL, Folder, Run, ris
from slr.app import verify_exports, verify_flow
from slr.cli.main import main

MORE = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
IDENTITY = ("-c", "user.name=T", "-c", "user.email=t@example.org")


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review of two people with segments of both, an attached full text and a study; once for all tests."""
    base = tmp_path_factory.mktemp("verify")
    monkey = pytest.MonkeyPatch()
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkey.setenv(name, str(base / "none"))
    monkey.setenv("GIT_CEILING_DIRECTORIES", str(base.parent))
    root = base / "review"

    def run(*words: object) -> None:
        assert main(["-C", str(root), *map(str, words)]) == 0, words

    def file(name: str, text: str) -> Path:
        path = base / name
        path.write_text(text, encoding="utf-8")
        return path

    assert main(["init", str(root), "--protocol", str(file("p.yaml", PROTOCOL.lstrip()))]) == 0
    one = ris(
        "Alpha study of things | Ames, Ann | 2010 | 10.5555/alpha", "Beta study of birds | Boyd, Bo | 2011"
    )
    two = ris(
        "Alpha study of things | Ames, A. | 2010 | 10.5555/alpha", "Gamma rays in spring | Gray, G | 2012"
    )
    run("import", file("scopus.ris", one), "--search", "scopus")
    run("import", file("wos.ris", two), "--search", "wos")
    run("dedup")
    names = Folder(root, None)  # type: ignore[arg-type]
    rows = [
        f"{names.id(name)},{verdict},{who}"
        for name in ("scopus.1", "scopus.2", "wos.2")
        for who, verdict in (("ana", "include"), ("ben", "include"))
    ]
    run("--as", "ana", "screen", "--apply", file("d.csv", "\n".join(["report,decision,reviewer", *rows, ""])))
    run("--as", "cleo", "retrieve", names.id("scopus.1"), "--note", "by mail")
    text = file("full.txt", "The whole text.")
    run("--as", "ben", "retrieve", names.id("scopus.1"), "--attach", text)
    run(
        "--as",
        "ben",
        "screen",
        "-s",
        "full-text",
        "--apply",
        file(
            "f.csv",
            "\n".join(
                [
                    "report,decision,reviewer",
                    f"{names.id('scopus.1')},include,ana",
                    f"{names.id('scopus.1')},include,ben",
                    "",
                ]
            ),
        ),
    )
    run("--as", "ana", "study", "link", "trial", names.id("scopus.1"))
    monkey.undo()
    return root


@pytest.fixture
def copy(worked: Path, tmp_path: Path, slr: Run) -> Folder:
    """A copy of it to be damaged."""
    shutil.copytree(worked, tmp_path / "review")
    return Folder(tmp_path / "review", slr)


def codes(folder: Folder, code: int = 1) -> set[str]:
    """What verify finds that is wrong, or warned of."""
    found = folder.json("verify", code=code)["findings"]
    return {one["code"] for one in found if one["severity"] != "info"}


def commit(folder: Folder) -> None:
    """Put everything into git."""
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "x"]):
        subprocess.run(["git", *IDENTITY, *words], cwd=folder.root, check=True, capture_output=True)


def guarded(root: Path) -> list[Path]:
    """The files that verify vouches for."""
    return sorted(
        p
        for room in ("ledger", "searches")
        for p in (root / room).rglob("*")
        if p.is_file() and p.name != ".gitkeep"
    )


def test_a_sound_folder_is_proven_and_the_same_twice(copy: Folder) -> None:
    told = copy("verify", "--json").out
    assert told == copy("verify", "--json").out
    found = json.loads(told)
    proven = {one["what"]: one["count"] for one in found["proven"]}
    assert {one["wrong"] for one in found["proven"]} == {0}
    assert (proven["exports"], proven["records read again"], proven["record files"]) == (2, 4, 2)
    lines = sum(path.read_bytes().count(b"\n") for path in segments(copy.root))
    assert proven["lines of the ledger"] == lines
    assert proven["full texts"] == 1
    assert [one["code"] for one in found["findings"]] == ["V009"]
    assert any("no git repository" in line for line in found["unproven"])


def test_a_review_without_a_stage_on_records_adds_up(tmp_path: Path, slr: Run) -> None:
    text = PROTOCOL.replace("  - {id: title-abstract, name: Title and abstract, reviewers: 2}\n", "")
    protocol = tmp_path / "p.yaml"
    protocol.write_text(text.lstrip(), encoding="utf-8")
    slr("init", tmp_path / "review", "--protocol", protocol)
    folder = Folder(tmp_path / "review", slr)
    folder("import", folder.file("x.ris", ris("One | Ames, A", "Two | Boyd, B")), "--search", "scopus")
    row = f"{folder.id('scopus.1')},ana,include"
    folder("screen", "-s", "full-text", "--apply", folder.csv("f.csv", "report,reviewer,decision", row))
    assert codes(folder, 0) == set()
    assert "but" not in folder("flow").err


def test_a_reason_said_anew_by_an_undo_needs_no_criterion_of_today(
    review: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = f"{review.id('scopus.1')},ana,exclude,e1"
    review("screen", "--apply", review.csv("d.csv", "report,reviewer,decision,reason", row))
    protocol = review.root / "protocol.yaml"
    protocol.write_text(protocol.read_text("utf-8").replace("{id: e1,", "{id: e9,"), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("b\ni\nz\nq\n"))
    review("screen", "--as", "ana", "--plain")
    told = [event["data"] for event in review.json("log", "--kind", "decision")]
    assert [(one["verdict"], one.get("reason", "")) for one in told] == [
        ("exclude", "e1"),
        ("include", ""),
        ("exclude", "e1"),
    ]
    assert codes(review, 0) == set()


def test_git_witnesses_the_last_lines(copy: Folder) -> None:
    commit(copy)
    found = copy.json("verify")
    assert found["findings"] == [] and len(found["commit"]) == 40
    assert {one["what"] for one in found["proven"]} >= {"files that git holds"}


def segments(root: Path) -> list[Path]:
    """Every segment."""
    rooms = ("records", "damaged")
    found = sorted((root / "ledger").rglob("*.jsonl"))
    return [path for path in found if path.relative_to(root / "ledger").parts[0] not in rooms]


def opened(root: Path) -> set[Path]:
    """The segments whose last line no other names."""
    firsts = [json.loads(path.read_bytes().split(b"\n")[0]) for path in segments(root)]
    named = {name for first in firsts for name in first["prev"]}
    lasts = {path: hashlib.sha256(path.read_bytes().split(b"\n")[-2]).hexdigest() for path in segments(root)}
    return {path for path, last in lasts.items() if last not in named}


def told(folder: Path) -> bool:
    """Whether verify says that something is wrong; never with a traceback."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["-C", str(folder), "verify", "--json"])
    assert code in (0, 1, 2), err.getvalue()
    return code != 0 or any(one["code"] == "L001" for one in json.loads(out.getvalue())["findings"])


def damaged(root: Path, place: Path, data: bytes | None) -> bool:
    """Whether verify tells that a file was changed (or removed); the file is put back."""
    before = place.read_bytes()
    try:
        place.unlink() if data is None else place.write_bytes(data)
        return told(root)
    finally:
        place.write_bytes(before)


@MORE
@given(st.data())
def test_any_flipped_byte_is_told_but_in_a_last_line_that_nothing_names(
    worked: Path, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(guarded(worked)))
    before = place.read_bytes()
    at = data.draw(st.integers(0, len(before) - 1))
    flipped = before[at] ^ data.draw(st.integers(1, 255))
    if place in opened(worked) and at > before.rstrip(b"\n").rfind(b"\n"):
        return
    assert damaged(worked, place, before[:at] + bytes([flipped]) + before[at + 1 :]), (
        place.name,
        at,
        flipped,
    )


@MORE
@given(st.data())
def test_any_cut_tail_is_told_but_of_whole_lines_that_nothing_names(
    worked: Path, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(guarded(worked)))
    before = place.read_bytes()
    at = data.draw(st.integers(0, len(before) - 1))
    if place in opened(worked) and (at == 0 or before[at - 1 : at] == b"\n"):
        return
    assert damaged(worked, place, before[:at]), (place.name, at)


def test_a_last_byte_that_is_gone_is_told_of_every_file(worked: Path) -> None:
    assert [p.name for p in guarded(worked) if not damaged(worked, p, p.read_bytes()[:-1])] == []


def test_any_missing_file_is_told_but_a_segment_that_nothing_names(worked: Path) -> None:
    unseen = {place for place in guarded(worked) if not damaged(worked, place, None)}
    assert unseen == opened(worked)


def test_any_doubled_segment_and_any_swapped_lines_are_told(worked: Path) -> None:
    for place in segments(worked):
        lines = place.read_bytes().splitlines(keepends=True)
        for at in range(len(lines) - 1):
            swapped = [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]
            assert damaged(worked, place, b"".join(swapped)), (place.name, at)
        copy = place.with_name(f"{place.stem} (copy).jsonl")
        copy.write_bytes(place.read_bytes())
        try:
            found = codes_of(worked)
        finally:
            copy.unlink()
        assert "L005" in found, place.name


def codes_of(root: Path) -> set[str]:
    """The codes of all findings."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        main(["-C", str(root), "verify", "--json"])
    return {one["code"] for one in json.loads(out.getvalue())["findings"]}


def test_what_only_git_can_witness_git_witnesses(copy: Folder) -> None:
    (last,) = sorted(opened(copy.root))[:1]
    sound = last.read_bytes()
    head, at, tail = sound.rpartition(b'"at":"20')
    other = head + at.replace(b"20", b"19") + tail
    last.write_bytes(other)
    assert codes(copy, 0) == set()
    last.unlink()
    assert codes(copy, 0) == set()
    last.write_bytes(sound)
    commit(copy)
    last.write_bytes(other)
    assert codes(copy) == {"G002"}
    last.unlink()
    assert codes(copy) == {"G001"}
    page = (Path(__file__).parents[1] / "docs" / "verify.md").read_text("utf-8")
    assert "the last line of a file that no other file names" in " ".join(page.split())


def test_each_kind_of_damage_has_its_code(copy: Folder) -> None:
    export = next((copy.root / "searches" / "scopus").iterdir())
    records = next((copy.root / "ledger" / "records" / "scopus").iterdir())
    protocol = next((copy.root / "ledger" / "protocols").iterdir())
    text = next((copy.root / "fulltexts").iterdir())
    for place, data, code, exit in (
        (export, b"x", "F020", 1),
        (export, None, "F021", 1),
        (records, b"x", "F023", 1),
        (records, None, "F024", 1),
        (protocol, b"x", "F029", 1),
        (protocol, None, "F028", 1),
        (text, b"x", "V007", 1),
        (text, None, "V008", 0),
    ):
        before = place.read_bytes()
        place.unlink() if data is None else place.write_bytes(data)
        found = copy.json("verify", code=exit)["findings"]
        assert code in {one["code"] for one in found}, (place.name, found)
        place.write_bytes(before)
    export.unlink()
    copy("verify", "--without-exports")


def forge(folder: Folder, room: str, change: tuple[bytes, bytes]) -> Path:
    """Change a line of a room's only segment, and the hashes that name it: a forgery that the chain passes."""
    files = sorted((folder.root / "ledger" / room).rglob("*.jsonl"))
    place = next(path for path in files if change[0] in path.read_bytes())
    names: dict[bytes, bytes] = {}
    before = place.read_bytes()
    place.write_bytes(before.replace(*change))
    waiting = True
    while waiting:
        waiting = False
        for path in segments(folder.root):
            old = path.read_bytes().split(b"\n")
            new = []
            for line in old:
                fixed = line
                for a, b in names.items():
                    fixed = fixed.replace(a, b)
                new.append(fixed)
            first = before.split(b"\n") if path == place else originals.setdefault(path, old)
            for a, b in zip(first, new, strict=True):
                was, now = (hashlib.sha256(one).hexdigest().encode() for one in (a, b))
                if was != now and names.get(was) != now:
                    names[was] = now
                    waiting = True
            path.write_bytes(b"\n".join(new))
    return place


originals: dict[Path, list[bytes]] = {}


@pytest.mark.parametrize(
    ("room", "change", "code"),
    [
        ("imports/somebody", (b'"n":1,', b'"n":7,'), "V001"),
        ("decisions/title-abstract/ana", (b"title-abstract", b"title-abstrict"), "V003"),
        ("decisions/title-abstract/ben", (b'"record":"scopus', b'"record":"scopos'), "V003"),
        ("imports/somebody", (b'"entries":2', b'"entries":3'), "V004"),
    ],
)
def test_a_forgery_with_hashes_made_anew_is_seen_by_what_it_names(
    copy: Folder, room: str, change: tuple[bytes, bytes], code: str
) -> None:
    forge(copy, room, change)
    found = copy.json("verify", code=1)["findings"]
    assert code in {one["code"] for one in found}


def test_a_newer_reader_that_reads_otherwise_is_information_and_one_of_this_version_is_an_error(
    copy: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = verify_exports.read_export

    def other(data: bytes, *, newer: bool, **how: object) -> object:
        reading = real(data, **how)  # type: ignore[arg-type]
        first = reading.entries[0]
        changed = structs.replace(first, record=structs.replace(first.record, title="Another title"))
        version = reading.version + newer
        return structs.replace(reading, entries=(changed, *reading.entries[1:]), version=version)

    monkeypatch.setattr(verify_exports, "read_export", lambda data, **how: other(data, newer=False, **how))
    assert codes(copy) == {"V004"}
    monkeypatch.setattr(verify_exports, "read_export", lambda data, **how: other(data, newer=True, **how))
    assert "V005" in {one["code"] for one in copy.json("verify")["findings"]}


def test_a_number_that_is_not_what_the_exports_hold_is_an_error(
    copy: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = verify_flow.recount

    def other(case: object, number: int | None) -> object:
        counted = real(case, number)  # type: ignore[arg-type]
        counted["databases", "screened"] += 1
        return counted

    monkeypatch.setattr(verify_flow, "recount", other)
    assert codes(copy) == {"V006"}


# Repair


def hurt(folder: Folder) -> dict[str, bytes]:
    """A torn tail, a broken line, a changed line and a missing file; what the folder held after that."""
    torn = next(iter((folder.root / "ledger" / "decisions" / "title-abstract" / "ben").iterdir()))
    torn.write_bytes(torn.read_bytes() + b'{"v":1,"id"')
    broken = next(iter((folder.root / "ledger" / "decisions" / "title-abstract" / "ana").iterdir()))
    lines = broken.read_bytes().splitlines(keepends=True)
    broken.write_bytes(b"".join([lines[0].replace(b"2", b"3", 1), b"{broken\n", *lines[2:]]))
    next(iter((folder.root / "ledger" / "retrieval" / "cleo").iterdir())).unlink()
    return folder.snapshot()


def test_a_repair_names_what_is_lost_and_deletes_nothing(copy: Folder) -> None:
    before = hurt(copy)
    assert codes(copy) >= {"L001", "L002", "L003", "L004"}
    copy("--as", "ana", "verify", "--repair")
    after = copy.snapshot()
    assert {name: after[name] for name in before} == before
    new = sorted(after.keys() - before.keys())
    assert all(name.startswith(("ledger/damaged/", "ledger/gaps/ana/")) for name in new)
    assert b"{broken" in [after[name] for name in new]
    found = copy.json("verify")["findings"]
    assert {one["code"] for one in found} == {"L006", "V009"}
    assert all(one["severity"] == "info" for one in found)
    assert [
        f for f in copy.json("check", code=0) if f["code"] in ("L001", "L002", "L003", "L004", "F026")
    ] == []
    assert "no damage that --repair could name" in copy("verify", "--repair").err
    assert copy.snapshot() == after
    copy("status")
    copy("flow")


def test_an_acknowledged_line_that_changes_again_is_found_anew(copy: Folder) -> None:
    hurt(copy)
    copy("--as", "ana", "verify", "--repair")
    place = next(iter((copy.root / "ledger" / "decisions" / "title-abstract" / "ana").iterdir()))
    place.write_bytes(place.read_bytes().replace(b"{broken", b"{broker"))
    assert "L002" in codes(copy)
    next(iter((copy.root / "ledger" / "studies" / "ana").iterdir())).unlink()
    assert "L004" in codes(copy)


def test_two_repairs_in_two_clones_merge(copy: Folder, tmp_path: Path, slr: Run) -> None:
    hurt(copy)
    other = Folder(tmp_path / "other", slr)
    shutil.copytree(copy.root, other.root)
    copy("--as", "ana", "verify", "--repair")
    other("--as", "ben", "verify", "--repair")
    shutil.copytree(other.root / "ledger", copy.root / "ledger", dirs_exist_ok=True)
    found = copy.json("verify")["findings"]
    assert {one["code"] for one in found} == {"L006", "V009"}

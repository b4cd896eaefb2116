"""The ledger: what was appended comes back, and what was damaged is found."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_folder import Stopped, counter, kinds, stops, write, writer
from slr.model.errors import SlrError
from slr.model.event import Event
from slr.store.disk import RealDisk
from slr.store.ledger import read_ledger
from slr.store.lines import decode, digest, encode
from slr.store.paths import ReviewPaths


@pytest.fixture
def paths(tmp_path: Path) -> ReviewPaths:
    return ReviewPaths(tmp_path)


def segments(paths: ReviewPaths) -> list[Path]:
    return sorted(paths.ledger.rglob("*.jsonl"))


def codes(paths: ReviewPaths) -> list[str]:
    return [finding.code for finding in read_ledger(paths).findings]


def test_an_event_says_who_when_under_which_protocol_and_after_what(paths: ReviewPaths) -> None:
    write(paths, "first", "second")
    lines = segments(paths)[0].read_bytes().splitlines()
    first, second = (json.loads(line) for line in lines)
    assert list(first) == ["v", "id", "n", "at", "who", "by", "slr", "protocol", "prev", "kind", "data"]
    assert (first["n"], first["who"], first["by"], first["kind"]) == (1, "ana", "ana", "first")
    assert (first["at"], first["protocol"]) == ("2015-07-12T09:30:00Z", "p" * 64)
    assert first["prev"] == []
    assert second["prev"] == digest(lines[0])
    assert second["data"] == {"text": "ana says second"}


def test_a_segment_lies_in_the_folder_of_its_room_stage_and_person(paths: ReviewPaths) -> None:
    with writer(paths) as out:
        out.append("decisions", "decision", {}, part="title-abstract", who="ben")
        out.append("imports", "import", {})
    places = [path.relative_to(paths.ledger).parent.as_posix() for path in segments(paths)]
    assert places == ["decisions/title-abstract/ben", "imports/ana"]


def test_each_run_writes_a_segment_of_its_own_and_names_the_heads_that_it_saw(paths: ReviewPaths) -> None:
    write(paths, "one")
    write(paths, "two", who="ben")
    first, second = (json.loads(path.read_bytes()) for path in segments(paths))
    assert second["prev"] == [digest(segments(paths)[0].read_bytes().rstrip(b"\n"))]
    assert second["n"] == first["n"] + 1
    assert read_ledger(paths).heads == (digest(segments(paths)[1].read_bytes().rstrip(b"\n")),)


def test_the_order_is_n_then_segment_then_line_never_the_clock(tmp_path: Path) -> None:
    here, there = ReviewPaths(tmp_path / "here"), ReviewPaths(tmp_path / "there")
    write(here, "base")
    shutil.copytree(here.root, there.root)
    write(here, "a1", "a2")
    write(there, "b1", "b2", who="ben")
    merged, reverse = tmp_path / "merged", tmp_path / "reverse"
    for target, order in ((merged, (here, there)), (reverse, (there, here))):
        for source in order:
            shutil.copytree(source.root, target, dirs_exist_ok=True)
    ledger = read_ledger(ReviewPaths(merged))
    assert kinds(ledger) == ["base", "a1", "b1", "a2", "b2"]
    assert ledger.events == read_ledger(ReviewPaths(reverse)).events
    assert ledger.findings == ()
    assert len(ledger.heads) == 2


def test_a_torn_last_line_is_reported_stays_and_never_counts(paths: ReviewPaths) -> None:
    write(paths, "kept", "torn")
    path = segments(paths)[0]
    path.write_bytes(path.read_bytes()[:-5])
    before = path.read_bytes()
    assert kinds(read_ledger(paths)) == ["kept"]
    assert codes(paths) == ["L001"]
    write(paths, "next")
    assert path.read_bytes() == before
    assert kinds(read_ledger(paths)) == ["kept", "next"]
    assert codes(paths) == ["L001"]


def test_one_damaged_line_costs_one_line_and_says_where(paths: ReviewPaths) -> None:
    write(paths, "first", "second", "third")
    path = segments(paths)[0]
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + b"{broken\n" + lines[2])
    ledger = read_ledger(paths)
    assert kinds(ledger) == ["first", "third"]
    found = [(f.code, f.file, f.line) for f in ledger.findings]
    place = path.relative_to(paths.root).as_posix()
    assert found == [("L002", place, 2), ("L003", place, 3)]


def test_a_flipped_byte_is_found_by_the_line_after_it(paths: ReviewPaths) -> None:
    write(paths, "first", "second")
    path = segments(paths)[0]
    path.write_bytes(path.read_bytes().replace(b"ana says first", b"ana said first"))
    assert [(f.code, f.line) for f in read_ledger(paths).findings] == [("L003", 2)]


def test_a_cut_tail_or_a_missing_file_is_found_by_whoever_saw_it(paths: ReviewPaths) -> None:
    write(paths, "first", "second")
    write(paths, "later", who="ben")
    path = segments(paths)[0]
    whole = path.read_bytes()
    path.write_bytes(whole.splitlines(keepends=True)[0])
    assert codes(paths) == ["L004"]
    path.unlink()
    assert codes(paths) == ["L004"]


def test_a_copied_segment_counts_its_events_once(paths: ReviewPaths) -> None:
    write(paths, "only")
    path = segments(paths)[0]
    shutil.copy(path, path.with_name(path.stem + " (conflicted copy).jsonl"))
    assert kinds(read_ledger(paths)) == ["only"]
    assert codes(paths) == ["L005"]


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b"{}",
        b'"text"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"v":2,"id":"x","n":1,"at":"","who":"a","by":"a","slr":"","protocol":"","prev":[],"kind":"k","data":{}}',
        b'{"v":1,"id":"x","n":"1","at":"","who":"a","by":"a","slr":"","protocol":"","prev":[],"kind":"k","data":{}}',
        b'{"v":1,"id":"x","n":1,"at":"","who":"a","by":"a","slr":"","protocol":"","prev":7,"kind":"k","data":{}}',
        b'{"v":1,"id":"x","n":1,"at":"","who":"a","by":"a","slr":"","protocol":"","prev":[],"kind":"k","data":[]}',
    ],
)
def test_what_is_no_event_of_ours_is_a_finding(paths: ReviewPaths, line: bytes) -> None:
    write(paths, "first")
    (segments(paths)[0].parent / "zz.jsonl").write_bytes(line + b"\n")
    assert kinds(read_ledger(paths)) == ["first"]
    assert codes(paths) == ["L002"]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), values, max_size=4), st.text(), st.lists(st.text(), max_size=3))
def test_reading_what_we_wrote_gives_it_back(data: dict[str, object], text: str, prev: list[str]) -> None:
    kind = f"kind {text}"  # one of ours would need its own payload
    event = Event(id=text, n=3, at=text, who=text, by=text, kind=kind, data=data, prev=tuple(prev))
    line = encode(event)
    assert line.endswith(b"\n") and line.count(b"\n") == 1
    again = decode(line[:-1], segment="", number=0)
    assert encode(again) == line
    if all(c < "\ud800" or c > "\udfff" for c in text):
        assert again.id == text


@pytest.mark.parametrize("torn", [False, True])
def test_a_power_cut_at_any_step_loses_nothing_acknowledged(tmp_path: Path, torn: bool) -> None:
    for disk in stops(torn):
        paths = ReviewPaths(tmp_path / f"{torn}-{disk.stop}")
        paths.root.mkdir()
        acknowledged: list[str] = []
        out = writer(paths, disk=disk)
        try:
            for kind in ("first", "second", "third"):
                out.append("decisions", kind, {}, part="full-text")
                out.sync()
                acknowledged.append(kind)
            out.close()
        except Stopped:
            out.close()
        else:
            assert disk.stop > 12
            break
        found = kinds(read_ledger(paths))
        assert found[: len(acknowledged)] == acknowledged
        assert set(codes(paths)) <= {"L001"}
        write(paths, "after")
        assert kinds(read_ledger(paths))[-1] == "after"
    else:
        pytest.fail("the disk stopped in every run: it was never given enough steps")


class FullDisk(RealDisk):
    """A disk that has room for `room` bytes."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, handle: int, data: bytes) -> None:
        fits = data[: max(self.room, 0)]
        super().write(handle, fits)
        self.room -= len(data)
        if len(fits) < len(data):
            raise OSError(28, "No space left on device")


def test_a_full_disk_is_one_clear_message_and_the_next_run_goes_on(paths: ReviewPaths) -> None:
    out = writer(paths, disk=FullDisk(500))
    out.append("imports", "first", {})
    out.sync()
    with pytest.raises(SlrError, match="No space left") as caught:
        out.append("imports", "second", {"text": "x" * 400})
    assert "nothing that was acknowledged is lost" in caught.value.hint
    assert kinds(read_ledger(paths)) == ["first"]
    out.disk = RealDisk()
    out.append("imports", "third", {})
    out.close()
    assert kinds(read_ledger(paths)) == ["first", "third"]
    assert codes(paths) == ["L001"]


@pytest.mark.parametrize("name", ["Ana", "a/b", "..", "con", "auto", "", "a" * 33, "a b"])
def test_a_name_that_cannot_be_a_folder_is_refused(paths: ReviewPaths, name: str) -> None:
    with pytest.raises(SlrError), writer(paths) as out:
        out.append("decisions", "decision", {}, part="full-text", who=name or " ")
    assert not paths.ledger.exists()


def test_segments_of_one_second_do_not_collide(paths: ReviewPaths) -> None:
    names = counter("same")
    assert names() != names()
    for _ in range(3):
        write(paths, "event")
    assert len(segments(paths)) == 3


@pytest.mark.parametrize("part", [1, 300, 700, 1 << 18])
def test_a_segment_reads_alike_however_much_of_it_is_read_at_a_time(
    paths: ReviewPaths, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    write(paths, *(f"kind-{n}" for n in range(12)))
    whole = read_ledger(paths)
    monkeypatch.setattr("slr.store.ledger.PART", part)
    assert read_ledger(paths) == whole
    assert [event.line for event in whole.events] == [*range(1, 13)]
    (place,) = segments(paths)
    lines = place.read_bytes().splitlines(keepends=True)
    place.write_bytes(b"".join([*lines[:5], lines[5].replace(b"says", b"said"), *lines[6:]]))
    assert codes(paths) == ["L003"]
    place.write_bytes(b"".join([*lines[:5], *lines[6:]]))
    assert codes(paths) == ["L003"]
    place.write_bytes(b"".join(lines)[:-1])
    assert codes(paths) == ["L001"]
    assert len(read_ledger(paths).events) == 11

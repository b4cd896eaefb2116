"""The ledger to the letter: what a run returns, names and says of damage; where record files are cut."""

import json
from pathlib import Path

import pytest

from ledger_folder import write, writer
from slr.model.errors import SlrError
from slr.model.event import Event
from slr.model.reading import Entry, Span, SpanKind
from slr.model.record import Record
from slr.store import records as store_records
from slr.store.disk import RealDisk
from slr.store.ledger import read_ledger
from slr.store.lines import digest
from slr.store.paths import ReviewPaths
from slr.store.records import encode_records, read_lines, read_raw, write_record_files

SHA = "ab" * 32


@pytest.fixture
def paths(tmp_path: Path) -> ReviewPaths:
    return ReviewPaths(tmp_path)


def file_of(paths: ReviewPaths, event: Event) -> Path:
    return paths.ledger / event.segment


def last_hash(paths: ReviewPaths, event: Event) -> str:
    return digest(file_of(paths, event).read_bytes().splitlines()[-1])


def test_what_a_run_is_told_that_it_appended_is_what_everybody_reads(paths: ReviewPaths) -> None:
    write(paths, "before")
    with writer(paths) as out:
        told = [out.append("imports", "one", {"a": 1}), out.append("retrieval", "two", {}, who="ben")]
        told += [out.append("imports", "three", {}), out.append("retrieval", "four", {}, who="ben")]
    assert read_ledger(paths).events[1:] == tuple(told)
    assert [(e.n, e.line, e.who, e.by) for e in told] == [
        (2, 1, "ana", "ana"),
        (3, 1, "ben", "ana"),
        (4, 2, "ana", "ana"),
        (5, 2, "ben", "ana"),
    ]
    name = file_of(paths, told[0]).stem
    assert name.startswith("20150712T093000Z-")
    assert [told[0].id, told[2].id] == [f"{name.rpartition('-')[2]}-{n}" for n in (1, 2)]
    assert read_ledger(paths).findings == ()


def test_each_new_segment_names_the_last_lines_that_no_other_names_its_own_run_included(
    paths: ReviewPaths,
) -> None:
    write(paths, "old")
    (old,) = read_ledger(paths).events
    with writer(paths) as out:
        first = out.append("imports", "first", {})
        second = out.append("retrieval", "second", {})
        again = out.append("imports", "again", {})
        third = out.append("studies", "third", {})
    assert first.prev == (last_hash(paths, old),)
    lines = file_of(paths, first).read_bytes().splitlines()
    assert set(second.prev) == {last_hash(paths, old), digest(lines[0])}
    assert again.prev == digest(lines[0])
    assert {digest(lines[1]), last_hash(paths, second)} <= set(third.prev)
    assert read_ledger(paths).heads == (last_hash(paths, third),)
    assert read_ledger(paths).largest == 5


class Unsynced(RealDisk):
    """A disk that writes and then cannot make it durable, once."""

    fails = 1

    def sync(self, handle: int) -> None:
        if self.fails:
            self.fails -= 1
            raise OSError(5, "Input/output error")
        super().sync(handle)


def test_what_cannot_be_made_durable_is_said_with_its_place_and_its_segment_is_left_alone(
    paths: ReviewPaths,
) -> None:
    out = writer(paths, disk=Unsynced())
    lost = out.append("imports", "lost", {})
    with pytest.raises(SlrError, match="Input/output error") as caught:
        out.sync()
    assert caught.value.file == str(paths.ledger / "imports/ana")
    kept = out.append("imports", "kept", {})
    out.sync()
    out.close()
    assert kept.segment != lost.segment and kept.line == 1 and kept.n == lost.n + 1
    assert kept.prev == (last_hash(paths, lost),)
    assert read_ledger(paths).findings == ()


class Counting(RealDisk):
    """A disk that counts what is made durable."""

    synced = 0

    def sync(self, handle: int) -> None:
        self.synced += 1
        super().sync(handle)


def test_only_what_is_new_is_made_durable_and_nothing_of_a_run_that_failed(paths: ReviewPaths) -> None:
    disk = Counting()
    with writer(paths, disk=disk) as out:
        out.append("imports", "one", {})
        out.append("retrieval", "two", {})
        out.sync()
        assert disk.synced == 2
        out.append("retrieval", "three", {})  # the first segment holds nothing new
        out.sync()
        assert disk.synced == 3
    assert disk.synced == 3
    with pytest.raises(ZeroDivisionError), writer(paths, disk=disk) as out:
        out.append("imports", "four", {})
        raise ZeroDivisionError
    assert disk.synced == 3 and out.segments == {}


def test_damage_is_said_with_its_place_and_weight(paths: ReviewPaths) -> None:
    write(paths, "a", "b", "c")
    write(paths, "d", who="ben")
    ana = sorted((paths.ledger / "imports/ana").glob("*.jsonl"))[0]
    ben = sorted((paths.ledger / "imports/ben").glob("*.jsonl"))[0]
    (ben.parent / "copy.jsonl").write_bytes(ben.read_bytes())
    first, second, third = ana.read_bytes().splitlines(keepends=True)
    ana.write_bytes(first + second.replace(b"says", b"said") + third[:-9])
    place = {path: path.relative_to(paths.root).as_posix() for path in (ana, ben)}
    found = {(f.code, f.severity.value, f.file, f.line) for f in read_ledger(paths).findings}
    copy = f"{Path(place[ben]).parent.as_posix()}/copy.jsonl"
    assert found == {
        ("L001", "warning", place[ana], 3),
        ("L004", "error", place[ben], 1),
        ("L004", "error", copy, 1),
        ("L005", "warning", copy, 1),
    }
    messages = [f.message for f in read_ledger(paths).findings if f.code == "L004"]
    assert messages == ["names 1 earlier line(s) that are gone: a file is missing or was cut"] * 2


def test_a_line_that_was_moved_to_the_beginning_or_doubled_is_out_of_the_chain(paths: ReviewPaths) -> None:
    write(paths, "a", "b", "c")
    (path,) = (paths.ledger / "imports/ana").glob("*.jsonl")
    first, second, third = path.read_bytes().splitlines(keepends=True)
    for lines, wrong in (
        ([second, third], [("L003", 1)]),
        ([second, first, third], [("L003", 1), ("L003", 2), ("L003", 3)]),
        ([first, third], [("L003", 2)]),
        ([first, second, second, third], [("L003", 3), ("L005", 3)]),
        ([first, second, third], []),
    ):
        path.write_bytes(b"".join(lines))
        found = [(f.code, f.line) for f in read_ledger(paths).findings if f.code != "L004"]
        assert found == wrong, lines


# Record files


def entry(position: int, title: str, member: str = "") -> Entry:
    span = Span(SpanKind.RECORD, 0, 1, position * 10)
    return Entry(position, span, Record(title=title), (("TI", title),), member=member)


def parts(*titles: str) -> list[bytes]:
    return list(encode_records("s", SHA, "ris", 1, [entry(n, t) for n, t in enumerate(titles, 1)]))


def test_a_file_is_as_large_as_may_be_and_each_part_says_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    titles = ["aaaa", "bbbb", "cccc", "dddd"]
    three = len(parts(*titles[:3])[0])
    for cut, sizes in ((three, [3, 1]), (three - 1, [2, 2]), (three + 1, [3, 1]), (1, [1, 1, 1, 1])):
        monkeypatch.setattr(store_records, "CUT", cut)
        files = parts(*titles)
        assert [file.count(b"\n") - 1 for file in files] == sizes
        assert [json.loads(file.split(b"\n")[0])["part"] for file in files] == list(range(1, len(sizes) + 1))
        assert b"".join(file.partition(b"\n")[2] for file in files).count(b"title") == 4


def test_record_files_are_named_by_export_part_and_contents(paths: ReviewPaths) -> None:
    files = parts("one") + parts("two")
    written = write_record_files(paths, RealDisk(), "s", SHA, files)
    assert [one.path for one in written] == [
        f"ledger/records/s/ababab-00{n}-{digest(data)[:8]}.jsonl" for n, data in enumerate(files, 1)
    ]
    assert [one.sha256 for one in written] == [digest(data) for data in files]
    assert write_record_files(paths, RealDisk(), "s", SHA, files) == written


def test_a_member_of_an_archive_is_kept_with_the_record() -> None:
    data = next(iter(encode_records("s", SHA, "ris", 1, [entry(1, "one", "a.ris"), entry(2, "two")])))
    first, second = (json.loads(line) for line in data.splitlines()[1:])
    assert first["member"] == "a.ris" and "member" not in second


def test_a_damaged_record_line_is_named_and_an_empty_one_passed_over(paths: ReviewPaths) -> None:
    (one,) = write_record_files(paths, RealDisk(), "s", SHA, parts("one", "two"))
    path = paths.root / one.path
    head, first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(head + b"\n" + first + b"\n" + second)
    assert [line["title"] for line in read_lines(paths, [one.path])] == ["one", "two"]
    assert read_raw(paths, [one.path], "s-ababab-2") == (20, [("TI", "two")])
    path.write_bytes(head + first + second[:-9] + b"\n")
    with pytest.raises(SlrError, match="damaged line") as caught:
        list(read_lines(paths, [one.path]))
    assert (caught.value.file, caught.value.line) == (one.path, 3)


def test_the_raw_fields_are_those_of_the_record_asked_for(paths: ReviewPaths) -> None:
    titles = [f"title {n}" for n in range(1, 12)]
    (one,) = write_record_files(paths, RealDisk(), "s", SHA, parts(*titles))
    for n, title in enumerate(titles, 1):
        assert read_raw(paths, [one.path], f"s-ababab-{n}") == (n * 10, [("TI", title)])

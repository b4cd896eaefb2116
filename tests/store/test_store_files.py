"""Paths, record files, the seat, and files that are never seen half written."""

import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from conftest import Folder
from ledger_folder import Stopped, stops
from slr.model.errors import SlrError
from slr.model.reading import Entry, Span, SpanKind
from slr.model.record import Record
from slr.store import records as store_records
from slr.store.disk import RealDisk, create_file, is_device, read_bytes, read_text
from slr.store.paths import ReviewPaths, find_review
from slr.store.records import encode_records, read_raw, read_records, write_record_files
from slr.store.seat import seat

SHA = "ab" * 32


def entry(position: int, title: str | None) -> Entry:
    """An entry with a title, or a refused one."""
    record = None if title is None else Record(title=title, authors=("Ames, Ann",), year=2010)
    kind = SpanKind.REFUSED if title is None else SpanKind.RECORD
    return Entry(
        position, Span(kind, 0, 1, position * 10), record, (("TI", title or ""), ("AU", "Ames, Ann"))
    )


def test_record_files_hold_no_clock_and_no_person_and_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    entries = [entry(1, "First"), entry(2, None), entry(3, "Third")]
    files = list(encode_records("scopus", SHA, "ris", 1, entries))
    assert files == list(encode_records("scopus", SHA, "ris", 1, entries))
    head, *lines = [json.loads(line) for line in files[0].splitlines()]
    assert head == {
        "export": SHA,
        "kind": "records",
        "part": 1,
        "reader": "ris",
        "reader_version": 1,
        "search": "scopus",
        "v": 1,
    }
    assert [line["id"] for line in lines] == ["scopus-ababab-1", "scopus-ababab-3"]
    assert lines[1] == {
        "authors": ["Ames, Ann"],
        "byte": 0,
        "id": "scopus-ababab-3",
        "line": 30,
        "position": 3,
        "raw": [["TI", "Third"], ["AU", "Ames, Ann"]],
        "search": "scopus",
        "title": "Third",
        "year": 2010,
    }


def test_records_come_back_by_id_and_raw_fields_on_demand(tmp_path: Path) -> None:
    paths = ReviewPaths(tmp_path)
    files = list(encode_records("scopus", SHA, "ris", 1, [entry(1, "First"), entry(2, "Second")]))
    written = write_record_files(paths, RealDisk(), "scopus", SHA, files)
    names = [file.path for file in written]
    found = read_records(paths, names)
    assert found["scopus-ababab-2"] == Record(
        id="scopus-ababab-2", search="scopus", title="Second", authors=("Ames, Ann",), year=2010
    )
    assert read_raw(paths, names, "scopus-ababab-2") == (20, [("TI", "Second"), ("AU", "Ames, Ann")])
    with pytest.raises(SlrError, match="no record"):
        read_raw(paths, names, "scopus-ababab-9")


def test_record_files_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_records, "CUT", 400)
    entries = [entry(n, f"Title {n}") for n in range(1, 8)]
    files = list(encode_records("scopus", SHA, "ris", 1, entries))
    assert len(files) > 2 and max(map(len, files)) < 700
    paths = ReviewPaths(tmp_path)
    written = write_record_files(paths, RealDisk(), "scopus", SHA, files)
    assert [r.title for r in read_records(paths, [f.path for f in written]).values()] == [
        f"Title {n}" for n in range(1, 8)
    ]


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/../../x", "", "C:/x", "a\\b"])
def test_a_path_in_an_event_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(SlrError):
        ReviewPaths(tmp_path).inside(name)


def test_what_is_no_review_is_said_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(SlrError, match="no review folder") as caught:
        find_review(tmp_path)
    assert "slr init" in caught.value.hint
    with pytest.raises(SlrError, match="there is no folder"):
        find_review(tmp_path / "missing")


@pytest.mark.parametrize("torn", [False, True])
def test_a_file_is_old_or_new_after_a_power_cut_never_half(tmp_path: Path, torn: bool) -> None:
    for disk in stops(torn):
        path = tmp_path / f"{torn}-{disk.stop}" / "deep" / "report.html"
        create_file(RealDisk(), path, b"old")
        try:
            create_file(disk, path, b"new and longer")
        except Stopped:
            assert path.read_bytes() in (b"old", b"new and longer")
        else:
            assert path.read_bytes() == b"new and longer"
            assert [one.name for one in path.parent.iterdir()] == ["report.html"]
            return
    pytest.fail("the disk stopped in every run")


def test_reading_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    with pytest.raises(SlrError, match="there is no file"):
        read_bytes(tmp_path / "missing.ris")
    with pytest.raises(SlrError, match="is a folder"):
        read_bytes(tmp_path)
    (tmp_path / "latin.yaml").write_bytes("title: Müller".encode("latin-1"))
    with pytest.raises(SlrError, match="not UTF-8"):
        read_text(tmp_path / "latin.yaml")


def test_a_second_session_is_refused_with_pid_and_host_and_the_kernel_frees_the_seat(tmp_path: Path) -> None:
    paths = ReviewPaths(tmp_path)
    hold = (
        "import sys, time; from pathlib import Path; from slr.store.paths import ReviewPaths;"
        "from slr.store.seat import seat\n"
        "with seat(ReviewPaths(Path(sys.argv[1])), 'ana', 'full-text'):\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", hold, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None and child.stdout.readline() == "held\n"
        with pytest.raises(SlrError, match=f"pid {child.pid} on "), seat(paths, "ana", "full-text"):
            pass
        with seat(paths, "ben", "full-text"), seat(paths, "ana", "title-abstract"):
            pass
    finally:
        child.kill()
        child.wait()
    with seat(paths, "ana", "full-text"):
        pass


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"raw":[[', '"raw":[["x"],['),
        ('"line":', '"line":null,"x":'),
        ('"title":"', '"title":1,"x":"'),
        ('{"authors"', '[{"authors"'),
        ('"id":', '"di":'),
    ],
)
def test_a_record_line_of_another_shape_is_damaged(review: Folder, old: str, new: str) -> None:
    path = next((review.root / "ledger" / "records" / "scopus").iterdir())
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    ran = review("why", review.id("scopus.1"), code=2)
    assert ran.err.startswith(f"ledger/records/scopus/{path.name}:2: damaged line in ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    create_file(RealDisk(), pipe, b"to whoever reads")
    reader.join(60)
    assert got == [b"to whoever reads"]
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    create_file(RealDisk(), link, b"to nobody behind it")  # a link is replaced, never followed
    assert not link.is_symlink()
    assert link.read_bytes() == b"to nobody behind it"
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


def test_what_stands_in_dev_is_no_file() -> None:
    assert is_device(Path(os.devnull)) is (sys.platform != "win32")
    assert not is_device(Path("/dev/there-is-none-of-this-name"))

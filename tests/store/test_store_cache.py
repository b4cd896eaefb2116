"""The cache: the same records with it, without it, and whatever happened to it."""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from conftest import Folder
from slr.model.errors import SlrError
from slr.model.reading import Entry, Span, SpanKind
from slr.model.record import Record
from slr.store import cache as store_cache
from slr.store.cache import cached_records
from slr.store.disk import RealDisk
from slr.store.paths import ReviewPaths
from slr.store.records import encode_records, read_records, write_record_files

SHA = "cd" * 32


@pytest.fixture
def paths(tmp_path: Path) -> ReviewPaths:
    return ReviewPaths(tmp_path)


def written(paths: ReviewPaths, search: str, *titles: str) -> list[str]:
    """Record files with these titles."""
    entries = [
        Entry(
            n,
            Span(SpanKind.RECORD, 0, 1, n),
            Record(title=title, keywords=("a", "b"), year=2000 + n),
            (("TI", title),),
        )
        for n, title in enumerate(titles, 1)
    ]
    files = encode_records(search, SHA, "ris", 1, entries)
    return [file.path for file in write_record_files(paths, RealDisk(), search, SHA, files)]


def test_cached_records_are_the_files_records_in_their_order(paths: ReviewPaths) -> None:
    files = written(paths, "wos", "Beta", "Alpha") + written(paths, "scopus", "Gamma")
    plain = read_records(paths, files)
    for _ in range(2):
        found = cached_records(paths, files)
        assert list(found) == list(plain)
        assert dict(found.items()) == plain
        assert list(found.values()) == list(plain.values())
        assert len(found) == 3
        assert found["wos-cdcdcd-2"] == plain["wos-cdcdcd-2"]
        assert "wos-cdcdcd-9" not in found
    assert (paths.cache / "records-1.sqlite").exists()


def test_only_the_files_asked_for_are_seen(paths: ReviewPaths) -> None:
    first, second = written(paths, "wos", "Beta"), written(paths, "scopus", "Gamma")
    cached_records(paths, first + second)
    assert [record.title for record in cached_records(paths, second).values()] == ["Gamma"]
    assert "wos-cdcdcd-1" not in cached_records(paths, second)


@pytest.mark.parametrize("damage", ["delete", "garbage", "empty", "other tables"])
def test_the_cache_can_be_deleted_or_damaged_at_any_time(paths: ReviewPaths, damage: str) -> None:
    files = written(paths, "wos", "Beta", "Alpha")
    plain = read_records(paths, files)
    cached_records(paths, files)
    place = paths.cache / "records-1.sqlite"
    if damage == "delete":
        shutil.rmtree(paths.cache)
    elif damage == "garbage":
        place.write_bytes(os.urandom(5000))
    elif damage == "empty":
        place.write_bytes(b"")
    else:
        place.unlink()
        sqlite3.connect(place).execute("create table files (x)").connection.close()
    assert dict(cached_records(paths, files).items()) == plain


def test_without_a_place_to_write_the_files_are_read(
    paths: ReviewPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = written(paths, "wos", "Beta")

    def refuse(*_: object) -> Path:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(store_cache, "fill", refuse)
    assert [record.title for record in cached_records(paths, files).values()] == ["Beta"]
    assert not paths.cache.exists()


def test_a_missing_record_file_is_said(paths: ReviewPaths) -> None:
    files = written(paths, "wos", "Beta")
    cached_records(paths, files)
    paths.inside(files[0]).unlink()
    with pytest.raises(SlrError, match="is missing"):
        cached_records(paths, files)


def test_a_review_is_the_same_with_and_without_its_cache(review: Folder) -> None:
    review("dedup")
    warm = review("export", "all", "--to", "jsonl").out
    shutil.rmtree(review.root / ".slr")
    assert review("export", "all", "--to", "jsonl").out == warm


def test_only_the_files_that_the_cache_lacks_are_counted(paths: ReviewPaths) -> None:
    seen: list[str] = []

    def watch(files: Sequence[str]) -> Iterator[str]:
        for name in files:
            seen.append(name)
            yield name

    first, second = written(paths, "a", "Alpha"), written(paths, "b", "Beta")
    assert [r.title for r in cached_records(paths, first, watch).values()] == ["Alpha"]
    assert [r.title for r in cached_records(paths, [*first, *second], watch).values()] == ["Alpha", "Beta"]
    cached_records(paths, [*first, *second], watch)
    assert seen == [*first, *second]

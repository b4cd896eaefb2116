"""The cache: records by id without their raw fields, in .slr/records.sqlite. Delete it at any time.

Record files are named after their contents and never change, so a cached file is known by name, size and
time. Where the cache cannot be used (read-only folder, a locked or damaged database) the files are read.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec.json import encode

from slr.model.errors import SlrError
from slr.model.record import Record
from slr.store.paths import ReviewPaths
from slr.store.records import READ, read_records, records_in

VERSION = 1
OPERATIONS = 50_000  # of the database, between two looks whether it should go on
SCHEMA = """
create table if not exists files (path text primary key, size integer, time integer);
create table if not exists records (id text primary key, path text, place integer, data text);
create index if not exists by_place on records (path, place);
"""


Watch = Callable[[Sequence[str]], Iterable[str]]  # the files again, one by one, for whoever counts them


def cached_records(paths: ReviewPaths, files: Iterable[str], watch: Watch = iter) -> Mapping[str, Record]:
    """The records of these files by id, in their order; each is read from the cache when it is asked for.

    `watch` is given the files that the cache lacks while they are taken in.
    """
    wanted = list(dict.fromkeys(files))
    try:
        return CachedRecords(fill(paths, wanted, watch), wanted)
    except (sqlite3.Error, OSError):
        return read_records(paths, wanted)


def fill(paths: ReviewPaths, files: Sequence[str], watch: Watch = iter) -> Path:
    """Bring the cache up to date with these files; its path. Raises sqlite3.Error, OSError or SlrError."""
    place = paths.cache / f"records-{VERSION}.sqlite"
    paths.cache.mkdir(exist_ok=True)
    with closing(sqlite3.connect(place, timeout=5)) as database, database:
        database.executescript(SCHEMA)
        known = {path: (size, time) for path, size, time in database.execute("select * from files")}
        there = {name: size_and_time(paths, name) for name in files}
        lacking = [name for name in files if known.get(name) != there[name]]
        for name in watch(lacking) if lacking else ():
            take_in(database, paths, name)
            database.execute("replace into files values (?, ?, ?)", (name, *there[name]))
    return place


def size_and_time(paths: ReviewPaths, name: str) -> tuple[int, int]:
    """By which a record file is known. Raises SlrError where it is missing."""
    try:
        stat = paths.inside(name).stat()
    except FileNotFoundError as error:
        raise SlrError(f"the record file {name} is missing", "fetch it from git or another copy") from error
    return stat.st_size, stat.st_mtime_ns


def take_in(database: sqlite3.Connection, paths: ReviewPaths, name: str) -> None:
    """Put the records of one file into the cache, in place of what it held of it."""
    database.execute("delete from records where path = ?", (name,))
    rows = (
        (record.id, name, place, encode(record).decode())
        for place, record in enumerate(records_in(paths, name))
    )
    database.executemany("replace into records values (?, ?, ?, ?)", rows)


class CachedRecords(Mapping[str, Record]):
    """Records by id, in the order of their files; each is read from the database when it is asked for."""

    def __init__(self, database: Path, files: Sequence[str]) -> None:
        """Store where the records are."""
        self.database = database
        self.files = files
        self.connection: sqlite3.Connection | None = None

    def query(self, sql: str, *values: str) -> Iterator[tuple[str, ...]]:
        """Rows of a query; the connection is opened with the first one and used by one thread at a time."""
        if self.connection is None:
            self.connection = sqlite3.connect(self.database, timeout=5, check_same_thread=False)
        return iter(self.connection.execute(sql, values))

    def __getitem__(self, name: str) -> Record:
        """The record of an id. Raises KeyError."""
        for path, data in self.query("select path, data from records where id = ?", name):
            if path in self.files:
                return READ(data)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        """The ids, in the order of the files."""
        for file in self.files:
            for (name,) in self.query("select id from records where path = ? order by place", file):
                yield name

    def __len__(self) -> int:
        """How many records."""
        counts = (self.query("select count(*) from records where path = ?", file) for file in self.files)
        return sum(int(count) for rows in counts for (count,) in rows)

    def holding(
        self, words: Sequence[str], stopped: Callable[[], bool]
    ) -> Iterator[tuple[str, tuple[bool, ...]]]:
        """The ids of records whose JSON holds any of these words, and which of them, where there are several.

        Capitals of A to Z count as small letters, and the signs % and _ as any. On a connection of its own,
        for another thread; it ends early once `stopped` says so.
        """
        likes = [f"data like ?{n}" for n in range(1, len(words) + 1)]
        what = ", ".join(["id", *(likes if len(words) > 1 else ())])
        sql = f"select {what} from records where {' or '.join(likes)}"
        for name, *found in self._apart(sql, [f"%{word}%" for word in words], stopped):
            yield name, tuple(map(bool, found))

    def with_letters(self, letters: str, stopped: Callable[[], bool]) -> Iterator[str]:
        """The ids of records whose JSON holds any of these letters, none of which is of ASCII; likewise."""
        any_of = re.compile(f"[{letters}]")
        sql = "select id, data from records where length(data) < length(cast(data as blob))"
        for name, data in self._apart(sql, [], stopped):
            if any_of.search(data):
                yield name

    def _apart(self, sql: str, values: Sequence[str], stopped: Callable[[], bool]) -> Iterator[Any]:
        with closing(sqlite3.connect(self.database, timeout=5)) as database:
            database.set_progress_handler(stopped, OPERATIONS)
            try:
                yield from database.execute(sql, values)
            except sqlite3.OperationalError:
                if not stopped():
                    raise

    def values(self) -> "list[Record]":  # type: ignore[override]
        """All records, in the order of the files, in one pass."""
        sql = "select data from records where path = ? order by place"
        return [READ(data) for file in self.files for (data,) in self.query(sql, file)]

    def items(self) -> "list[tuple[str, Record]]":  # type: ignore[override]
        """All ids with their records, in one pass."""
        return [(record.id, record) for record in self.values()]

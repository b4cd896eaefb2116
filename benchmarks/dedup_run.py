"""One deduplication of one set, timed: the part of benchmarks/dedup.py that runs in a process of its own.

    PYTHON benchmarks/dedup_run.py TOOL FOLDER GROUPS.csv

TOOL is slr or bib-dedupe; PYTHON must have it installed. Writes id and report of every record to GROUPS.csv
and prints one line of JSON: seconds and cpu_seconds (of the deduplication, after imports and after reading
the file) and peak_mb (of the whole process). One core is used; on a busy machine cpu_seconds say more.
"""

import csv
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any


class Clock:
    """Seconds since its making, on the wall and of this process."""

    def __init__(self) -> None:
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def stop(self) -> None:
        """Keep what has gone by."""
        self.wall, self.cpu = time.perf_counter() - self.wall, time.process_time() - self.cpu


def read_rows(folder: Path) -> list[dict[str, str]]:
    """The rows of records.csv."""
    with (folder / "records.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def slr_table(rows: list[dict[str, str]]) -> Any:
    """The rows as slr's record table."""
    from slr.model.record import Record, record_table

    return record_table(
        Record(
            id=row["id"],
            title=row["title"],
            authors=tuple(name for name in map(str.strip, row["authors"].split(" and ")) if name),
            year=int(row["year"]) if row["year"].strip().isdigit() else None,
            **{field: row.get(field, "") for field in PLAIN_FIELDS},
        )
        for row in rows
    )


PLAIN_FIELDS = ("type", "journal", "volume", "issue", "pages", "doi", "abstract")


def with_slr(rows: list[dict[str, str]]) -> tuple[Clock, dict[str, str]]:
    """The time, and the report of each id."""
    import rapidfuzz.process  # noqa: F401 (imports are not timed)

    from slr.dedup.group import Link, group_records
    from slr.dedup.pipeline import find_duplicates

    table = slr_table(rows)
    ids = [row["id"] for row in rows]
    clock = Clock()
    pairs = find_duplicates(table).pairs
    of = {verdict: pairs[pairs["verdict"] == verdict] for verdict in ("same", "related")}
    same = [Link(*link) for link in zip(*(of["same"][c].tolist() for c in ("a", "b", "score")), strict=True)]
    apart = list(zip(of["related"]["a"], of["related"]["b"], strict=True))
    groups = group_records(ids, same, [], apart=apart).groups
    clock.stop()
    return clock, {name: members[0] for members in groups for name in members}


def with_bib_dedupe(rows: list[dict[str, str]]) -> tuple[Clock, dict[str, str]]:
    """The time, and the report of each id."""
    import pandas as pd
    from bib_dedupe.bib_dedupe import block, cluster, match, prep

    frame = pd.DataFrame(rows).rename(columns={"id": "ID", "type": "ENTRYTYPE", "authors": "author"})
    frame = frame.rename(columns={"issue": "number"})
    clock = Clock()
    records = prep(frame, verbosity_level=0, cpu=1)
    pairs = block(records, verbosity_level=0, cpu=1)
    groups = cluster(match(pairs, verbosity_level=0, cpu=1), verbosity_level=0)
    clock.stop()
    report = {row["id"]: row["id"] for row in rows}
    report.update({name: members[0] for members in groups for name in members})
    return clock, report


TOOLS = {"slr": with_slr, "bib-dedupe": with_bib_dedupe}


def main() -> None:
    """The command line."""
    tool, folder, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    clock, report = TOOLS[tool](read_rows(folder))
    with out.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines)
        table.writerow(("id", "report"))
        table.writerows(report.items())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"seconds": clock.wall, "cpu_seconds": clock.cpu, "peak_mb": peak}
    print(json.dumps({name: round(value, 3) for name, value in told.items()}))


if __name__ == "__main__":
    main()

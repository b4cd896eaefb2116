"""What a person is asked, and what is left when they answer as the labels say.

    python benchmarks/dedup_queue.py DIR

DIR as for dedup.py. Prints for each set: records, the share of them that waits for a person, and the true
pairs still apart once every question is answered by the labels, those that are never joined on their own
(errata, editions, parts …) counted apart.
"""

import csv
import sys
from itertools import combinations
from pathlib import Path

from dedup_run import read_rows, slr_table

from slr.dedup.group import Link, group_records
from slr.dedup.pipeline import find_duplicates


def main() -> None:
    """One line a set."""
    for folder in sorted(path for path in Path(sys.argv[1]).iterdir() if (path / "truth.csv").is_file()):
        with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
            truth = {row["id"]: row["report"] for row in csv.DictReader(file)}
        table = slr_table(read_rows(folder))
        pairs = find_duplicates(table).pairs
        told = {
            (a, b): (v, s)
            for a, b, v, s in zip(pairs["a"], pairs["b"], pairs["verdict"], pairs["score"], strict=True)
        }
        same = [Link(a, b, int(s)) for (a, b), (v, s) in told.items() if v == "same"]
        apart = [pair for pair, (v, _) in told.items() if v == "related"]
        ids = list(table["id"])
        first = group_records(ids, same, (), apart=apart)
        asked = [pair for pair, (v, _) in told.items() if v == "uncertain"]
        asked += [link.pair for link in first.refused]
        joined = [Link(a, b, person=True) for a, b in asked if truth[a] == truth[b]]
        different = [pair for pair in asked if truth[pair[0]] != truth[pair[1]]]
        after = group_records(ids, [*same, *joined], different, apart=apart)
        place = {name: number for number, group in enumerate(after.groups) for name in group}
        reports: dict[str, list[str]] = {}
        for name, report in truth.items():
            reports.setdefault(report, []).append(name)
        left = [
            p for own in reports.values() for p in combinations(sorted(own), 2) if place[p[0]] != place[p[1]]
        ]
        never = [pair for pair in left if told.get(pair, ("", 0))[0] == "related"]
        shown = len({name for pair in asked for name in pair}) / len(ids)
        print(
            f"{folder.name:24} {len(ids):6} records, {shown:.1%} asked about, "
            f"{len(left)} pairs left, {len(never)} of them of kinds never joined"
        )


if __name__ == "__main__":
    main()

"""`slr dedup FILE…`: deduplicate exports without a review folder."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from slr.app.caller import Caller
from slr.app.export_files import read_given
from slr.dedup.group import Link, group_records
from slr.dedup.merge import merge_records
from slr.dedup.summary import Summary, summarize
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.reading import Reading
from slr.model.record import Record, record_table
from slr.model.report import Report
from slr.store.disk import read_bytes

if TYPE_CHECKING:
    from slr.app.engine import Engine

GROUPS = ("id", "report")
PAIRS = ("a", "b", "verdict", "score", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesDeduplicated:
    """The merged records, which record stands in which report, and every pair decided on.

    `groups` rows are (id, report), `pairs` rows (a, b, verdict, score, reason).
    """

    unique: tuple[Record, ...]
    groups: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[str, str, str, int, str], ...]
    summary: Summary
    uncompared: int
    findings: tuple[Finding, ...]
    refused: int


def dedup_files(
    caller: Caller, files: Sequence[Path], *, format: str = "", engine: "Engine | None" = None
) -> FilesDeduplicated:
    """Deduplicate these exports together. Raises SlrError where one cannot be read."""
    from slr.app.engine import Engine, spreading
    from slr.dedup.pipeline import find_duplicates

    readings = [
        (path, read_given(read_bytes(path), str(path), format=format))
        for path in caller.steps("Reading", files, len(files))
    ]
    records = list(named(readings))
    with spreading(engine or Engine()) as spread:
        found = find_duplicates(record_table(records), spread=spread)
    rows = found.pairs
    pairs = tuple(
        zip(rows["a"], rows["b"], rows["verdict"], map(int, rows["score"]), rows["reason"], strict=True)
    )
    same = [Link(a=a, b=b, score=score) for a, b, verdict, score, _ in pairs if verdict == "same"]
    apart = [(a, b) for a, b, verdict, _, _ in pairs if verdict == "related"]
    grouping = group_records([record.id for record in records], same, (), apart=apart)
    by_id = {record.id: record for record in records}
    reports = [Report(id=members[0], members=members, present=members) for members in grouping.groups]
    return FilesDeduplicated(
        unique=tuple(merge_records([by_id[name] for name in members]) for members in grouping.groups),
        groups=tuple((name, members[0]) for members in grouping.groups for name in members),
        pairs=pairs,
        summary=summarize(reports, {record.id: record.search for record in records}),
        uncompared=found.uncompared,
        findings=tuple(finding for _, reading in readings for finding in reading.findings),
        refused=sum(len(reading.refused) for _, reading in readings),
    )


def named(readings: Sequence[tuple[Path, Reading]]) -> Iterable[Record]:
    """Every record with an id of its own: the `id` column of a table where there is one, else file and place.

    Where two files have the same ids in that column, the file's name stands before them. Raises SlrError
    where two records of a file have the same id.
    """
    labels = file_labels([path for path, _ in readings])
    told = [own_ids(reading) for _, reading in readings]
    files_with = Counter(name for own in told for name in set(own.values()))
    seen: set[str] = set()
    for (path, reading), label, own in zip(readings, labels, told, strict=True):
        lines: dict[str, int] = {}
        is_shared = any(files_with[name] > 1 for name in own.values())
        for entry in reading.entries:
            if entry.record is None:
                continue
            place = own.get(entry.position) or str(entry.position)
            name = f"{label}-{place}" if is_shared or entry.position not in own else place
            if name in lines or name in seen:
                first = f", first at {path.name}:{lines[name]}" if name in lines else ""
                raise SlrError(
                    f"the id {name} stands twice{first}",
                    "ids must differ",
                    file=str(path),
                    line=entry.span.line,
                )
            lines[name] = entry.span.line
            yield replace(entry.record, id=name, search=label)
        seen.update(lines)


def own_ids(reading: Reading) -> dict[int, str]:
    """What stands in the column `id` of a table, by position; only where something does."""
    if reading.format not in ("csv", "tsv"):
        return {}
    told = ((entry.position, dict(entry.raw).get("id", "")) for entry in reading.entries if entry.record)
    return {position: name for position, name in told if name}


def file_labels(paths: Sequence[Path]) -> list[str]:
    """What to call each file: its name without the ending; where several are called so, with their folder."""
    stems = [path.stem for path in paths]
    labels: list[str] = []
    for path in paths:
        label = path.stem
        if stems.count(label) > 1:
            label = f"{path.absolute().parent.name}-{label}"
        taken = [one for one in labels if one == label or one.startswith(f"{label}~")]
        labels.append(f"{label}~{len(taken) + 1}" if taken else label)
    return labels


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV file for a script: ids and scores as they are."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()

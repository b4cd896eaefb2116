"""The CSV template of the PRISMA2020 R package, written and read (Haddaway et al. 2022, 10.1002/cl2.1230).

One row a number: data (its key), node, box, description, boxtext, tooltips, url, n. Several numbers in one
field are `name, n; name, n`.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches

from slr.flow.labels import labels
from slr.flow.wrapping import clean
from slr.model.finding import Finding
from slr.model.flow import Box, Column, Flow, Row, Unit, flow_from_boxes
from slr.model.words import Severity

COLUMNS = ("data", "node", "box", "description", "boxtext", "tooltips", "url", "n")
_NA = "NA"

# Key, node, the package's box, our box, column, label. The order is the template's.
_NUMBERS: tuple[tuple[str, str, str, str, Column], ...] = (
    ("previous_studies", "node5", "box1", "previous-studies", "previous"),
    ("previous_reports", _NA, "box1", "previous-reports", "previous"),
    ("database_results", "node7", "box2", "identified", "databases"),
    ("database_specific_results", _NA, "box2", "identified", "databases"),
    ("register_results", _NA, "box2", "identified", "databases"),
    ("register_specific_results", _NA, "box2", "identified", "databases"),
    ("website_results", "node17", "box11", "identified", "other"),
    ("organisation_results", _NA, "box11", "identified", "other"),
    ("citations_results", _NA, "box11", "identified", "other"),
    ("duplicates", "node8", "box3", "duplicates", "databases"),
    ("excluded_automatic", _NA, "box3", "automation", "databases"),
    ("excluded_other", _NA, "box3", "other-reasons", "databases"),
    ("records_screened", "node9", "box4", "screened", "databases"),
    ("records_excluded", "node10", "box5", "excluded", "databases"),
    ("dbr_sought_reports", "node11", "box6", "sought", "databases"),
    ("dbr_notretrieved_reports", "node12", "box7", "not-retrieved", "databases"),
    ("other_sought_reports", "node18", "box12", "sought", "other"),
    ("other_notretrieved_reports", "node19", "box13", "not-retrieved", "other"),
    ("dbr_assessed", "node13", "box8", "assessed", "databases"),
    ("dbr_excluded", "node14", "box9", "excluded-full-text", "databases"),
    ("other_assessed", "node20", "box14", "assessed", "other"),
    ("other_excluded", "node21", "box15", "excluded-full-text", "other"),
    ("new_studies", "node15", "box10", "included-studies", "all"),
    ("new_reports", _NA, "box10", "included-reports", "all"),
    ("total_studies", "node22", "box16", "total-studies", "all"),
    ("total_reports", _NA, "box16", "total-reports", "all"),
)
_HEADINGS: tuple[tuple[str, str, str], ...] = (
    ("node4", "prevstud", "head-previous"),
    ("node6", "newstud", "head-databases-new"),
    ("node16", "othstud", "head-other-new"),
    ("node1", "identification", "identification"),
    ("node2", "screening", "screening"),
    ("node3", "included", "included"),
)
_KINDS: Mapping[str, tuple[str, ...]] = {
    "database_results": ("database",),
    "database_specific_results": ("database",),
    "register_results": ("register",),
    "register_specific_results": ("register",),
    "website_results": ("website",),
    "organisation_results": ("organisation",),
    "citations_results": ("citation", "other", ""),  # the template has no place for other sources
}
_LISTS = frozenset(
    ["database_specific_results", "register_specific_results", "dbr_excluded", "other_excluded"]
)


def write_prisma_csv(flow: Flow) -> str:
    """The flow as a CSV that the R package and its web app read.

    It has no place for what PRISMA's template has not: already found, pending, awaiting and ongoing. Commas
    and semicolons in names become slashes, since they separate there. A box that the flow has not is NA.
    """
    words = labels()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for node, box, word in _HEADINGS[:1]:
        writer.writerow(_heading(node, box, words[word]))
    for key, node, place, name, column in _NUMBERS:
        if key in ("database_results", "website_results"):
            at = 1 if key == "database_results" else 2
            writer.writerow(_heading(_HEADINGS[at][0], _HEADINGS[at][1], words[_HEADINGS[at][2]]))
        label = words[_KINDS[key][0]] if key in _KINDS else words[name]
        url = f"{key}.html"
        writer.writerow((key, node, place, label, label, label, url, _number(flow, key, name, column)))
    for node, box, word in _HEADINGS[3:]:
        writer.writerow((box, node, box, words[word], words[word], words[word], f"{box}.html", 0))
    return out.getvalue()


def _heading(node: str, box: str, text: str) -> tuple[str | int, ...]:
    return (_NA, node, box, text, text, text, f"{box}.html", 0)


def _number(flow: Flow, key: str, name: str, column: Column) -> str:
    """What stands in the column n: a count, a list of counts, or NA."""
    box = flow.box(name, column)
    if box is None and column == "all" and name.startswith("included"):
        return str(flow.total(name))
    if box is None:
        return _NA
    if key in _KINDS:
        rows = [row for row in box.rows if row.kind in _KINDS[key]]
        if key in _LISTS:
            return _listed(rows) or _NA
        whole = not box.rows and key in ("database_results", "citations_results")
        return str(box.count if whole else sum(row.count for row in rows))
    if key in _LISTS and box.rows:
        return _listed(box.rows)
    return str(box.count)


def _listed(rows: Iterable[Row]) -> str:
    return "; ".join(f"{re.sub('[,;]+ *', '/', clean(row.label or row.item))}, {row.count}" for row in rows)


def read_prisma_csv(text: str, *, title: str = "") -> tuple[Flow, list[Finding]]:
    """A flow from the template, its ids stand-ins (`screened#1`), since a typed count has nothing behind it.

    Numbers may have thousands separators; NA, `xxx` and an empty field are boxes not given, and so are the
    other and previous columns where all of theirs are 0, as the template comes. What cannot be read is a
    finding with its line.
    """
    findings: list[Finding] = []
    given = _given(text, findings)
    boxes = []
    for column in ("previous", "databases", "other", "all"):
        mine = [n for n in _NUMBERS if n[4] == column]
        names = dict.fromkeys(name for *_, name, _ in mine)
        made = [_box(name, column, given, findings) for name in names]
        filled = [box for box in made if box]
        if column in ("databases", "all") or any(box.count for box in filled):
            boxes += filled
    if not any(box.name.startswith("previous") for box in boxes):
        boxes = [box for box in boxes if not box.name.startswith("total")]
    return flow_from_boxes(boxes, title=title), findings


def _given(text: str, findings: list[Finding]) -> dict[str, tuple[str, int]]:
    """Each key's n and line."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    if not reader.fieldnames or "data" not in reader.fieldnames or "n" not in reader.fieldnames:
        hint = "slr flow -o flow.csv writes one to fill in"
        message = "this is no PRISMA2020 CSV: it needs the columns data and n"
        findings.append(replace(_error("csv-shape", message), hint=hint))
        return {}
    known = [key for key, *_ in _NUMBERS]
    given: dict[str, tuple[str, int]] = {}
    for row in reader:
        key, n = (row.get("data") or "").strip(), (row.get("n") or "").strip()
        if key in given:
            findings.append(_error("csv-twice", f"{key} is given twice; the first counts", reader.line_num))
        elif key in known:
            given[key] = (n, reader.line_num)
        elif key not in ("", _NA, *(box for _, box, _ in _HEADINGS)):
            findings.append(_unknown(key, known, reader.line_num))
    return given


def _unknown(key: str, known: list[str], line: int) -> Finding:
    """A row whose number belongs to no box: one that is misspelled, or somebody's own."""
    near = get_close_matches(key.replace("-", "_"), known, n=1)
    return Finding(
        code="csv-unknown",
        severity=Severity.WARNING if near else Severity.INFO,
        message=f"{key} is no number of the template and is left out",
        hint=f"did you mean {near[0]}?" if near else f"its numbers are {', '.join(known)}",
        line=line,
    )


def _box(
    name: str, column: Column, given: Mapping[str, tuple[str, int]], findings: list[Finding]
) -> Box | None:
    keys = [key for key, _, _, box, where in _NUMBERS if box == name and where == column]
    if name == "identified":
        rows = [row for key in keys if key not in _LISTS for row in _sources(key, given, findings)]
        known = any(key in given and not _is_absent(given[key][0]) for key in keys)
        return _make(name, column, sum(len(row.ids) for row in rows), rows) if known else None
    n, line = given.get(keys[0], ("", 0))
    if _is_absent(n):
        return None
    if keys[0] in _LISTS and not _is_number(n):
        rows = _parse_list(n, line, name, findings)
        return _make(name, column, sum(row.count for row in rows), rows)
    count = _count(n, line, keys[0], findings)
    return None if count is None else _make(name, column, count, ())


def _sources(key: str, given: Mapping[str, tuple[str, int]], findings: list[Finding]) -> list[Row]:
    """The rows of one kind: one a database where they are named and add up to the kind's number."""
    kind = _KINDS[key][0]
    n, line = given.get(key, ("", 0))
    listed, list_line = given.get(key.replace("_results", "_specific_results"), ("", 0))
    rows = [] if _is_absent(listed) else _parse_list(listed, list_line, kind, findings)
    rows = [Row(item=row.item, label=row.label, ids=row.ids, kind=kind) for row in rows]
    count = None if _is_absent(n) else _count(n, line, key, findings)
    if count is None or (rows and sum(row.count for row in rows) == count):
        return rows
    if rows:
        total = sum(row.count for row in rows)
        findings.append(_error("flow-rows", f"{key}: its parts are {total} together, not {count}", list_line))
    return [Row(item=kind, label="", ids=_ids(kind, count), kind=kind)] if count else []


def _parse_list(text: str, line: int, name: str, findings: list[Finding]) -> list[Row]:
    """`name, n; name, n` as rows; a part without a number is a finding."""
    rows = []
    for place, part in enumerate((p for p in text.split(";") if p.strip()), 1):
        thousands = re.fullmatch(r"(.*?),\s*(\d{1,3}(?:,\d{3})+)\s*", part)
        label, n = thousands.groups() if thousands else part.rpartition(",")[::2]
        if _is_absent(n.strip()):
            continue
        count = _count(n.strip(), line, label.strip() or part.strip(), findings)
        if count is not None:
            item = f"{name}-{place}"
            rows.append(Row(item=item, label=clean(label), ids=_ids(item, count)))
    return rows


def _make(name: str, column: Column, count: int, rows: Iterable[Row]) -> Box:
    rows = tuple(rows)
    unit: Unit = "studies" if name.endswith("studies") else "reports"
    if name in ("identified", "duplicates", "automation", "other-reasons", "screened", "excluded"):
        unit = "records"
    ids = tuple(one for row in rows for one in row.ids) if rows else _ids(f"{column}/{name}", count)
    return Box(name=name, column=column, unit=unit, label=labels()[name].rstrip(":"), ids=ids, rows=rows)


def _ids(name: str, count: int) -> tuple[str, ...]:
    return tuple(f"{name}#{n}" for n in range(1, count + 1))


MOST = 10_000_000  # a count above this is a slip of the keyboard, and would fill the memory with stand-ins


def _is_absent(n: str) -> bool:
    return n.lower() in ("", "na", "xxx")


def _is_number(n: str) -> bool:
    return re.fullmatch(r"[\d,.\s]+", n) is not None


def _count(n: str, line: int, key: str, findings: list[Finding]) -> int | None:
    """A count with or without thousands separators; R may have written `12.0`."""
    bare = re.sub(r"(?<=\d)[, \u00a0\u202f](?=\d{3}\b)", "", n).removesuffix(".0")
    if re.fullmatch(r"\d{1,8}", bare) and int(bare) <= MOST:
        return int(bare)
    findings.append(_error("csv-number", f"{key}: {n!r} is no count", line))
    return None


def _error(code: str, message: str, line: int | None = None) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, line=line)

"""The flow counted by hand from the truth, with nothing of slr: what `slr flow --expect` is held against."""

from collections import Counter
from collections.abc import Iterator

from corpus import SEARCHES
from truth import DATABASES, Truth

Number = tuple[str, str, str, str, int]  # box, column, unit, item, count

ABOUT = """\
# Written by generate.py from what it knows of the made-up records, without slr. `published` are the two
# numbers of the review that this example is named after (Tursunbayeva, Franco and Pagliari 2017); every
# number marked `ours` is of the synthetic corpus alone and says nothing about that review.
about: >-
  The flow of the synthetic worked case: 2441 search results and 22 included studies are published numbers,
  all boxes between them are ours.
boxes:
"""
WHETHER = "whether before or after deduplication is not known to us; taken as identified"
NOTES = {
    ("identified", "all"): f"potentially relevant search results; {WHETHER}",
    ("included-studies", "all"): "studies included",
}


def count(truth: Truth) -> Iterator[Number]:
    """Every number of the flow, box by box, first the published two."""
    yield "identified", "all", "records", "", len(truth.lines)
    yield "included-studies", "all", "studies", "", len({truth.work(k).role for k in truth.with_role("in:")})
    yield "included-reports", "all", "reports", "", len(truth.with_role("in:"))
    for column in ("databases", "other"):
        yield from _column(truth, column)


def _column(truth: Truth, column: str) -> Iterator[Number]:
    first = column == "databases"
    lines = [line for line in truth.lines if (line.search in DATABASES) is first]
    keys = [key for key in truth.members if truth.in_databases(key) is first]
    roles = Counter(truth.work(key).role.partition(":")[0] for key in keys)
    found = [line for line in lines if not first and truth.in_databases(line.key)]
    yield "identified", column, "records", "", len(lines)
    for search in SEARCHES:
        if (search in DATABASES) is first:
            yield "identified", column, "records", search, sum(line.search == search for line in lines)
    yield "duplicates", column, "records", "", len(lines) - len(found) - len(keys)
    if not first:
        yield "already-found", column, "records", "", len(found)
    yield "automation", column, "records", "", 0
    yield "other-reasons", column, "records", "", 0
    yield "screened", column, "records", "", len(keys)
    yield "excluded", column, "records", "", roles["far"]
    yield "screening-pending", column, "records", "", 0
    sought = len(keys) - roles["far"]
    yield "sought", column, "reports", "", sought
    yield "not-retrieved", column, "reports", "", roles["lost"]
    yield "not-yet-retrieved", column, "reports", "", 0
    yield "assessed", column, "reports", "", sought - roles["lost"]
    reasons = {role: roles[role] for role in ("e1", "e2", "e3", "e4", "e5", "e6") if roles[role]}
    yield "excluded-full-text", column, "reports", "", sum(reasons.values())
    for reason, number in reasons.items():
        yield "excluded-full-text", column, "reports", reason, number
    yield "full-text-pending", column, "reports", "", 0
    yield "included-reports", column, "reports", "", roles["in"]


def as_yaml(truth: Truth) -> str:
    """flow.expect.yaml."""
    lines = [ABOUT]
    for box, column, unit, item, number in count(truth):
        note = NOTES.get((box, column), "")
        parts = [f"box: {box}", f"column: {column}", f"unit: {unit}"]
        parts += [f"item: {item}"] if item else []
        parts += [f"count: {number}", f"source: {'published' if note else 'ours'}"]
        parts += [f'note: "{note}"'] if note else []
        lines.append("  - {" + ", ".join(parts) + "}\n")
    return "".join(lines)

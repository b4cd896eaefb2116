"""`slr diff`: what changed in the review between a state of git and now, in the words of a methodologist."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from slr.app.codebook import at_hand
from slr.app.diff_amendments import Books, amendment_lines
from slr.app.diff_ledger import ledger_changes
from slr.app.flow import flow_of
from slr.app.review import open_review
from slr.app.state import state_of
from slr.model.codebook import Codebook
from slr.model.errors import SlrError
from slr.model.event import Event
from slr.model.flow import Flow
from slr.protocol.codebook import load_codebook
from slr.protocol.compare import compare_protocols, describe_changes
from slr.protocol.compare_codebooks import compare_codebooks
from slr.protocol.load import read_protocol
from slr.publish.differences import BoxChange, Difference, Section
from slr.store.disk import read_text
from slr.store.git import Commit, blobs, commit_at, files_at, where_parted
from slr.store.ledger import ROOMS
from slr.store.paths import PROTOCOL, find_review

# All that folding needs; records are read from today's folder, as they only ever come.
NEEDED = (PROTOCOL, "codebooks", *(f"ledger/{room}" for room in ROOMS))


def diff(root: Path, ref: str, *, viewer: str = "", parted: bool = False) -> Difference:
    """Compare a review folder with a state of git, as a viewer may see both.

    `parted` compares with the last commit that HEAD has in common with `ref`, as a pull request is shown.
    Raises SlrError where git knows no such state, or the review did not exist or could not be read then.
    """
    paths = find_review(root)
    commit = (where_parted if parted else commit_at)(root, ref)
    review = open_review(root)
    with tempfile.TemporaryDirectory(prefix="slr-diff-") as scratch:
        earlier = Path(scratch) / "review"
        materialize(commit, earlier)
        before = open_review(earlier)
        old, now = state_of(before, viewer=viewer), state_of(review, viewer=viewer)
        names = sorted({*before.plan.codebooks, *review.plan.codebooks})
        books = {name: (own_codebook(earlier, name), own_codebook(root, name)) for name in names}
        texts = read_text(earlier / PROTOCOL), read_text(paths.protocol)
        sections = [
            *protocol_sections(*texts, books, before.ledger.events),
            *codebook_sections(books),
            *ledger_changes(before, old, review, now),
        ]
        boxes = tuple(box_changes(flow_of(before, old), flow_of(review, now)))
    return Difference(
        ref=ref,
        commit=commit.sha,
        title=review.plan.title,
        sections=tuple(section for section in sections if section.lines),
        boxes=boxes,
        hidden=now.hidden,
        notice=review.plan.synthetic,
    )


def materialize(commit: Commit, folder: Path) -> None:
    """Write the protocol, the codebooks and the ledger's events as they were. Raises SlrError."""
    names = files_at(commit, *NEEDED)
    if PROTOCOL not in names:
        raise SlrError(
            f"there was no review in this folder at {commit.short}",
            "the protocol may have had another place then",
        )
    paths: dict[str, list[str]] = {}
    for path, name in names.items():
        paths.setdefault(name, []).append(path)
    for name, data in blobs(commit.folder, paths):
        for path in paths[name]:
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)


def protocol_sections(before: str, now: str, books: Books, events: Sequence[Event]) -> Iterator[Section]:
    """What changed in the protocol; the amendments entered, and those owed for it and for the codebooks."""
    old, new = read_protocol(before).protocol, read_protocol(now).protocol
    if old is None or new is None:
        return
    yield Section("Protocol", tuple(describe_changes(compare_protocols(old, new))))
    yield Section("Amendments", tuple(amendment_lines(old, new, books, events)))


def codebook_sections(books: Books) -> Iterator[Section]:
    """What changed in the review's own codebooks."""
    for name, (old, new) in books.items():
        if old is not None and new is not None:
            yield Section(f"Codebook {name}", tuple(change.words for change in compare_codebooks(old, new)))
        elif new is not None:
            yield Section(f"Codebook {name}", (f"codebooks/{name}.yaml was added.",))
        elif old is not None:
            yield Section(f"Codebook {name}", (f"codebooks/{name}.yaml was removed, or cannot be read.",))


def own_codebook(root: Path, name: str) -> Codebook | None:
    """A codebook of the review's own; None where there is none, or it cannot be read."""
    books = at_hand(root)
    if name not in books or not books[name].own:
        return None

    def find(other: str) -> str | None:
        return books[other].text if other in books else None

    return load_codebook(books[name].text, file=books[name].file, find=find)[0]


def box_changes(before: Flow, now: Flow) -> Iterator[BoxChange]:
    """Every box, and every row of a box, that counts otherwise, in the diagram's order."""
    old, new = parts(before), parts(now)
    for key in [*old, *(key for key in new if key not in old)]:
        counts = [found[key][2] if key in found else None for found in (old, new)]
        if counts[0] != counts[1]:
            column, box, item = key
            label, unit, _ = new.get(key) or old[key]
            yield BoxChange(
                box=box, column=column, label=label, item=item, unit=unit, before=counts[0], now=counts[1]
            )


def parts(flow: Flow) -> dict[tuple[str, str, str], tuple[str, str, int]]:
    """Every box and row by (column, box, item): its label, unit and count."""
    found: dict[tuple[str, str, str], tuple[str, str, int]] = {}
    for box in flow.boxes:
        found[(box.column, box.name, "")] = (box.label, box.unit, box.count)
        for row in box.rows:
            found[(box.column, box.name, row.item)] = (f"{box.label}: {row.label}", box.unit, row.count)
    return found

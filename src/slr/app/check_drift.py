"""Drift of the protocol: what changed after screening began, and whether an amendment says so (A001)."""

from dataclasses import dataclass

from slr.app.check_rule import Folder
from slr.model.finding import Finding
from slr.protocol.compare import check_drift, compare_protocols, unamended
from slr.protocol.load import read_protocol
from slr.store.disk import read_text
from slr.store.git import Commit, files_at, read_at
from slr.store.paths import PROTOCOL

DECIDING = ("decision", "resolution")


@dataclass(frozen=True, slots=True)
class InForce:
    """A protocol as it was in force: its text, and where it comes from."""

    text: str
    source: str  # the hash, or the commit


def protocol_drift(folder: Folder) -> list[Finding]:
    """A001: changes since screening began that are owed an amendment and have none.

    Each protocol that was in force since the first decision is compared with today's: what an amendment
    covers must have been entered after the last protocol without the change. What was changed and taken back
    is none.
    """
    earlier = protocols_since_screening(folder)
    now = folder.source.protocol
    first = read_protocol(earlier[0].text).protocol if changed(folder, earlier) else None
    if now is None or first is None:
        return []
    lasting = {(change.section, change.id) for change in compare_protocols(first, now)}
    found: dict[tuple[str, str, str], Finding] = {}
    for one in earlier if lasting else ():
        before = read_protocol(one.text).protocol
        if before is None:
            continue
        told = check_drift(one.text, folder.source.text, file=PROTOCOL)
        for change, finding in zip(unamended(before, now), told, strict=True):
            if (change.section, change.id) in lasting:
                found.setdefault((change.section, change.id, change.field), finding)
    return list(found.values())


def changed(folder: Folder, earlier: list[InForce]) -> bool:
    """Whether any of these is another than today's."""
    return any(one.source != folder.review.hash for one in earlier)


def protocols_since_screening(folder: Folder) -> list[InForce]:
    """The protocols in force from the first decision on, in order; git's base is the last of them."""
    names: dict[str, None] = {}
    began = False
    for event in folder.state.events:
        began = began or event.kind in DECIDING
        if began and event.protocol:
            names.setdefault(event.protocol)
    places = {name: folder.review.paths.ledger / "protocols" / f"{name}.json" for name in names}
    found = [InForce(read_text(path), name) for name, path in places.items() if path.is_file()]
    return found + base_protocol(folder.base)


def base_protocol(base: Commit | None) -> list[InForce]:
    """The protocol at git's base, if anybody had decided anything then."""
    if base is None or not files_at(base, "ledger/decisions"):
        return []
    text = read_at(base, PROTOCOL)
    return [] if text is None else [InForce(text.decode("utf-8-sig", errors="replace"), base.short)]

"""What changed between two protocols, in the words of a methodologist, and whether an amendment is owed.

Judged by criterion, stage, search and so on, never by layout: what the hash does not see is no change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from slr.model.finding import Finding
from slr.model.words import Severity
from slr.protocol.load import read_protocol
from slr.protocol.yaml import Marks, Path

if TYPE_CHECKING:
    from slr.protocol.schema import Protocol

What = Literal["added", "removed", "changed"]

# Section, and what one entry of it is called.
LISTS: dict[str, str] = {
    "reviewers": "reviewer",
    "searches": "search",
    "stages": "stage",
    "criteria": "criterion",
}
# Once screening began, a change here changes what decisions mean: it is owed an amendment.
OWED: frozenset[tuple[str, str]] = frozenset(
    [
        ("criteria", ""),
        ("criteria", "text"),
        ("criteria", "type"),
        ("criteria", "stages"),
        ("stages", ""),
        ("stages", "on"),
        ("stages", "reviewers"),
        ("stages", "scheme"),
        ("stages", "sample"),
        ("stages", "unsure"),
        ("stages", "judge"),
        ("stages", "resolve"),
        ("searches", ""),
        ("searches", "query"),
        ("searches", "limits"),
        ("searches", "filters"),
        ("question", "text"),
        ("question", "framework"),
        ("question", "elements"),
        ("codebooks", ""),
    ]
)
_SETTINGS = ("amendments", "check")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: in which section, of which entry (by id) and field, from what to what."""

    section: str
    what: What
    id: str = ""
    field: str = ""
    before: str = ""
    after: str = ""

    @property
    def owed(self) -> bool:
        """Whether it needs an amendment once screening began."""
        return (self.section, self.field) in OWED

    @property
    def words(self) -> str:
        """The change in a sentence."""
        return _sentence(self)


def compare_protocols(before: "Protocol", after: "Protocol") -> tuple[Change, ...]:
    """Every change from one protocol to another, in the schema's order; amendments themselves are none."""
    changes: list[Change] = []
    old, new = (p.model_dump(mode="json", by_alias=True) for p in (before, after))
    for section in new:
        if section in _SETTINGS or old[section] == new[section]:
            continue
        if section in LISTS:
            changes += _entries(section, old[section], new[section])
        elif section == "codebooks":
            changes += _members(section, old[section], new[section])
        elif isinstance(new[section], dict):
            changes += _fields(section, "", old[section], new[section])
        else:
            changes.append(_changed(section, "", "", old[section], new[section]))
    return tuple(changes)


def unamended(before: "Protocol", after: "Protocol") -> tuple[Change, ...]:
    """The changes that are owed an amendment and have none.

    An amendment covers a change if the earlier protocol did not have it yet and its `parts`, where it has
    any, name the change's section, entry or field.
    """
    fresh = [amendment for amendment in after.amendments if amendment not in before.amendments]

    def covered(change: Change) -> bool:
        names = {change.section, change.id, change.field} - {""}
        return any(not a.parts or names & set(a.parts) for a in fresh)

    return tuple(c for c in compare_protocols(before, after) if c.owed and not covered(c))


def check_drift(before: str, after: str, *, file: str = "protocol.yaml") -> list[Finding]:
    """A001: what changed since `before` (any text of a protocol, such as the ledger's) without an amendment.

    Ask it once decisions exist: `before` is what was in force when they began. None where either cannot be
    read; `check_protocol` says why.
    """
    source = read_protocol(after, file=file)
    earlier = read_protocol(before).protocol
    if source.protocol is None or earlier is None:
        return []
    return [
        _drift(change, source.protocol, source.marks, file) for change in unamended(earlier, source.protocol)
    ]


def _drift(change: Change, protocol: "Protocol", marks: Marks, file: str) -> Finding:
    path = _path(change, protocol)
    line, column = marks.key(path) if path in marks.keys else marks.at(path)
    return Finding(
        code="A001",
        severity=Severity.ERROR,
        message=f"Changed after screening began, with no amendment entered: {change.words}.",
        hint="Enter it under `amendments` with date, change and reason, or take it back.",
        file=file,
        line=line,
        column=column,
    )


def _path(change: Change, protocol: "Protocol") -> Path:
    """Where the change stands in the later protocol; what is gone, at its section."""
    if change.section not in LISTS or change.what == "removed":
        return (change.section, *((change.field,) if change.field else ()))
    ids = [entry.id for entry in getattr(protocol, change.section)]
    return (change.section, ids.index(change.id), *((change.field,) if change.field else ()))


def _entries(section: str, old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> Iterator[Change]:
    before = {entry["id"]: entry for entry in old}
    after = {entry["id"]: entry for entry in new}
    for name, entry in after.items():
        if name not in before:
            yield Change(section=section, what="added", id=name, after=_gist(section, entry))
        elif before[name] != entry:
            yield from _fields(section, name, before[name], entry)
    for name, entry in before.items():
        if name not in after:
            yield Change(section=section, what="removed", id=name, before=_gist(section, entry))
    kept = [name for name in after if name in before]
    if kept != [name for name in before if name in after]:
        order = [", ".join(kept_ids) for kept_ids in ([n for n in before if n in after], kept)]
        yield Change(section=section, what="changed", field="sequence", before=order[0], after=order[1])


def _members(section: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    yield from (Change(section=section, what="added", id=name) for name in new if name not in old)
    yield from (Change(section=section, what="removed", id=name) for name in old if name not in new)


def _fields(section: str, name: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    for field, value in new.items():
        if old[field] != value:
            yield _changed(section, name, field, old[field], value)


def _changed(section: str, name: str, field: str, old: Any, new: Any) -> Change:
    return Change(section=section, what="changed", id=name, field=field, before=_text(old), after=_text(new))


def _gist(section: str, entry: dict[str, Any]) -> str:
    fields = {"criteria": "text", "searches": "source", "stages": "name", "reviewers": "name"}
    return _text(entry[fields[section]])


def _text(value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_text(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _sentence(change: Change) -> str:
    noun = LISTS.get(change.section, change.section.rstrip("s") if change.id else change.section)
    thing = f"the {noun} `{change.id}`" if change.id else f"`{change.section}`"
    if change.what != "changed":
        gist = change.after or change.before
        return f"{thing} was {change.what}" + (f" (“{gist}”)" if gist else "")
    if change.field == "sequence":
        return f"{thing} stand in another order, {change.after} instead of {change.before}"
    if change.section == "criteria" and change.field == "text":
        return f"{thing} was reworded, from “{change.before}” to “{change.after}”"
    if change.section == "criteria" and change.field == "type":
        return f"{thing} now {change.after}s, and did {change.before} before"
    if change.section == "criteria" and change.field == "stages":
        where = [text or "every stage" for text in (change.after, change.before)]
        return f"{thing} is judged at {where[0]}, and was at {where[1]}"
    field = f"`{change.field}` of {thing}" if change.field else thing
    if not change.before:
        return f"{field} was filled in: “{change.after}”"
    if not change.after:
        return f"{field} was emptied; it was “{change.before}”"
    return f"{field} was changed from “{change.before}” to “{change.after}”"


def describe_changes(changes: Iterable[Change]) -> list[str]:
    """The changes as sentences, each with a capital and a full stop."""
    sentences = (change.words for change in changes)
    return [f"{sentence[:1].upper()}{sentence[1:]}." for sentence in sentences]

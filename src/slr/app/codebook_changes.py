"""Codebooks that change while coding: earlier versions, what a change touches, what to look at again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slr.app.caller import Caller
from slr.app.code import all_codings, codings_of, keep_codebook, units_at
from slr.app.codebook import codebook_in_force, emerged_in, load, read, text_finder, usable
from slr.app.review import Review, nearest, open_review, reviewer, writer
from slr.app.state import State, state_of
from slr.coding.codings import coding_conflicts
from slr.coding.conditions import complete_studies
from slr.coding.emergent import Emerged, check_emerged, emerged_categories
from slr.coding.validate import check_coding
from slr.model.codebook import Codebook, Coding
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.words import Severity
from slr.protocol.codebook import codebook_from_canonical, codebook_hash, load_codebook
from slr.protocol.compare_codebooks import CodebookChange, compare_codebooks
from slr.store.disk import read_text
from slr.store.paths import PROTOCOL


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A coding made before its codebook changed in a way that matters to it."""

    coding: Coding
    changes: tuple[CodebookChange, ...]

    def as_dict(self) -> dict[str, Any]:
        """The coding and what changed, as JSON-able values."""
        one = self.coding
        return {
            "study": one.study,
            "coder": one.coder,
            "dimension": one.dimension,
            "values": list(one.values),
            "changes": [change.words for change in self.changes],
        }


def review_at(root: Path) -> Review | None:
    """The review in a folder; None where there is none, or its protocol cannot be used."""
    if not (root / PROTOCOL).is_file():
        return None
    try:
        return open_review(root)
    except SlrError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A codebook as it is in force at a folder, what emerged, and the codings to look at again."""

    codebook: Codebook
    emerged: tuple[Emerged, ...] = ()
    again: tuple[Touched, ...] = ()


def shown_codebook(root: Path, name: str) -> Shown:
    """A codebook, with what a review did with it where there is one. Raises SlrError where there is none."""
    review = review_at(root)
    if review is None:
        return Shown(codebook=usable(root, name))
    codebook = codebook_in_force(review, name)
    return Shown(
        codebook=codebook,
        emerged=tuple(emerged_in(review, name)),
        again=tuple(touched(review, state_of(review), codebook)),
    )


def kept_codebooks(review: Review, name: str) -> dict[str, Codebook]:
    """The versions of a codebook that codings were made with, by hash, the earliest first."""
    hashes = dict.fromkeys(
        str(e.data.get("codebook_hash", ""))
        for e in review.ledger.events
        if e.kind in ("coding", "coding-resolution") and e.data.get("codebook") == name
    )
    kept = {}
    for sha in hashes:
        path = review.paths.ledger / "codebooks" / f"{sha}.json"
        found = codebook_from_canonical(read_text(path)) if path.is_file() else None
        if found is not None:
            kept[sha] = found
    return kept


def touched(review: Review, state: State, codebook: Codebook) -> list[Touched]:
    """The codings in force that were made before the codebook changed, and have to be looked at again.

    What somebody looked at under the codebook as it is now (`slr code --stands`) is left out.
    """
    now = codebook_hash(codebook)
    made = {e.id: str(e.data.get("codebook_hash", "")) for e in state.events if e.kind == "coding"}
    for event in state.events:
        if event.kind == "looked-again" and event.data.get("codebook") == codebook.id:
            made |= dict.fromkeys(event.data["codings"], str(event.data.get("codebook_hash", "")))
    if all(sha == now for sha in made.values()):
        return []
    kept = kept_codebooks(review, codebook.id)
    changes = {sha: compare_codebooks(before, codebook) for sha, before in kept.items() if sha != now}
    found = []
    for coding in all_codings(state, codebook):
        weighty = tuple(c for c in changes.get(made.get(coding.event, now), ()) if c.touches(coding))
        if weighty:
            found.append(Touched(coding=coding, changes=weighty))
    return found


def stands(review: Review, caller: Caller, name: str, studies: Sequence[str]) -> int:
    """Keep that a coder looked again at their own codings, and they stand; how many. Raises SlrError.

    `studies` are ids of what is coded, or `all`.
    """
    codebook = load(review, name)
    who = reviewer(review, caller)
    state = state_of(review, viewer=who)
    own = [one.coding for one in touched(review, state, codebook) if one.coding.coder == who]
    known = list(dict.fromkeys(coding.study for coding in own))
    for study in studies:
        if study != "all" and study not in known:
            hint = nearest(study, known) if known else "none of your codings is"
            raise SlrError(f"{study} is not to be looked at again", hint)
    chosen = [coding for coding in own if "all" in studies or coding.study in studies]
    if chosen:
        sha = keep_codebook(review, caller, codebook)
        with writer(review, caller, who=who) as out:
            codings = [coding.event for coding in chosen]
            data = {"codebook": codebook.id, "codebook_hash": sha, "codings": codings}
            out.append("codings", "looked-again", data, part=codebook.id)
    return len(chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingStatus:
    """How far the coding with a codebook is: `units` are what it codes, `coded` have any coding, `complete`
    all that is required.

    `conflicts` are cells on which coders differ, `again` are units to look at again.
    """

    codebook: str
    unit: str
    coded: int
    complete: int
    units: int
    conflicts: int
    again: int


def coding_status(review: Review, state: State, name: str) -> CodingStatus:
    """How far the coding with a codebook is, as far as the state's viewer may see it."""
    codebook = codebook_in_force(review, name)
    counted = codings_of(state, codebook)
    return CodingStatus(
        codebook=name,
        unit=codebook.unit,
        coded=len({coding.study for coding in all_codings(state, codebook)}),
        complete=len(complete_studies(counted, codebook)),
        units=len(units_at(state, codebook)),
        conflicts=len(coding_conflicts(counted)),
        again=len({one.coding.study for one in touched(review, state, codebook)}),
    )


def again_line(review: Review, state: State, name: str) -> tuple[str, str] | None:
    """For `slr status`: how many are to be looked at again, and the command; None where none is."""
    codebook = codebook_in_force(review, name)
    found = touched(review, state, codebook)
    if not found:
        return None
    count = len({one.coding.study for one in found})
    words = list(dict.fromkeys(f"{c.dimension} {c.category}".strip() for one in found for c in one.changes))
    what = f"{count} coded before {name} changed ({', '.join(words[:3])}{', …' * (len(words) > 3)})"
    return f"{what}: look at them again", f"slr codebook show {name}"


def check_codebook_in(root: Path, name: str) -> list[Finding]:
    """Everything wrong with a codebook, and with the codings that its changes touch. Raises SlrError.

    In a review: C030 codings made before the codebook changed, C031 and C032 on emergent categories, C033
    codings that the codebook does not allow.
    """
    codebook, findings = read(root, name)
    review = review_at(root)
    if codebook is None or review is None:
        return findings
    emerged = emerged_categories(review.ledger.events, name)
    now = codebook_in_force(review, name)
    state = state_of(review)
    return [
        *findings,
        *check_emerged(codebook, emerged),
        *_outside(state, now),
        *_changed(state, touched(review, state, now)),
    ]


def _outside(state: State, codebook: Codebook) -> Iterator[Finding]:
    by_id = {event.id: event for event in state.events}
    for coding in all_codings(state, codebook):
        for problem in check_coding(codebook, coding.dimension, coding.values, coding.quote):
            event = by_id[coding.event]
            yield Finding(
                code="C033",
                severity=Severity.WARNING,
                message=f"{coding.coder}'s coding of {coding.study}: {problem}",
                hint="Code it anew, or give the codebook back what it had; the coding is kept until then.",
                file=f"ledger/{event.segment}",
                line=event.line,
            )


def _changed(state: State, found: Sequence[Touched]) -> Iterator[Finding]:
    """One finding for each change, with the studies that it touches."""
    by_id = {event.id: event for event in state.events}
    by_words: dict[str, list[Coding]] = {}
    for one in found:
        for change in one.changes:
            by_words.setdefault(change.words, []).append(one.coding)
    for words, codings in by_words.items():
        studies = ", ".join(dict.fromkeys(f"{coding.study} ({coding.coder})" for coding in codings))
        event = by_id[codings[0].event]
        yield Finding(
            code="C030",
            severity=Severity.WARNING,
            message=f"{words} Coded before: {studies}.",
            hint="Look at them again: slr code; where all is well: slr code --stands STUDY.",
            file=f"ledger/{event.segment}",
            line=event.line,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two versions of a codebook, what changed, and the codings in force that are affected."""

    before: str
    after: str
    changes: tuple[CodebookChange, ...]
    affected: tuple[Touched, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The difference as JSON-able values."""
        return {
            "before": self.before,
            "after": self.after,
            "changes": [change.words for change in self.changes],
            "affected": [one.as_dict() for one in self.affected],
        }


def differences(root: Path, first: str, second: str = "") -> list[Difference]:
    """What changed from one codebook to another: ids, files, or hashes of versions that the ledger keeps.

    With one id alone: from every version that codings were made with to the one in force now, with the
    codings that are affected. Raises SlrError where there is no such codebook.
    """
    if second:
        changes = compare_codebooks(_version(root, first), _version(root, second))
        return [Difference(before=first, after=second, changes=changes)]
    review = review_at(root)
    if review is None:
        raise SlrError("with what should it be compared?", f"slr codebook diff {first} OTHER")
    now = codebook_in_force(review, first)
    found = touched(review, state_of(review), now)
    by_event = {
        e.id: str(e.data.get("codebook_hash", "")) for e in review.ledger.events if e.kind == "coding"
    }
    return [
        Difference(
            before=sha[:12],
            after=first,
            changes=changes,
            affected=tuple(one for one in found if by_event[one.coding.event] == sha),
        )
        for sha, before in kept_codebooks(review, first).items()
        if (changes := compare_codebooks(before, now))
    ]


def _version(root: Path, name: str) -> Codebook:
    """A codebook by its id, by its file, or by the beginning of a kept version's hash. Raises SlrError."""
    if name.endswith((".yaml", ".yml")):
        codebook, findings = load_codebook(read_text(Path(name)), file=name, find=text_finder(root))
        if codebook is None:
            worst = next(finding for finding in findings if finding.severity is Severity.ERROR)
            raise SlrError(worst.message, worst.hint, file=worst.file, line=worst.line)
        return codebook
    kept = sorted((root / "ledger" / "codebooks").glob("*.json"))
    matching = [path for path in kept if len(name) >= 6 and path.stem.startswith(name)]
    found = codebook_from_canonical(read_text(matching[0])) if len(matching) == 1 else None
    return found or shown_codebook(root, name).codebook

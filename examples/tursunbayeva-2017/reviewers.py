"""What two made-up reviewers decided, where they disagreed, and how a third settled it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from truth import Truth

Row = tuple[str, ...]
HEAD: Row = ("report", "decision", "reason", "reviewer", "date", "note")
A, B, C = "reviewer-a", "reviewer-b", "reviewer-c"
REASONS = ("e1", "e2", "e3", "e4", "e6")

# Disagreement on title and abstract: how many reports of those that pass, and of those that do not.
PASS_UNSURE, PASS_BOTH_UNSURE, PASS_SPLIT, PASS_UNSURE_SPLIT = 8, 2, 22, 11
FAIL_SPLIT, FAIL_UNSURE_SPLIT = 24, 13
# At full text: of those included, and of those excluded.
IN_SPLIT, IN_UNSURE = 3, 1
OUT_OTHER_REASON, OUT_SPLIT, OUT_UNSURE = 9, 6, 3
TEMPTING = ("e-government", "public health practice", "disaster", "hospitals", "misinformation", "commentary")


@dataclass
class Stage:
    """The rows of one stage, by reviewer, and the resolutions."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {A: [], B: []})
    resolutions: list[Row] = field(default_factory=list)


def _day(start: date, place: int, a_day: int) -> str:
    """The working day on which somebody who does so many a day reaches this place."""
    days = place // a_day
    return (start + timedelta(days=days + days // 5 * 2)).isoformat()


def _pairs(rng: Random, keys: Sequence[str], kinds: Iterable[tuple[int, Row]], rest: Row) -> dict[str, Row]:
    """The pair of verdicts of each report: `count` of each kind, `rest` for all others."""
    order = list(keys)
    rng.shuffle(order)
    drawn: dict[str, Row] = {}
    for count, pair in kinds:
        for _ in range(count):
            drawn[order.pop()] = tuple(reversed(pair)) if rng.random() < 0.45 else pair
    return drawn | dict.fromkeys(order, rest)


def title_abstract(rng: Random, truth: Truth) -> Stage:
    """Both reviewers on every report; no reasons, as the stage does not ask for them."""
    far = truth.with_role("far")
    passing = [key for key in truth.members if key not in set(far)]
    clear = [key for key in passing if truth.work(key).role.startswith("in:")]
    other = [key for key in passing if key not in set(clear)]
    tempting = [
        key for key in far if truth.work(key).keywords[:1] and truth.work(key).keywords[0] in TEMPTING
    ]
    verdicts: dict[str, Row] = dict.fromkeys(far, ("exclude", "exclude"))
    verdicts |= _pairs(rng, clear, [(2, ("include", "exclude"))], ("include", "include"))
    verdicts |= _pairs(
        rng, other,
        [(PASS_UNSURE, ("include", "unsure")), (PASS_BOTH_UNSURE, ("unsure", "unsure")),
         (PASS_SPLIT - 2, ("include", "exclude")), (PASS_UNSURE_SPLIT, ("unsure", "exclude"))],
        ("include", "include"),
    )  # fmt: skip
    verdicts |= _pairs(
        rng, tempting, [(FAIL_SPLIT, ("include", "exclude")), (FAIL_UNSURE_SPLIT, ("unsure", "exclude"))],
        ("exclude", "exclude"),
    )  # fmt: skip
    stage = Stage()
    start, settled = date(2015, 7, 20), date(2015, 9, 7)
    for place, key in enumerate(truth.members):
        for reviewer, verdict, a_day in zip((A, B), verdicts[key], (90, 75), strict=True):
            note = "abstract does not say who ran the account" if verdict == "unsure" else ""
            stage.rows[reviewer].append(
                (_named(rng, truth, key), verdict, "", reviewer, _day(start, place, a_day), note)
            )
        if "exclude" in verdicts[key] and set(verdicts[key]) != {"exclude"}:
            verdict = "exclude" if key in set(far) else "include"
            day = _day(settled, len(stage.resolutions), 30)
            stage.resolutions.append((truth.shown(key), verdict, "", C, day, "settled in conversation"))
    return stage


def _named(rng: Random, truth: Truth, key: str) -> str:
    """A record of the report: the one on show, at times another (somebody worked from another list)."""
    lines = truth.members[key]
    return rng.choice(lines).id if rng.random() < 0.1 else lines[0].id


def full_text(rng: Random, truth: Truth) -> Stage:
    """Both reviewers on every report that was retrieved, with a reason for every exclusion."""
    included = truth.with_role("in:")
    failing = truth.with_role(*REASONS, "e5")
    verdicts = _pairs(rng, included, [(IN_SPLIT, ("include", "exclude")), (IN_UNSURE, ("include", "unsure"))],
                      ("include", "include"))  # fmt: skip
    verdicts |= _pairs(
        rng, failing,
        [(OUT_OTHER_REASON, ("exclude", "other")), (OUT_SPLIT, ("include", "exclude")),
         (OUT_UNSURE, ("unsure", "exclude"))],
        ("exclude", "exclude"),
    )  # fmt: skip
    stage = Stage()
    for place, key in enumerate(k for k in truth.members if k in verdicts):
        role = truth.work(key).role
        for reviewer, verdict in zip((A, B), verdicts[key], strict=True):
            reason = _reason(rng, role, verdict)
            note = "tables to be read again" if verdict == "unsure" else ""
            shown = "exclude" if verdict == "other" else verdict
            day = _day(date(2015, 9, 21), place, 6)
            stage.rows[reviewer].append((truth.shown(key), shown, reason, reviewer, day, note))
        if len(set(verdicts[key])) > 1:
            final = ("include", "") if role.startswith("in:") else ("exclude", role)
            day = _day(date(2015, 10, 26), len(stage.resolutions), 8)
            stage.resolutions.append((truth.shown(key), *final, C, day, "read a third time"))
    return stage


def _reason(rng: Random, role: str, verdict: str) -> str:
    """The criterion that a reviewer names: a wrong one for `other` and for a report that is included."""
    if verdict not in ("exclude", "other"):
        return ""
    return (
        role
        if verdict == "exclude" and not role.startswith("in:")
        else rng.choice([r for r in REASONS if r != role])
    )


def retrieval(truth: Truth) -> list[Row]:
    """The status of every report that was sought."""
    rows: list[Row] = [("report", "status", "note")]
    for key in truth.members:
        role = truth.work(key).role
        if role == "lost":
            rows.append(
                (truth.shown(key), "not-retrieved", "no library held it and its authors did not answer")
            )
        elif role != "far":
            rows.append((truth.shown(key), "retrieved", ""))
    return rows


def studies(truth: Truth) -> list[Row]:
    """The reports of studies that have more than one."""
    by_study: dict[str, list[str]] = {}
    for key in truth.with_role("in:"):
        by_study.setdefault(truth.work(key).role, []).append(key)
    rows: list[Row] = [("study", "report")]
    for role, keys in sorted(by_study.items(), key=lambda item: int(item[0].partition(":")[2])):
        if len(keys) > 1:
            rows += [(f"study-{int(role.partition(':')[2]) + 1}", truth.shown(key)) for key in keys]
    return rows

"""From the links in the ledger to reports: which records stand for one document."""

from collections.abc import Iterable
from dataclasses import dataclass

from slr.dedup.group import Link, group_records
from slr.model.event import Event, in_force
from slr.model.finding import Finding
from slr.model.imports import Holdings
from slr.model.report import Report
from slr.model.words import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What people and the program say of pairs: each pair (a < b) stands once.

    `same` and `different` hold what is applied; `disputed` are pairs that people answered differently, kept
    apart until one of them says anew.
    """

    same: tuple[Link, ...] = ()
    different: frozenset[tuple[str, str]] = frozenset()
    related: frozenset[tuple[str, str]] = frozenset()  # kept apart by the program: part I and II, erratum
    waiting: frozenset[tuple[str, str]] = frozenset()  # uncertain: a person has yet to say
    disputed: frozenset[tuple[str, str]] = frozenset()
    events: dict[tuple[str, str], tuple[Event, ...]]


def pair(a: str, b: str) -> tuple[str, str]:
    """The pair in its one order."""
    return (a, b) if a < b else (b, a)


def links_in_force(events: Iterable[Event]) -> Links:
    """Fold the link events. A person's word beats the program's, and stays through every new run."""
    told: dict[tuple[str, str], list[Event]] = {}
    for event in in_force(e for e in events if e.kind in ("link", "undo-link")):
        if event.kind == "link":
            told.setdefault(pair(event.data["a"], event.data["b"]), []).append(event)
    same: list[Link] = []
    different, related, waiting, disputed = set(), set(), set(), set()
    for names, said in told.items():
        people = [event for event in said if event.data["basis"] == "person"]
        # Two clones may hold the words of two versions of the program; the later one holds.
        verdicts = {event.data["verdict"] for event in people or said[-1:]}
        if len(verdicts) > 1:
            disputed.add(names)
            different.add(names)
        elif verdicts == {"same"}:
            score = max(int(event.data.get("score", 0)) for event in said)
            same.append(Link(a=names[0], b=names[1], score=score, person=bool(people)))
        elif people:
            different.add(names)
        elif verdicts == {"related"}:
            related.add(names)
        elif verdicts == {"uncertain"}:
            waiting.add(names)
    return Links(
        same=tuple(same),
        different=frozenset(different),
        related=frozenset(related),
        waiting=frozenset(waiting),
        disputed=frozenset(disputed),
        events={names: tuple(said) for names, said in told.items()},
    )


def reports_from(found: Holdings, links: Links) -> tuple[list[Report], list[Finding]]:
    """The reports: every known record in one of them, in import order; links to nothing are findings."""
    known = set(found.known)
    lost = [link for link in links.same if link.a not in known or link.b not in known]
    same = [link for link in links.same if link.a in known and link.b in known]
    apart = [names for names in links.different if known.issuperset(names)]
    grouping = group_records(found.known, same, apart, apart=links.related)
    reports = [report_of(members, found.present) for members in grouping.groups]
    findings = [dangling(link) for link in lost]
    findings += [unclear(names, "people answered it differently") for names in sorted(links.disputed)]
    findings += [chained(link) for link in grouping.refused]
    findings += [
        unclear(names, "other links of people join them") for names in sorted(grouping.contradictions)
    ]
    return reports, findings


def report_of(members: tuple[str, ...], known: frozenset[str]) -> Report:
    """The report of these records, under the id of its first present one, where it has one."""
    present = members if known.issuperset(members) else tuple([name for name in members if name in known])
    return Report(id=(present or members)[0], members=members, present=present)


def dangling(link: Link) -> Finding:
    """A link to a record that no import brought."""
    return Finding(
        code="D001",
        severity=Severity.WARNING,
        message=f"a duplicate link names a record that does not exist: {link.a} = {link.b}",
        hint="import the export that it came from, or undo the link",
        record=link.a,
    )


def unclear(names: tuple[str, str], why: str) -> Finding:
    """A pair that people contradict each other on; it is kept apart."""
    return Finding(
        code="D002",
        severity=Severity.WARNING,
        message=f"{names[0]} and {names[1]}: same or different? {why}; they are kept apart",
        hint="say it anew: slr dedup --apply with one row for this pair",
        record=names[0],
    )


def chained(link: Link) -> Finding:
    """A link of the program that was not applied: it would join records that are known to be different."""
    return Finding(
        code="D003",
        severity=Severity.INFO,
        message=f"{link.a} and {link.b} look like one report, but others that they would join are different",
        hint="say which: slr dedup --apply with a row for the pair",
        record=link.a,
    )

"""What changed in the ledger between two states: searches, duplicates, decisions, studies, codings."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from slr.app.diff_words import MOST, listed, number, tally
from slr.app.review import Review
from slr.app.state import State, records_of
from slr.coding.codings import codings_in_force
from slr.coding.studies import studies_of, study_links
from slr.model.codebook import Coding
from slr.model.record import Record, cite
from slr.model.report import Decision
from slr.model.words import Outcome, Retrieval, Verdict
from slr.publish.differences import Section

VERDICTS = tuple(verdict.value for verdict in Verdict)


def ledger_changes(before: Review, old: State, review: Review, now: State) -> Iterator[Section]:
    """The sections in the order of the data."""
    yield Section("Ledger", tuple(gone_events(before, review)))
    yield Section("Searches", tuple(search_lines(old, now)))
    yield Section("Duplicates", tuple(duplicate_lines(old, now)))
    yield Section("Decisions", tuple(decision_lines(review, old, now)))
    yield Section("Shares", tuple(share_lines(review, old, now)))
    yield Section("Full texts", tuple(retrieval_lines(old, now)))
    yield Section("Included", tuple(included_lines(review, old, now)))
    yield Section("Studies", tuple(study_lines(old, now)))
    yield Section("Codings", tuple(coding_lines(before, old, review, now)))


def gone_events(before: Review, review: Review) -> Iterator[str]:
    """Events that were there and are gone, which must never be."""
    here = {event.id for event in review.ledger.events}
    gone = [event for event in before.ledger.events if event.id not in here]
    if gone:
        yield f"{number(len(gone), 'event is', 'events are')} gone that must never go: slr check --base REF."


def search_lines(old: State, now: State) -> Iterator[str]:
    """Imports that came, and that were withdrawn or replaced."""
    before = {(one.search, one.sha256): one for one in old.holdings.imports}
    after = {(one.search, one.sha256): one for one in now.holdings.imports}
    searched = {search for search, _ in before}
    reports = {name: report.id for report in now.reports for name in report.present}
    seen = {reports[name] for one in before.values() for name in one.record_ids if name in reports}
    for key, one in after.items():
        if key in before:
            continue
        fresh = {reports[name] for name in one.record_ids if name in reports} - seen
        seen |= fresh
        how = "was run again or completed" if one.search in searched else "was imported"
        refused = f", {len(one.refused)} refused" if one.refused else ""
        brought = f"{number(one.entries, 'record')}{refused}, {number(len(fresh), 'new report')}"
        yield f"The search `{one.search}` {how}: {brought} ({one.file})."
    for key, one in before.items():
        if key not in after:
            lost = number(one.entries, "record")
            yield f"The import {one.file} of `{one.search}` was withdrawn or replaced: {lost}."


def duplicate_lines(old: State, now: State) -> Iterator[str]:
    """Pairs that are joined or kept apart now and were not, by the program and by people."""
    before, after = ({(link.a, link.b): link for link in state.links.same} for state in (old, now))
    joined = [link for pair, link in after.items() if pair not in before]
    for people in (False, True):
        count = sum(link.person is people for link in joined)
        if count:
            who = "people" if people else "the program"
            yield f"{number(count, 'pair')} of records joined as duplicates by {who}."
    apart = len(before.keys() - after.keys())
    if apart:
        yield f"{number(apart, 'pair')} of records no longer joined."
    different = len(now.links.different - old.links.different)
    if different:
        yield f"{number(different, 'pair')} newly kept apart by people."
    waiting = len(now.links.waiting) - len(old.links.waiting)
    if waiting:
        more = "more" if waiting > 0 else "fewer"
        yield f"{number(abs(waiting), 'uncertain pair')} {more} for a person to decide."


def decision_lines(review: Review, old: State, now: State) -> Iterator[str]:
    """For each stage and reviewer: decisions made, changed, taken back; conflicts, resolutions."""
    for stage in sorted({*old.told.decisions, *now.told.decisions}, key=stage_order(review)):
        planned = review.plan.stage(stage)
        name = (planned.name or stage).lower() if planned else stage
        before, after = (by_reviewer(s.told.decisions.get(stage, ())) for s in (old, now))
        for who in sorted({*before, *after}):
            yield from reviewer_lines(who, name, before.get(who, {}), after.get(who, {}))
        yield from resolution_lines(stage, name, old, now)
        yield from reopen_lines(stage, name, old, now)


def reviewer_lines(
    who: str, stage: str, before: Mapping[str, Decision], after: Mapping[str, Decision]
) -> Iterator[str]:
    """What one reviewer decided at one stage."""
    added = [after[name] for name in after if name not in before]
    changed = [name for name in after if name in before and said(after[name]) != said(before[name])]
    gone = len(before.keys() - after.keys())
    if added:
        what = tally((one.verdict.value for one in added), VERDICTS)
        yield f"{number(len(added), 'more decision')} by {who} at {stage} ({what})."
    if changed:
        turned = Counter((before[n].verdict.value, after[n].verdict.value) for n in changed)
        how = ", ".join(
            f"{count} from {a} to {b}" if a != b else f"{count} with another reason or note"
            for (a, b), count in sorted(turned.items())
        )
        yield f"{number(len(changed), 'decision')} of {who} at {stage} changed ({how})."
    if gone:
        yield f"{number(gone, 'decision')} of {who} at {stage} taken back."


def resolution_lines(stage: str, name: str, old: State, now: State) -> Iterator[str]:
    """Conflicts resolved, and conflicts that came."""
    before = {one.event for one in old.told.resolutions.get(stage, ())}
    fresh = [one for one in now.told.resolutions.get(stage, ()) if one.event not in before]
    for who in sorted({one.who for one in fresh}):
        own = [one.verdict.value for one in fresh if one.who == who]
        yield f"{number(len(own), 'conflict')} at {name} resolved by {who} ({tally(own, VERDICTS)})."
    conflicts = [in_conflict(state, stage) for state in (old, now)]
    came = len(conflicts[1] - conflicts[0])
    if came:
        yield f"{number(came, 'report')} newly in conflict at {name}."


def reopen_lines(stage: str, name: str, old: State, now: State) -> Iterator[str]:
    """Settled outcomes that somebody took back, with the reason; their decisions are told as taken back."""
    known = {event.id for event in old.events if event.kind == "reopen"}
    told = [e for e in now.events if e.kind == "reopen" and e.id not in known and e.data["stage"] == stage]
    for (who, reason), count in Counter((e.who, str(e.data.get("reason", ""))) for e in told).items():
        yield f"{number(count, 'outcome')} at {name} reopened by {who}{f': {reason}' if reason else ''}."


def in_conflict(state: State, stage: str) -> set[str]:
    """The reports in conflict at a stage."""
    ones = state.screening.settlements.get(stage, {})
    return {name for name, one in ones.items() if one.outcome is Outcome.CONFLICT}


def share_lines(review: Review, old: State, now: State) -> Iterator[str]:
    """For each stage: what one person handed over to another, and what was taken back."""
    for stage in sorted({*old.told.handovers, *now.told.handovers}, key=stage_order(review)):
        planned = review.plan.stage(stage)
        name = (planned.name or stage).lower() if planned else stage
        before, after = ({one.event: one for one in s.told.handovers.get(stage, ())} for s in (old, now))
        for come, went, what in ((after, before, "handed over"), (before, after, "handed over no longer")):
            counts: Counter[tuple[str, str]] = Counter()
            for event, one in come.items():
                if event not in went:
                    counts[one.giver, one.heir] += len(one.records)
            for (giver, heir), count in sorted(counts.items()):
                yield f"{number(count, 'report')} at {name} {what} from {giver} to {heir}."


def retrieval_lines(old: State, now: State) -> Iterator[str]:
    """Full texts retrieved, requested, and not to be had."""
    changed = [status for name, status in now.retrieval.items() if old.retrieval.get(name) is not status]
    words = {
        Retrieval.RETRIEVED: "retrieved",
        Retrieval.NOT_RETRIEVED: "not retrieved",
        Retrieval.REQUESTED: "requested",
        Retrieval.SOUGHT: "sought again",
    }
    for status, word in words.items():
        if count := changed.count(status):
            yield f"{number(count, 'full text')} {word}."


def included_lines(review: Review, old: State, now: State) -> Iterator[str]:
    """Reports that are included now and were not, and the other way round."""
    before, after = ({r for study in s.studies for r in study.reports} for s in (old, now))
    came = [
        name for name in after if not any(old.report_of.get(m) in before for m in now.by_id[name].members)
    ]
    gone = [
        name for name in before if not any(now.report_of.get(m) in after for m in old.by_id[name].members)
    ]
    if not came and not gone:
        return
    records = records_of(review, now.holdings)
    for names, words in ((came, "included now"), (gone, "no longer included")):
        yield from named(sorted(names), words, records)


def named(names: Sequence[str], words: str, records: Mapping[str, Record]) -> Iterator[str]:
    """One sentence a report, up to a bound; then a count."""
    for name in names[:MOST]:
        yield f"{words.capitalize()}: {cite(records[name]) if name in records else name}."
    if len(names) > MOST:
        yield f"… and {number(len(names) - MOST, 'more report')} {words}."


def study_lines(old: State, now: State) -> Iterator[str]:
    """Studies that several reports describe: linked, changed, taken apart."""
    before, after = (
        {
            study.id: study.reports
            for study in s.studies
            if len(study.reports) > 1 or study.id != study.reports[0]
        }
        for s in (old, now)
    )
    for name, reports in after.items():
        if name not in before:
            yield f"The study `{name}` was formed of {number(len(reports), 'report')}."
        elif before[name] != reports:
            yield f"The study `{name}` has {number(len(reports), 'report')} now, and had {len(before[name])}."
    for name in before:
        if name not in after:
            yield f"The study `{name}` was taken apart, or is no longer included."


def coding_lines(before: Review, old: State, review: Review, now: State) -> Iterator[str]:
    """Codings by coder and codebook: made, changed, taken back."""
    for codebook in sorted({*before.plan.codebooks, *review.plan.codebooks}):
        earlier, later = ({cell(c): c for c in every_coding(s, codebook)} for s in (old, now))
        for coder in sorted({coder for coder, _, _ in (*earlier, *later)}):
            own = [{key: c for key, c in found.items() if key[0] == coder} for found in (earlier, later)]
            added = own[1].keys() - own[0].keys()
            changed = [k for k in own[1].keys() & own[0].keys() if values(own[1][k]) != values(own[0][k])]
            gone = own[0].keys() - own[1].keys()
            counts = ((len(added), "made"), (len(changed), "changed"), (len(gone), "taken back"))
            what = listed(f"{count} {word}" for count, word in counts if count)
            studies = len({study for _, study, _ in (*added, *changed, *gone)})
            if what:
                where = number(studies, "study", "studies")
                yield f"Codings by {coder} with `{codebook}`: {what}, in {where}."


def every_coding(state: State, codebook: str) -> list[Coding]:
    """Every coder's codings in force, whether the study is included or not."""
    everything = studies_of(list(state.by_id), study_links(state.events), state.report_of)
    return codings_in_force(state.events, codebook, everything, state.report_of)


def cell(coding: Coding) -> tuple[str, str, str]:
    """Whose coding of what it is; by the record that it was made on, as studies may be renamed."""
    return coding.coder, coding.record or coding.study, coding.dimension


def values(coding: Coding) -> tuple[object, ...]:
    """What a coding says."""
    return (frozenset(coding.values), coding.quote, coding.page, coding.note)


def by_reviewer(decisions: Iterable[Decision]) -> dict[str, dict[str, Decision]]:
    """Decisions by reviewer and record."""
    found: dict[str, dict[str, Decision]] = {}
    for one in decisions:
        found.setdefault(one.reviewer, {})[one.record] = one
    return found


def said(decision: Decision) -> tuple[object, ...]:
    """What a decision says."""
    return (decision.verdict, decision.reason, decision.note)


def stage_order(review: Review) -> Callable[[str], tuple[int, str]]:
    """Stages in the protocol's order, unknown ones last."""
    ids = [stage.id for stage in review.plan.stages]
    return lambda name: (ids.index(name) if name in ids else len(ids), name)

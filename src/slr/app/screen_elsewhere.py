"""`slr screen --apply FILE --from TOOL`: take over decisions of another tool, every row accounted for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slr.app.caller import Caller
from slr.app.decided_elsewhere import TEAM, TOOLS, Elsewhere, read_elsewhere
from slr.app.deciding import allowed_verdicts, checked_reason
from slr.app.finding import by_doi
from slr.app.review import Review, nearest, person, writer
from slr.app.rows import Row, read_rows, some
from slr.app.screen import Applied, DecisionRow, write_decisions
from slr.app.state import State, records_of, state_of
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.plan import Stage
from slr.model.record import Record
from slr.model.words import Severity, Verdict
from slr.screening.proceedings import TeamOutcome
from slr.store.disk import read_text
from slr.store.lines import digest

OUTCOME = "outcome"  # --as outcome: a team's result, nobody's vote


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """What became of every row: decisions kept, rows that say nothing, and rows refused with why."""

    applied: Applied
    silent: int
    refused: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maps:
    """How the other tool's names and reasons are called here; keys without case."""

    people: Mapping[str, str]
    reasons: Mapping[str, str]


def read_map(path: Path | None) -> dict[str, str]:
    """A map from their words to ours: a CSV file with the columns theirs, ours."""
    if path is None:
        return {}
    rows = read_rows(path, required=("theirs", "ours"))
    return {row["theirs"].casefold(): row["ours"] for row in rows.rows}


def take_over(
    review: Review,
    caller: Caller,
    stage: Stage,
    path: Path,
    tool: str,
    *,
    who: str = "",
    people: Path | None = None,
    reasons: Path | None = None,
) -> TakenOver:
    """Keep the decisions of another tool's export; rows that match no report or several are refused.

    `who` is the reviewer whose votes they are where the export names nobody, or "outcome" for a team's
    result, which stays out of agreement. Raises SlrError where the file is not the tool's.
    """
    if tool not in TOOLS:
        raise SlrError(f"slr takes no decisions from {tool}", nearest(tool, list(TOOLS)))
    text = read_text(path)
    rows = read_elsewhere(text, tool, file=str(path), on=stage.on)
    state = state_of(review)
    match = Matcher(state, records_of(review, state.holdings))
    maps = Maps(people=known_people(review) | read_map(people), reasons=read_map(reasons))
    ready: list[DecisionRow] = []
    refused: list[Finding] = []
    first: dict[tuple[str, str], DecisionRow] = {}
    for row in rows:
        try:
            found = list(decisions_of(review, stage, match, maps, row, who, str(path)))
            refuse_contradictions(found, first)
            ready += found
        except SlrError as error:
            refused.append(refusal(str(path), row, error))
    silent = sum(not row.votes for row in rows)
    team = [one for one in ready if one.who == OUTCOME]
    votes = [one for one in ready if one.who != OUTCOME]
    sha256 = digest(text.encode("utf-8"))
    done = write_decisions(review, caller, stage, state, votes, sha256)
    outcomes = write_outcomes(review, caller, stage, state, team, tool)
    applied = Applied(rows=len(ready), added=done.added + outcomes)
    return TakenOver(applied=applied, silent=silent, refused=tuple(refused))


def refuse_contradictions(found: Iterable[DecisionRow], first: dict[tuple[str, str], DecisionRow]) -> None:
    """Remember what a row says. Raises SlrError where an earlier row of the same person says otherwise."""
    for one in found:
        before = first.get((one.who, one.report))
        if before and (before.verdict, before.reason) != (one.verdict, one.reason):
            who = "the team" if one.who == OUTCOME else one.who
            raise SlrError(
                f"{who} decides differently on the same report in line {before.row.line}",
                "it may be there twice: keep one of the rows",
            )
    first |= {(one.who, one.report): one for one in found}


def known_people(review: Review) -> dict[str, str]:
    """The reviewers by id and by name, without case."""
    by_name = {name.casefold(): reviewer for reviewer, (name, _) in review.people.items() if name}
    return by_name | {reviewer: reviewer for reviewer in review.plan.reviewers}


def decisions_of(
    review: Review, stage: Stage, match: "Matcher", maps: Maps, row: Elsewhere, who: str, file: str
) -> Iterable[DecisionRow]:
    """The decisions of one row. Raises SlrError where it matches no report or several, or nobody."""
    if not row.votes:
        return []
    report, record = match.find(row)
    found = []
    for name, verdict in row.votes.items():
        reason = mapped_reason(review, stage, maps, row) if verdict is Verdict.EXCLUDE else ""
        if verdict not in allowed_verdicts(stage):
            raise SlrError(f"{verdict.value} is no decision at {stage.id}")
        found.append(
            DecisionRow(
                row=Row(file, row.line, {}),
                who=voter(maps, name, who),
                report=report,
                record=record,
                verdict=verdict,
                reason=checked_reason(review.plan, stage, verdict, reason),
                note=noted(row, reason) if verdict is Verdict.EXCLUDE else row.note,
                dated="",
            )
        )
    return found


def noted(row: Elsewhere, reason: str) -> str:
    """The note, with their reason where no criterion here says the same, so that it is not lost."""
    theirs = "" if reason else ", ".join(row.reasons[:1])
    return "; ".join(part for part in (row.note, theirs and f"reason there: {theirs}") if part)


def voter(maps: Maps, name: str, who: str) -> str:
    """The reviewer whose vote it is. Raises SlrError where nobody of that name is known."""
    if name == TEAM:
        if not who:
            raise SlrError(
                "the export names nobody", "say whose decisions they are: --as NAME, or --as outcome"
            )
        return who
    if name.casefold() not in maps.people:
        raise SlrError(f"who is {name}?", "map their names: --people map.csv with the columns theirs, ours")
    return maps.people[name.casefold()]


def mapped_reason(review: Review, stage: Stage, maps: Maps, row: Elsewhere) -> str:
    """The first reason that is a criterion here, by the map or by its words."""
    texts = {criterion.text.casefold(): criterion.id for criterion in review.plan.reasons(stage.id)}
    ids = {criterion.id: criterion.id for criterion in review.plan.reasons(stage.id)}
    known: dict[str, str] = texts | ids | dict(maps.reasons)
    for reason in row.reasons:
        if reason.casefold() in known:
            return known[reason.casefold()]
    if row.reasons and stage.needs_reason:
        raise SlrError(f"which criterion is {row.reasons[0]!r}?", "map it: --reasons map.csv (theirs, ours)")
    return ""


class Matcher:
    """Finds the report of a row by id, DOI, or title and year."""

    def __init__(self, state: State, records: Mapping[str, Record]) -> None:
        """Index the records."""
        known = dict(records.items())
        self.state = state
        self.dois = by_doi(known)
        self.titles: dict[str, list[str]] = {}
        for name, record in known.items():
            self.titles.setdefault(folded(record.title), []).append(name)
        self.years = {name: str(record.year or "") for name, record in known.items()}

    def find(self, row: Elsewhere) -> tuple[str, str]:
        """The report and a record of it. Raises SlrError where none matches, or several do."""
        if row.id in self.state.report_of:
            return self.state.report_of[row.id], row.id
        doi = row.doi.casefold().removeprefix("https://doi.org/").removeprefix("doi:").strip()
        found = self.dois.get(doi, []) if doi else []
        if not found:
            found = self.titles.get(folded(row.title), []) if folded(row.title) else []
            dated = [name for name in found if row.year and self.years[name] == row.year]
            found = dated or found
        reports = dict.fromkeys(self.state.report_of[name] for name in found)
        if not reports and not folded(row.title) and not doi:
            raise SlrError("the row has neither a title nor a DOI", "decide on its report by hand")
        if not reports:
            raise SlrError(f"no report matches {row.title[:80]!r}")
        if len(reports) > 1:
            raise SlrError(
                f"{len(reports)} reports match {row.title[:80]!r}: {some(list(reports))}",
                "join them where they are one (slr dedup), else decide on them by hand",
            )
        return next(iter(reports)), found[0]


def folded(title: str) -> str:
    """A title's letters and digits, without case."""
    return "".join(c for c in title.casefold() if c.isalnum())


def refusal(file: str, row: Elsewhere, error: SlrError) -> Finding:
    """The finding for a row that was not taken over."""
    return Finding(
        code="E001",
        severity=Severity.ERROR,
        message=error.message,
        hint=error.hint,
        file=file,
        line=row.line,
    )


def write_outcomes(
    review: Review, caller: Caller, stage: Stage, state: State, team: Sequence[DecisionRow], tool: str
) -> int:
    """Write a team's results that say something new; how many."""
    told: dict[str, list[TeamOutcome]] = {}
    for outcome in state.told.outcomes.get(stage.id, ()):
        told.setdefault(state.report_of.get(outcome.record, outcome.record), []).append(outcome)
    added = 0
    with writer(review, caller, who=person(review, caller)) as out:
        for one in team:
            earlier = told.get(one.report, [])
            if earlier and all((e.verdict, e.reason) == (one.verdict, one.reason) for e in earlier):
                continue
            data: dict[str, Any] = {
                "stage": stage.id,
                "record": one.record,
                "members": list(state.by_id[one.report].present),
                "verdict": one.verdict.value,
                "source": tool,
            }
            optional = {"reason": one.reason, "replaces": [e.event for e in earlier]}
            data |= {name: value for name, value in optional.items() if value}
            event = out.append("decisions", "team-outcome", data, part=stage.id)
            told[one.report] = [
                TeamOutcome(
                    event=event.id, stage=stage.id, record=one.record, verdict=one.verdict, reason=one.reason
                )
            ]
            added += 1
    return added

"""What the review shows of its protocol: counts, people, stages, reasons, known and retracted studies."""

from collections.abc import Callable, Iterator

from slr.model.words import Severity, Verdict
from slr.protocol.known import find_known
from slr.protocol.rule import ReviewSubject, Rule, Trouble

Find = Callable[[ReviewSubject], Iterator[Trouble]]


def _rule(
    code: str,
    name: str,
    severity: Severity = Severity.WARNING,
    *,
    why: str,
    example: str,
    mend: str,
    source: str = "",
) -> Callable[[Find], Rule[ReviewSubject]]:
    """Makes a rule on a review of the function below it; its example is told in words."""

    def make(find: Find) -> Rule[ReviewSubject]:
        return Rule(
            code=code,
            name=name,
            family="review",
            severity=severity,
            why=why,
            example=f"# {example}\n",
            mend=mend,
            source=source,
            find=find,
        )

    return make


@_rule(
    "R001",
    "other number of records than expected",
    why="A database that said 612 and an export of 500 means that the rest was never downloaded.",
    example="expected: 612, but the exports of the search hold 500 records",
    mend="Export the rest, or correct `expected` and say in `note` why.",
    source="PRISMA-S 2021, item 15",
)
def other_number(subject: ReviewSubject) -> Iterator[Trouble]:
    for index, search in enumerate(subject.protocol.searches):
        found = subject.facts.imported.get(search.id)
        if search.expected is not None and found is not None and found != search.expected:
            message = (
                f"The exports of `{search.id}` hold {found} records, and {search.expected} were expected."
            )
            yield Trouble(("searches", index, "expected"), message, "Is a part of the export missing?")


@_rule(
    "R002",
    "search without an import",
    Severity.INFO,
    why="The flow counts what was imported: a search that was run and never imported is missing from it.",
    example="a search `scopus` in the protocol, and no folder searches/scopus",
    mend="Import its export (an empty one too), or take the search out of the protocol.",
)
def not_imported(subject: ReviewSubject) -> Iterator[Trouble]:
    for index, search in enumerate(subject.protocol.searches):
        if subject.facts.imported and search.id not in subject.facts.imported:
            message = f"Nothing was imported for the search `{search.id}`."
            yield Trouble(("searches", index, "id"), message, f"slr import FILE --search {search.id}")


@_rule(
    "R003",
    "import of a search that the protocol does not have",
    why="Readers find source, date and query of every search in the protocol; this one is not there.",
    example="an import with --search google, and no search of this id in the protocol",
    mend="Add it under `searches` with its source, date and query.",
    source="PRISMA-S 2021, items 1 and 8",
)
def not_in_protocol(subject: ReviewSubject) -> Iterator[Trouble]:
    known = {search.id for search in subject.protocol.searches}
    for search in subject.facts.imported:
        if search not in known:
            message = f"Records were imported for the search `{search}`, which the protocol does not have."
            yield Trouble(("searches",), message, f"Add `- id: {search}`.", key=True)


@_rule(
    "R004",
    "decision by somebody who is no reviewer",
    why="A decision counts for the person who made it; this person is not in the protocol.",
    example="a decision by `cleo`, and reviewers ana and ben",
    mend="Add the person under `reviewers`.",
)
def unknown_reviewer(subject: ReviewSubject) -> Iterator[Trouble]:
    known = {reviewer.id for reviewer in subject.protocol.reviewers}
    strangers: dict[str, list[str]] = {}
    for decision in subject.facts.decisions:
        if decision.reviewer not in known:
            strangers.setdefault(decision.reviewer, []).append(decision.record)
    for reviewer, records in strangers.items():
        message = f"`{reviewer}` made {_decisions(len(records))} and is no reviewer of the protocol."
        yield Trouble(("reviewers",), message, f"Add `- id: {reviewer}`.", key=True)


@_rule(
    "R005",
    "decision at a stage that does not exist",
    why="Such a decision is kept and counts nowhere: the work behind it is lost to the review.",
    example="decisions at `abstracts`, and stages title-abstract and full-text",
    mend="Give the stage its old id again, or decide anew.",
)
def unknown_stage(subject: ReviewSubject) -> Iterator[Trouble]:
    known = {stage.id for stage in subject.protocol.stages}
    lost: dict[str, int] = {}
    for decision in subject.facts.decisions:
        if decision.stage not in known:
            lost[decision.stage] = lost.get(decision.stage, 0) + 1
    for stage, count in lost.items():
        message = f"{_decisions(count).capitalize()} were made at the stage `{stage}`, which does not exist."
        yield Trouble(("stages",), message, "Give the stage its old id again.", key=True)


@_rule(
    "R006",
    "decision on a record that is not there",
    why="Nobody can look up what was decided on: an import is missing, or another ledger was mixed in.",
    example="a decision on scopus-3fa2c1-17, and no such record",
    mend="Bring back the missing import, or take the decision back.",
)
def unknown_record(subject: ReviewSubject) -> Iterator[Trouble]:
    for decision in subject.facts.decisions:
        if subject.facts.record_ids and decision.record not in subject.facts.record_ids:
            message = f"`{decision.reviewer}` decided on `{decision.record}`, which is in no import."
            yield Trouble((), message, "Bring back the missing import.", record=decision.record)


@_rule(
    "R007",
    "reason that is no criterion of the stage",
    why="The flow lists exclusions by criterion; one under another name stands beside them, unexplained.",
    example="a full-text exclusion for e9, and no criterion e9",
    mend="Add the criterion (and an amendment), or decide anew with one that there is.",
    source="PRISMA 2020, item 16b",
)
def unknown_reason(subject: ReviewSubject) -> Iterator[Trouble]:
    plan = subject.protocol.plan()
    known = {stage.id: {c.id for c in plan.reasons(stage.id)} for stage in plan.stages}
    for decision in subject.facts.decisions:
        reasons = known.get(decision.stage)
        if decision.reason and reasons is not None and decision.reason not in reasons:
            message = f"`{decision.reason}` is no criterion at `{decision.stage}` ({decision.reviewer})."
            yield Trouble((), message, f"Known are: {', '.join(sorted(reasons))}.", record=decision.record)


@_rule(
    "R008",
    "reason never used",
    Severity.INFO,
    why="A criterion that excluded nothing is superfluous, or reviewers named another one in its place.",
    example="a finished review in which nobody excluded anything for e4",
    mend="Look at whether e4 was overlooked; if not, leave it: it is part of what was planned.",
)
def unused_reason(subject: ReviewSubject) -> Iterator[Trouble]:
    used = {decision.reason for decision in subject.facts.decisions if decision.verdict is Verdict.EXCLUDE}
    finished = subject.facts.finished
    every = {stage.id for stage in subject.protocol.stages}
    for index, criterion in enumerate(subject.protocol.criteria):
        judged = set(criterion.stages) or every
        if criterion.type == "exclude" and judged <= set(finished) and criterion.id not in used:
            message = f"Nothing was excluded for `{criterion.id}`."
            yield Trouble(("criteria", index, "id"), message, "Was it overlooked?")


@_rule(
    "R009",
    "coding of a study that is not included",
    why="Such a coding is kept but is in no table; often the study was excluded after it was coded.",
    example="codings of a study that is excluded at full text",
    mend="Nothing, if the exclusion is right; else reopen the report.",
)
def coded_but_excluded(subject: ReviewSubject) -> Iterator[Trouble]:
    coded: dict[str, int] = {}
    for coding in subject.facts.codings:
        if coding.study not in subject.facts.studies:
            coded[coding.study] = coded.get(coding.study, 0) + 1
    for study, count in coded.items():
        message = f"The study `{study}` is coded ({count}) and not included."
        yield Trouble((), message, "Was it excluded by mistake?", record=study)


@_rule(
    "R010",
    "known study that no search found",
    why="Studies that one knew beforehand are the cheapest test of a search; a missed one tells of others.",
    example="a known study by DOI that is in none of the exports",
    mend="Look up why each source missed it, and amend the query; or say why it cannot be found.",
    source="PRISMA-S 2021, item 8; Cochrane Handbook, chapter 4",
)
def known_missed(subject: ReviewSubject) -> Iterator[Trouble]:
    if not subject.facts.records:
        return
    for study in find_known(subject.protocol.known, subject.facts.records):
        if not study.searches:
            message = f"No search found the known study “{study.label}”."
            yield Trouble(("known", study.index), message, "Look up why, and amend the query.")


@_rule(
    "R011",
    "retracted report included",
    Severity.ERROR,
    why="What was retracted should not carry a conclusion, or the report must say that it does and why.",
    example="an included report whose DOI is in the list given with --retractions",
    mend="Look the retraction up; exclude the report with a reason, or explain.",
    source="Cochrane Handbook, chapter 4: retracted studies",
)
def retracted(subject: ReviewSubject) -> Iterator[Trouble]:
    listed = {entry.casefold() for entry in subject.facts.retracted}
    for record in subject.facts.records:
        named = {record.doi.casefold(), record.pmid} - {""}
        if record.id in subject.facts.included and named & listed:
            message = f"“{record.title}” is included, and the list of retractions names it."
            yield Trouble((), message, "Look the retraction up.", record=record.id)


@_rule(
    "R012",
    "conflicts unresolved",
    why="A report in conflict is neither included nor excluded: the flow is a draft as long as there is one.",
    example="three reports on which two reviewers differ at full text",
    mend="Resolve them: `slr resolve`.",
)
def unresolved(subject: ReviewSubject) -> Iterator[Trouble]:
    for index, stage in enumerate(subject.protocol.stages):
        count = subject.facts.conflicts.get(stage.id, 0)
        if count:
            message = f"At `{stage.id}`, {count} {'report is' if count == 1 else 'reports are'} in conflict."
            yield Trouble(("stages", index, "id"), message, f"slr resolve --stage {stage.id}")


REVIEW_RULES = (
    other_number,
    not_imported,
    not_in_protocol,
    unknown_reviewer,
    unknown_stage,
    unknown_record,
    unknown_reason,
    unused_reason,
    coded_but_excluded,
    known_missed,
    retracted,
    unresolved,
)


def _decisions(count: int) -> str:
    return "one decision" if count == 1 else f"{count} decisions"

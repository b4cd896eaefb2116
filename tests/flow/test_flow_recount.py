"""Random ledgers against a slow, plain recount that knows nothing of the flow's code."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from slr.flow.recount import Case, Entry, recount
from slr.model.flow import Flow
from slr.model.words import Outcome, Retrieval
from story import PLAN, Story
from test_properties import EXPORTS, PLANS, lines, tell

UPDATE = ("import update 3 refused 2", "import registry 1")
JOINS = ("update.1 scopus.1", "update.3 wos.1", "registry.1 update.1", "update.3 grey.1", "wos.2 update.1")
joins = st.lists(st.sampled_from([f"program {pair}" for pair in JOINS]), max_size=3, unique=True)


def counted(flow: Flow) -> dict[tuple[str, str], int]:
    """The flow's boxes of the two columns that count anything."""
    return {(box.column, box.name): box.count for box in flow.boxes if box.count and box.column in COLUMNS}


COLUMNS = ("databases", "other")


def entries(told: Story, report_of: Callable[[str], str]) -> list[Entry]:
    """Every entry of the imports in force, from the events alone."""
    searches = {search.id: search for search in told.plan.searches}
    replaced = {name for event in told.events for name in event.data.get("replaces", ())}
    found = {}
    for event in told.events:
        if event.kind == "import" and event.id not in replaced:
            refused = {one["position"] for one in event.data["refused"]}
            for position in range(1, event.data["entries"] + 1):
                name = told.id(f"{event.data['file']}.{position}")
                report = None if position in refused else report_of(name)
                found[name] = Entry(name, searches[event.data["search"]], report)
    return list(found.values())


def with_folded_outcomes(told: Story) -> Case:
    """A case whose groups, outcomes and retrieval are as the ledger folds."""
    state = told.state()

    def outcome(stage: str, report: str) -> Outcome | None:
        found = state.screening.at(stage, report)
        return found.outcome if found else None

    return Case(
        plan=told.plan,
        entries=entries(told, state.report_of.__getitem__),
        outcome=outcome,
        retrieval=state.retrieval,
        removed=frozenset(state.screening.removed),
    )


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(PLANS), st.permutations([*EXPORTS, *UPDATE]), joins, lines, st.sampled_from([None, 1, 2])
)
def test_whatever_people_did_every_box_is_as_a_plain_recount_has_it(
    plan, order, joined, texts, round
) -> None:  # type: ignore[no-untyped-def]
    told = tell(Story(plan).tell("\n".join([*order, *joined])), texts)
    assert counted(told.flow(round)) == recount(with_folded_outcomes(told), round)


# From here on nothing is folded: groups and outcomes come from the words of the ledger itself.

RECORDS = ("scopus.1", "scopus.2", "wos.1", "wos.2", "grey.1", "screened.1", "update.1", "update.3")
verdicts = st.lists(
    st.tuples(
        st.sampled_from(["title-abstract", "title-abstract", "full-text"]),
        st.sampled_from(["ana", "ben"]),
        st.sampled_from(RECORDS),
        st.sampled_from(["include", "include", "exclude"]),
    ),
    max_size=24,
)
pairs = st.lists(
    st.tuples(st.sampled_from(RECORDS), st.sampled_from(RECORDS)).filter(lambda p: p[0] != p[1]), max_size=4
)
marks = st.lists(
    st.tuples(st.sampled_from(RECORDS), st.sampled_from(["retrieved", "not-retrieved", "requested"])),
    max_size=4,
    unique_by=lambda mark: mark[0],
)


def groups(told: Story, joined: list[tuple[str, str]]) -> Callable[[str], str]:
    """Names each record's group: joined again and again until nothing changes."""
    group = {told.id(name): told.id(name) for name in (*RECORDS, "registry.1")}
    for _ in joined:
        for a, b in joined:
            low = min(group[told.id(a)], group[told.id(b)])
            merged = {group[told.id(a)], group[told.id(b)]}
            group |= {name: low for name, its in group.items() if its in merged}
    return group.__getitem__


@settings(max_examples=150, deadline=None)
@given(pairs, verdicts, marks, st.sampled_from([None, 1, 2]))
def test_two_reviewers_decisions_count_as_the_design_says(joined, said, marked, round) -> None:  # type: ignore[no-untyped-def]
    told = Story(PLAN).tell("\n".join([*EXPORTS, *UPDATE, *(f"program {a} {b}" for a, b in joined)]))
    group = groups(told, joined)
    verdict_of: dict[tuple[str, str], dict[str, str]] = {}
    for stage, who, name, verdict in said:
        told.tell(f"decide {who} {name} {verdict} {'e1' if verdict == 'exclude' else ''} @{stage}")
        verdict_of.setdefault((stage, group(told.id(name))), {})[who] = verdict
    status_of: dict[str, set[str]] = {}
    for name, status in marked:
        told.tell(f"retrieve ana {name} {status}")
        status_of[group(told.id(name))] = {status}  # the same person's later word holds
    case = Case(
        plan=PLAN,
        entries=entries(told, group),
        outcome=outcomes_of(told, group, verdict_of),
        retrieval=statuses_of(status_of, verdict_of),
    )
    assert counted(told.flow(round)) == recount(case, round)


def outcomes_of(
    told: Story, group: Callable[[str], str], verdict_of: dict[tuple[str, str], dict[str, str]]
) -> Callable[[str, str], Outcome | None]:
    """Both include: included; both exclude: excluded; they differ: conflict; one is missing: pending."""
    screened = {
        group(told.id(name)) for name in (*RECORDS, "registry.1") if not name.startswith("grey")
    }  # reports of the website alone go straight to retrieval

    def outcome(stage: str, report: str) -> Outcome | None:
        if stage == "title-abstract" and report not in screened:
            return None
        before = outcome("title-abstract", report) if stage == "full-text" else None
        if before not in (None, Outcome.INCLUDED):
            return None
        given = verdict_of.get((stage, report), {})
        if len(given) < 2:
            return Outcome.PENDING
        both = set(given.values())
        if len(both) == 2:
            return Outcome.CONFLICT
        return Outcome.INCLUDED if both == {"include"} else Outcome.EXCLUDED

    return outcome


def statuses_of(
    status_of: dict[str, set[str]], verdict_of: dict[tuple[str, str], dict[str, str]]
) -> dict[str, Retrieval]:
    """A full-text decision implies retrieved."""
    kept = {report: Retrieval(next(iter(said))) for report, said in status_of.items()}
    return kept | {report: Retrieval.RETRIEVED for stage, report in verdict_of if stage == "full-text"}

"""What must hold whatever people do, in whatever order, in one folder or in two that are merged."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from slr.model.plan import Plan
from slr.model.words import Assign, Outcome, Scheme
from story import PLAN, TEXTS, TITLES, Story, with_stages

RECORDS = ("scopus.1", "scopus.2", "wos.1", "wos.2", "grey.1", "screened.1")
EXPORTS = ("import scopus 2", "import wos 3 refused 3", "import grey 1", "import screened 1")
PEOPLE = ("ana", "ben", "cleo")
PLANS = (
    PLAN,
    with_stages(replace(TITLES, reviewers=1), replace(TEXTS, reviewers=1)),
    with_stages(replace(TITLES, scheme=Scheme.LIBERAL), TEXTS),
    with_stages(replace(TITLES, scheme=Scheme.SAMPLE, sample=0.5), TEXTS),
    with_stages(replace(TITLES, id="titles"), TITLES, TEXTS),
    with_stages(replace(TITLES, scheme=Scheme.SAMPLE, sample=0.5, assign=Assign.SHARES), TEXTS),
)

record = st.sampled_from(RECORDS)
person = st.sampled_from(PEOPLE)
stage = st.sampled_from(["", "@full-text"])
verdict = st.sampled_from(["include", "include", "exclude e1", "exclude e2", "unsure"])
line = st.one_of(
    st.builds("decide {} {} {} {}".format, person, record, verdict, stage),
    st.builds("decide {} {} include {}".format, person, record, stage),
    st.builds("decide {} {} {} @full-text".format, person, record, st.sampled_from(["awaiting", "ongoing"])),
    st.builds("undo {} {} {}".format, person, record, stage),
    st.builds(
        "resolve {} {} {} {}".format, person, record, st.sampled_from(["include", "exclude e1"]), stage
    ),
    st.builds("outcome {} {} {}".format, record, st.sampled_from(["include", "exclude e1"]), stage),
    st.builds("reopen {} {} {}".format, person, record, stage),
    st.builds("program {} {}".format, record, record),
    st.builds("same {} {} {}".format, person, record, record),
    st.builds("different {} {} {}".format, person, record, record),
    st.builds("unlink {} {}".format, record, record),
    st.builds("retrieve {} {} {}".format, person, record, st.sampled_from(["retrieved", "not-retrieved"])),
    st.builds("remove {} {} why".format, person, record),
    st.builds("rule e1 {} {}".format, record, st.sampled_from(["true", "true", "false"])),
    st.builds("stop {}".format, record),
    st.builds("study trial {}".format, record),
    st.builds("assign {} {}".format, st.sampled_from(["ana", "ana,ben", "ben,cleo"]), record),
    st.builds("pilot 1 {} {}".format, st.sampled_from(["ana,ben", "ana,ben,cleo"]), record),
    st.builds("recheck e1 {} {}".format, record, stage),
    st.sampled_from(["withdraw wos", "withdraw grey", *EXPORTS]),
)
lines = st.lists(line, max_size=14)


def live(told: Story, text: str) -> bool:
    """Whether a line makes sense now: its records are known, and a pair is of two."""
    words = text.split()
    names = [word for word in words if word in RECORDS]
    known = told.state().report_of
    if words[0] in ("program", "same", "different", "unlink") and len(set(names)) < 2:
        return False
    if words[0] == "import" and words[1] in told.exports():
        return text == next(one for one in EXPORTS if one.split()[1] == words[1])
    return all(told.id(name) in known for name in names)


def tell(told: Story, texts: list[str]) -> Story:
    """Tell the lines that make sense."""
    for text in texts:
        if live(told, text):
            told.tell(text)
    return told


def begin(plan: Plan, order: list[str]) -> Story:
    """A review with its exports imported in some order."""
    return tell(Story(plan), order)


def summary(told: Story) -> object:
    """All that follows from a ledger, without its events' names."""
    state = told.state()
    return (
        told.groups(),
        {
            (stage, one.report, one.outcome, one.reason, one.missing, one.by)
            for stage, ones in state.screening.settlements.items()
            for one in ones.values()
        },
        [(box.name, box.column, box.ids) for box in told.flow().boxes],
        [(study.id, study.reports) for study in state.studies],
        [(f.code, f.record) for f in state.findings],
    )


def check_nobody_unseen_is_decided(told: Story) -> None:
    """A report that people settled has a record that somebody was shown, at that stage."""
    seen: dict[str, set[str]] = {}
    for event in told.events:
        if event.kind in ("decision", "resolution", "team-outcome"):
            seen.setdefault(event.data["stage"], set()).add(event.data["record"])
    state = told.state()
    for at, ones in state.screening.settlements.items():
        for one in ones.values():
            if one.outcome not in (Outcome.PENDING, Outcome.CONFLICT, Outcome.AUTOMATED):
                assert seen.get(at, set()) & set(state.by_id[one.report].members), (at, one)


def check_boxes_add_up(told: Story) -> None:
    """The sums of PRISMA 2020, column by column, and against a plain recount of the records."""
    flow = told.flow()
    state = told.state()
    total_reports = 0
    for column in ("databases", "other"):
        n = {box.name: box.count for box in flow.boxes if box.column == column}
        removed = n["duplicates"] + n["automation"] + n["other-reasons"] + n.get("already-found", 0)
        reports = n["identified"] - removed
        assert reports == n["excluded"] + n["screening-pending"] + n["sought"]
        if column == "databases":
            assert n["screened"] == reports
        assert n["sought"] == n["not-retrieved"] + n["not-yet-retrieved"] + n["assessed"]
        settled = n["excluded-full-text"] + n["awaiting"] + n["ongoing"] + n["included-reports"]
        assert n["assessed"] == settled + n["full-text-pending"]
        by_hand = sum(
            r.count
            for b in flow.boxes
            if b.name == "other-reasons" and b.column == column
            for r in b.rows
            if r.item != "refused"
        )
        total_reports += reports + n["automation"] + by_hand
        for box in flow.boxes:
            assert len(set(box.ids)) == len(box.ids), box.name
            if box.rows and box.name not in ("screened",):
                assert sum(row.count for row in box.rows) == box.count
    assert total_reports == len(state.reports) == len({state.report_of[r] for r in state.holdings.present})
    everything = sum(one.entries for one in state.holdings.imports)
    assert flow.total("identified") == everything
    assert flow.count("included-reports", "all") == flow.total("included-reports")
    assert flow.count("included-studies", "all") == len(state.studies)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLANS), st.permutations(EXPORTS), lines)
def test_no_report_that_nobody_saw_is_decided_and_the_boxes_add_up(
    plan: Plan, order: list[str], texts: list[str]
) -> None:
    told = tell(begin(plan, order), texts)
    check_nobody_unseen_is_decided(told)
    check_boxes_add_up(told)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(PLANS), st.permutations(EXPORTS), lines, lines, lines)
def test_two_clones_merge_to_the_same_review_in_either_direction(
    plan: Plan, order: list[str], before: list[str], here: list[str], there: list[str]
) -> None:
    told = tell(begin(plan, order), before)
    one, two = tell(told.fork("here"), here), tell(told.fork("there"), there)
    merged = one.merge(two)
    assert summary(merged) == summary(two.merge(one))
    assert summary(merged.merge(merged)) == summary(merged)
    check_nobody_unseen_is_decided(merged)
    check_boxes_add_up(merged)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(PLANS), lines, lines, st.sampled_from(PEOPLE))
def test_what_a_reviewer_may_see_changes_no_box(
    plan: Plan, before: list[str], after: list[str], viewer: str
) -> None:
    told = tell(begin(plan, list(EXPORTS)), [*before, *after])
    seen = {
        (stage, one.report): one.outcome
        for stage, ones in told.state(viewer).screening.settlements.items()
        for one in ones.values()
    }
    for at, ones in told.state().screening.settlements.items():
        for one in ones.values():
            if one.outcome.settled:
                assert seen.get((at, one.report)) == one.outcome

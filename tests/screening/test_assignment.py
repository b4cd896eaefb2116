"""Who is asked: pilots, shares, samples and what neither a new reviewer nor a join of reports may move."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.model.plan import Plan, Stage
from slr.model.report import Settlement
from slr.model.words import Assign, Outcome, Scheme
from slr.screening.assignment import draw, draw_for, draw_pilot, in_sample, number_for, share_of
from story import TEXTS, TITLES, Story, story, with_stages

SHARES = replace(TITLES, reviewers=1, assign=Assign.SHARES)
BY_TWO = replace(TITLES, assign=Assign.SHARES)
OVERLAP = replace(TITLES, assign=Assign.SHARES, scheme=Scheme.SAMPLE, sample=0.2)
LEAD = replace(OVERLAP, assign=Assign.LEAD)
LIBERAL = with_stages(replace(TITLES, scheme=Scheme.LIBERAL), TEXTS)
PEOPLE = ("ana", "ben", "cleo")
SHARE, SHARE_OF_ANA = 0.795456638901257, 0.518068709177476
MANY = [f"scopus-abcdef-{n}" for n in range(1, 2001)]


def at(told: Story, record: str, viewer: str = "") -> Settlement:
    found = told.at(record, viewer=viewer)
    assert found is not None
    return found


def asked(told: Story, record: str) -> set[str]:
    """Who is still asked."""
    return {who for who in told.plan.reviewers if at(told, record).asks(who)}


# Shares


@pytest.mark.parametrize("stage", [SHARES, BY_TWO, OVERLAP, LEAD])
def test_everybody_gets_about_their_share(stage: Stage) -> None:
    drawn = draw(stage, MANY, PEOPLE)
    count = {who: sum(len(ones) for (_, people), ones in drawn.items() if who in people) for who in PEOPLE}
    lead = 2000 if stage is LEAD else None
    each = {SHARES.assign: 2000 / 3}.get(stage.assign, 0)
    if stage is BY_TWO:
        each = 4000 / 3
    elif stage is OVERLAP:
        each = 2400 / 3
    for who in PEOPLE:
        expected = lead if lead and who == "ana" else 200 if lead else each
        assert count[who] == pytest.approx(expected, rel=0, abs=90 if expected != 2000 else 0)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([0.05, 0.1, 0.2, 0.5]), st.integers(0, 10_000))
def test_the_overlap_is_about_its_share(share: float, start: int) -> None:
    stage = replace(OVERLAP, sample=share)
    records = [f"wos-012345-{n}" for n in range(start, start + 1000)]
    shared = sum(len(ones) for (number, _), ones in draw(stage, records, PEOPLE).items() if number == 2)
    assert abs(shared / 1000 - share) < 5 * (share * (1 - share) / 1000) ** 0.5


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from([SHARES, BY_TWO, OVERLAP]), st.lists(st.sampled_from("abcdefgh"), min_size=2, unique=True)
)
def test_the_hash_moves_only_what_a_person_who_comes_or_leaves_has(stage: Stage, people: list[str]) -> None:
    for record in MANY[:60]:
        before, after = draw_for(stage, record, people), draw_for(stage, record, [*people, "new"])
        assert set(after) - set(before) <= {"new"}
        left = draw_for(stage, record, people[1:])
        assert people[0] in before or left == before or len(left) < len(before)


def test_a_share_is_asked_of_its_people_alone_and_a_stand_in_counts() -> None:
    told = story(
        "import scopus 2\nassign ana,ben scopus.1\nassign ben,cleo scopus.2", with_stages(BY_TWO, TEXTS)
    )
    assert (asked(told, "scopus.1"), asked(told, "scopus.2")) == ({"ana", "ben"}, {"ben", "cleo"})
    told.tell("decide cleo scopus.1 exclude")
    assert asked(told, "scopus.1") == {"ana", "ben"} and at(told, "scopus.1").missing == 1
    told.tell("decide ben scopus.1 exclude")
    assert asked(told, "scopus.1") == set() and at(told, "scopus.1").outcome is Outcome.EXCLUDED


def test_what_is_not_drawn_yet_is_where_the_draw_would_put_it() -> None:
    told = story("import scopus 9", with_stages(OVERLAP, TEXTS))
    for n in range(1, 10):
        name = told.id(f"scopus.{n}")
        assert asked(told, f"scopus.{n}") == set(draw_for(OVERLAP, name, PEOPLE))
        assert at(told, f"scopus.{n}").missing == (2 if in_sample(OVERLAP, name) else 1)


def test_a_person_who_left_is_replaced_by_the_next_of_the_hash() -> None:
    told = story("import scopus 1\nassign ben scopus.1", with_stages(SHARES, TEXTS))
    told.plan = replace(told.plan, reviewers=("ana", "cleo"))
    (next_one,) = draw_for(SHARES, told.id("scopus.1"), ("ana", "cleo"))
    assert asked(told, "scopus.1") == {next_one}


def test_the_people_whom_a_stage_names_are_asked_and_nobody_else() -> None:
    told = story("import scopus 1", with_stages(replace(TITLES, people=("ana", "cleo")), TEXTS))
    assert asked(told, "scopus.1") == {"ana", "cleo"}


record = st.sampled_from(["scopus.1", "scopus.2", "scopus.3", "wos.1", "wos.2"])
people = st.sampled_from(["ana", "ben", "cleo", "ana,ben", "ben,cleo", "ana,cleo"])
draws = st.lists(st.builds("assign {} {}".format, people, record), max_size=5)
joins = st.lists(st.builds("program {} {}".format, record, record), max_size=3)
plans = st.sampled_from([with_stages(stage, TEXTS) for stage in (SHARES, BY_TWO, OVERLAP)])


def tell(told: Story, lines: list[str]) -> Story:
    for line in lines:
        words = line.split()
        if words[0] != "program" or words[1] != words[2]:
            told.tell(line)
    return told


@settings(max_examples=60, deadline=None)
@given(plans, draws)
def test_a_new_reviewer_moves_nothing_that_was_drawn(plan: Plan, lines: list[str]) -> None:
    told = tell(story("import scopus 3\nimport wos 2", plan), lines)
    drawn = {line.split()[2] for line in lines}
    before = {name: asked(told, name) for name in drawn}
    told.plan = replace(told.plan, reviewers=("new", *told.plan.reviewers, "zoe"))
    assert {name: asked(told, name) for name in drawn} == before


@settings(max_examples=60, deadline=None)
@given(plans, draws, record, record)
def test_a_join_moves_nothing_but_the_joined_report_which_keeps_one_of_its_draws(
    plan: Plan, lines: list[str], a: str, b: str
) -> None:
    told = tell(story("import scopus 3\nimport wos 2", plan), lines)
    drawn = {line.split()[2] for line in lines}
    before = {name: asked(told, name) for name in drawn}
    tell(told, [f"program {a} {b}"])
    for name in drawn - {a, b}:
        assert asked(told, name) == before[name]
    if a != b and drawn & {a, b}:
        assert asked(told, a) in [before[name] for name in drawn & {a, b}]


@settings(max_examples=80, deadline=None)
@given(
    plans,
    draws,
    draws,
    joins,
    joins,
    st.lists(
        st.builds(
            "decide {} {} {}".format, st.sampled_from(PEOPLE), record, st.sampled_from(["include", "exclude"])
        ),
        max_size=6,
    ),
)
def test_two_clones_that_draw_apart_ask_the_same_people_in_either_direction(
    plan: Plan, here: list[str], there: list[str], one: list[str], two: list[str], decided: list[str]
) -> None:
    told = story("import scopus 3\nimport wos 2", plan)
    first = tell(told.fork("here"), [*here, *one, *decided, "pilot 1 ana,ben scopus.1"])
    second = tell(told.fork("there"), [*there, *two, "pilot 1 ben,cleo scopus.1 scopus.2"])
    summaries = [
        {
            name: (settled.outcome, settled.missing, settled.asked, settled.pilot)
            for name, settled in merged.state().screening.settlements["title-abstract"].items()
        }
        for merged in (first.merge(second), second.merge(first), first.merge(second).merge(first))
    ]
    assert summaries[0] == summaries[1] == summaries[2]


# Pilots


def test_a_pilot_is_decided_by_everybody_and_blind_until_all_have() -> None:
    told = story("import scopus 2\npilot 1 ana,ben,cleo scopus.1\ndecide ana scopus.1 include")
    assert asked(told, "scopus.1") == {"ben", "cleo"} and at(told, "scopus.1").pilot == 1
    told.tell("decide ben scopus.1 exclude")
    assert at(told, "scopus.1").outcome is Outcome.PENDING  # at the stage's two it would be a conflict
    assert at(told, "scopus.1", viewer="cleo").decisions == ()
    told.tell("decide cleo scopus.1 include")
    assert at(told, "scopus.1").outcome is Outcome.CONFLICT
    assert asked(told, "scopus.2") == set(PEOPLE)


def test_one_include_of_a_pilot_settles_nothing_under_liberal_acceleration_yet() -> None:
    told = story("import scopus 1\npilot 1 ana,ben scopus.1\ndecide ana scopus.1 include", LIBERAL)
    assert at(told, "scopus.1").outcome is Outcome.PENDING and asked(told, "scopus.1") == {"ben"}
    assert at(told, "scopus.1", viewer="ben").decisions == ()
    assert told.tell("decide ben scopus.1 exclude").outcome("scopus.1") is Outcome.INCLUDED


def test_pilots_drawn_apart_are_one_with_the_reports_and_people_of_both() -> None:
    told = story("import scopus 2")
    one = told.fork("one").tell("pilot 1 ana,ben scopus.1")
    two = told.fork("two").tell("pilot 1 ana,cleo scopus.1 scopus.2")
    both = one.merge(two)
    assert asked(both, "scopus.1") == {"ana", "ben", "cleo"} and asked(both, "scopus.2") == {"ana", "cleo"}
    assert {at(both, f"scopus.{n}").pilot for n in (1, 2)} == {1}


def test_a_pilot_does_not_wait_for_somebody_who_left() -> None:
    told = story(
        "import scopus 1\npilot 1 ana,ben,cleo scopus.1\ndecide ana scopus.1 include\ndecide ben scopus.1 include"
    )
    told.plan = replace(told.plan, reviewers=("ana", "ben"))
    assert told.outcome("scopus.1") is Outcome.INCLUDED


@settings(max_examples=30, deadline=None)
@given(st.permutations(MANY[:40]), st.integers(1, 30))
def test_a_pilot_depends_on_the_records_alone_and_a_larger_one_holds_it(
    records: list[str], size: int
) -> None:
    drawn = draw_pilot(TITLES, records, size)
    assert drawn == draw_pilot(TITLES, MANY[:40], size)
    assert set(drawn) < set(draw_pilot(TITLES, records, size + 5))
    assert set(draw_pilot(TEXTS, MANY, 100)) != set(draw_pilot(TITLES, MANY, 100))


# Rechecks, and how many a stage asks


def test_whoever_decided_under_an_earlier_wording_is_asked_anew_and_nobody_else() -> None:
    told = story("import scopus 2\ndecide ana scopus.1 exclude e1\ndecide ben scopus.1 exclude e1")
    told.tell("recheck e1 scopus.1")
    found = at(told, "scopus.1")
    assert (found.outcome, found.missing, found.asked) == (Outcome.PENDING, 2, ("ana", "ben"))
    assert found.again == ("ana", "ben") and asked(told, "scopus.1") == {"ana", "ben"}
    assert at(told, "scopus.2").again == () and asked(told, "scopus.2") == set(PEOPLE)
    told.tell("decide ana scopus.1 include")
    assert asked(told, "scopus.1") == {"ben"}
    assert told.tell("decide ben scopus.1 include").outcome("scopus.1") is Outcome.INCLUDED


def test_of_one_person_asked_anew_the_other_place_stays_open_to_all() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 exclude e1\nrecheck e1 scopus.1")
    found = at(told, "scopus.1")
    assert (found.missing, found.asked, found.again) == (2, (), ("ana",))
    assert asked(told, "scopus.1") == set(PEOPLE)
    told.tell("decide ben scopus.1 include")
    assert asked(told, "scopus.1") == {"ana"}


def test_three_who_are_asked_anew_are_all_asked_where_the_stage_asks_two() -> None:
    told = story("import scopus 1\n" + "\n".join(f"decide {who} scopus.1 exclude" for who in PEOPLE))
    told.tell("recheck e1 scopus.1")
    found = at(told, "scopus.1")
    assert (found.missing, found.asked) == (3, PEOPLE)


def test_who_was_drawn_stays_asked_beside_whoever_decides_anew() -> None:
    told = story(
        "import scopus 1\nassign ana,ben scopus.1\ndecide cleo scopus.1 exclude\nrecheck e1 scopus.1"
    )
    assert at(told, "scopus.1").asked == PEOPLE and at(told, "scopus.1").missing == 2


def test_nobody_is_asked_anew_who_left() -> None:
    told = story("import scopus 1\ndecide cleo scopus.1 exclude\nrecheck e1 scopus.1")
    told.plan = replace(told.plan, reviewers=("ana", "ben"))
    assert at(told, "scopus.1").again == () and asked(told, "scopus.1") == {"ana", "ben"}


@pytest.mark.parametrize(
    ("scheme", "reviewers", "sampled", "number"),
    [
        (Scheme.INDEPENDENT, 1, True, 1),
        (Scheme.INDEPENDENT, 3, True, 3),
        (Scheme.INDEPENDENT, 2, False, 2),
        (Scheme.LIBERAL, 1, True, 2),
        (Scheme.LIBERAL, 3, True, 3),
        (Scheme.SAMPLE, 1, True, 1),
        (Scheme.SAMPLE, 3, True, 3),
        (Scheme.SAMPLE, 3, False, 1),
    ],
)
def test_how_many_people_a_stage_asks(scheme: Scheme, reviewers: int, sampled: bool, number: int) -> None:
    assert number_for(replace(TITLES, scheme=scheme, reviewers=reviewers), sampled) == number


def test_a_share_is_from_0_to_1_and_kept_for_ever() -> None:
    """Ledgers hold draws made with these numbers: another hash would draw the rest of a sample elsewhere."""
    assert share_of("title-abstract", "scopus-abcdef-1") == pytest.approx(SHARE, abs=1e-12)
    assert share_of("title-abstract", "scopus-abcdef-1", "ana") == pytest.approx(SHARE_OF_ANA, abs=1e-12)
    assert all(0 <= share_of("full-text", record) < 1 for record in MANY)


def test_a_draw_that_names_nobody_asks_the_people_of_the_stage() -> None:
    plan = with_stages(replace(TITLES, scheme=Scheme.SAMPLE, sample=0.2, people=("ana", "ben")), TEXTS)
    told = story("import scopus 2\ndraw scopus.1", plan)
    assert [(at(told, f"scopus.{n}").missing, at(told, f"scopus.{n}").asked) for n in (1, 2)] == [
        (2, ("ana", "ben")),
        (1, ("ana", "ben")),
    ]


def test_of_two_draws_the_one_that_asks_most_holds_and_of_equals_the_first() -> None:
    told = story("import scopus 2\nassign cleo scopus.1\nassign ana,ben scopus.2\nsame ana scopus.1 scopus.2")
    assert at(told, "scopus.1").asked == ("ana", "ben")
    equal = story("import scopus 2\nassign cleo scopus.1\nassign ana scopus.2\nsame ana scopus.1 scopus.2")
    assert at(equal, "scopus.1").asked == ("cleo",)


def test_without_shares_a_draw_is_the_sample_for_two_and_the_rest_for_one() -> None:
    stage = replace(TITLES, scheme=Scheme.SAMPLE, sample=0.2)
    drawn = draw(stage, MANY, PEOPLE)
    assert list(drawn) == [(1, ()), (2, ())]
    assert drawn[2, ()] == [record for record in MANY if share_of(stage.id, record) < 0.2]
    assert len(drawn[1, ()]) + len(drawn[2, ()]) == len(MANY)


def test_under_lead_the_first_person_reads_all_and_the_hash_names_the_second() -> None:
    for record in MANY[:200]:
        drawn = draw_for(LEAD, record, PEOPLE)
        second = max(("ben", "cleo"), key=lambda who: share_of(LEAD.id, record, who))
        assert drawn == (tuple(sorted(("ana", second))) if in_sample(LEAD, record) else ("ana",))


def test_before_anything_is_drawn_a_share_is_asked_of_whom_the_draw_would_name() -> None:
    told = story("import scopus 30", with_stages(SHARES, TEXTS))
    for n in range(1, 31):
        found = at(told, f"scopus.{n}")
        assert (found.missing, found.asked) == (1, draw_for(SHARES, told.id(f"scopus.{n}"), PEOPLE))


def test_a_pilot_of_one_person_is_settled_by_that_person() -> None:
    told = story("import scopus 1\npilot 1 ana scopus.1\ndecide ana scopus.1 include")
    assert (at(told, "scopus.1").outcome, at(told, "scopus.1").missing) == (Outcome.INCLUDED, 0)


def test_a_pilot_that_names_nobody_who_is_still_here_is_for_everybody() -> None:
    told = story("import scopus 1\npilot 2 cleo scopus.1\npilot 1 cleo scopus.1")
    told.plan = replace(told.plan, reviewers=("ana", "ben"))
    found = at(told, "scopus.1")
    assert (found.asked, found.missing, found.pilot) == (("ana", "ben"), 2, 1)

"""The team's work from the command line: pilots, shares, changed criteria, judging each criterion, resolving."""

import json
from typing import Any

import pytest

from conftest import Folder, ris
from slr.app import screen
from slr.app.ask import ScreeningDesk
from slr.app.caller import Caller
from slr.app.review import open_review, stage_of
from slr.cli.session import now, token


@pytest.fixture
def many(empty: Folder) -> Folder:
    """Thirty reports of one search, looked through for duplicates."""
    titles = [f"Report {n} on topic {chr(97 + n % 26) * 3} | Author{n}, A | {1990 + n}" for n in range(1, 31)]
    empty("import", empty.file("scopus.ris", ris(*titles)), "--search", "scopus")
    empty("dedup")
    return empty


def change(folder: Folder, *pairs: tuple[str, str]) -> None:
    """Edit the protocol."""
    path = folder.root / "protocol.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def stage(folder: Folder, number: int = 0) -> Any:
    return folder.json("status")["stages"][number]


def queue(folder: Folder, who: str, name: str = "title-abstract") -> list[str]:
    """What waits for somebody, in order."""
    found: list[str] = []

    class Look:
        def screen(self, desk: ScreeningDesk) -> None:
            found.extend(name for name in desk.queue if desk.sheet(name).mine is None)

    opened = open_review(folder.root)
    caller = Caller(root=folder.root, now=now, token=token, who=who)
    screen.screen(opened, caller, stage_of(opened, name), Look())  # type: ignore[arg-type]
    return found


def decide(folder: Folder, who: str, names: list[str], verdict: str = "include", more: str = "") -> None:
    rows = [f"{name},{verdict},{more}" for name in names]
    folder("screen", "--as", who, "--apply", folder.csv("d.csv", "report,decision,reason", *rows))


# Pilots


def test_a_pilot_comes_first_for_everybody_and_agreement_is_measured_in_it(many: Folder) -> None:
    drawn = many.json("screen", "--pilot", "5", "--as", "cleo")
    assert (drawn["pilot"], len(drawn["reports"]), drawn["people"]) == (1, 5, ["ana", "ben", "cleo"])
    for who in ("ana", "ben", "cleo"):
        assert set(queue(many, who)[:5]) == set(drawn["reports"])
    assert stage(many)["pilots"] == [
        {"pilot": 1, "reports": 5, "done": {"ana": 0, "ben": 0, "cleo": 0}, "complete": False}
    ]
    others = [f"scopus.{n}" for n in range(1, 31) if many.id(f"scopus.{n}") not in drawn["reports"]]
    for who in ("ana", "ben"):
        decide(many, who, drawn["reports"][:3])
        decide(many, who, drawn["reports"][3:], "exclude")
        decide(many, who, others[:4], "exclude" if who == "ana" else "include")
    decide(many, "cleo", drawn["reports"][:4])
    decide(many, "cleo", drawn["reports"][4:], "exclude")
    found = many.json("agree", "--pilot", "1")
    assert (found["reports"], found["conflicts"]) == (5, [drawn["reports"][3]])
    assert found["estimates"][0]["value"] == pytest.approx((4 + 1 / 3) / 5)
    whole = many.json("agree")
    assert [(one["pilot"], one["reports"]) for one in whole["pilots"]] == [(1, 5)]
    assert "pilot 1" in many("agree").out
    assert "title-abstract has no pilot 2" in many("agree", "--pilot", "2", code=2).err
    assert "pilot 1: 5 reports, all have decided" in many("status").out


def test_a_second_pilot_draws_others_and_a_pilot_can_be_taken_back(many: Folder) -> None:
    first = many.json("screen", "--pilot", "5")["reports"]
    second = many.json("screen", "--pilot", "5")
    assert second["pilot"] == 2 and set(second["reports"]).isdisjoint(first)
    assert set(queue(many, "ana")[:5]) == set(first) and set(queue(many, "ana")[5:10]) == set(
        second["reports"]
    )
    assert "took pilot 2 back: 5 reports" in many("screen", "--pilot", "2", "--undo").err
    assert [one["pilot"] for one in stage(many)["pilots"]] == [1]
    assert many.json("screen", "--pilot", "5")["reports"] == second["reports"]
    assert "has no pilot 7" in many("screen", "--pilot", "7", "--undo", code=2).err
    assert "20 reports at title-abstract are undecided" in many("screen", "--pilot", "21", code=2).err


def test_who_is_not_of_a_stage_is_told_that_its_pilot_is_under_way(many: Folder) -> None:
    change(many, ("name: Title and abstract, reviewers: 2", "people: [ana, ben]"))
    assert many.json("screen", "--pilot", "3")["people"] == ["ana", "ben"]
    assert "pilot 1: 3 reports, under way" in many("--as", "cleo", "status").out
    assert "pilot 1: 3 reports, decided: ben 0" in many("--as", "ben", "status").out


def test_a_pilot_takes_two_people(many: Folder) -> None:
    change(
        many, ("  - {id: ben, name: Ben}\n  - {id: cleo, name: Cleo}\n", ""), ("reviewers: 2", "reviewers: 1")
    )
    assert "takes two people" in many("screen", "--pilot", "5", code=2).err


# Shares


def test_shares_are_drawn_once_kept_and_new_reports_are_added(many: Folder) -> None:
    change(many, ("name: Title and abstract, reviewers: 2", "reviewers: 1, assign: shares"))
    ran = many("screen", "--assign")
    assert "drew 30 reports at title-abstract" in ran.err
    before = {who: queue(many, who) for who in ("ana", "ben", "cleo")}
    assert sorted(name for names in before.values() for name in names) == sorted(
        many.id(f"scopus.{n}") for n in range(1, 31)
    )
    assert stage(many)["left"] == {who: len(names) for who, names in before.items()}
    change(many, ("  - {id: cleo, name: Cleo}\n", "  - {id: cleo, name: Cleo}\n  - {id: dora, name: Dora}\n"))
    assert {who: queue(many, who) for who in before} == before and queue(many, "dora") == []
    late = [f"A late report {n} about {chr(97 + n) * 4} | Late{n}, L | 2015" for n in range(12)]
    many("import", many.file("wos.ris", ris(*late)), "--search", "wos")
    assert stage(many)["undrawn"] == 12
    assert many.json("screen", "--assign")["reports"] == 12
    after = {who: queue(many, who) for who in ("ana", "ben", "cleo", "dora")}
    assert {who: names[: len(before.get(who, []))] for who, names in after.items()} == {**before, "dora": []}
    assert after["dora"] and sum(map(len, after.values())) == 42
    assert "took the shares of 42 reports back" in many("screen", "--assign", "--undo").err


def test_opening_the_screen_draws_what_is_not_drawn(many: Folder) -> None:
    change(many, ("name: Title and abstract, reviewers: 2", "reviewers: 1, assign: shares"))
    mine = queue(many, "ana")
    events = many.json("log", "--kind", "assignment")
    assert mine and sum(len(e["data"]["records"]) for e in events) == 30
    assert queue(many, "ana") == mine and len(many.json("log", "--kind", "assignment")) == len(events)


def test_the_second_of_a_lead_gets_the_sample(many: Folder) -> None:
    change(
        many,
        (
            "name: Title and abstract, reviewers: 2",
            "people: [ben, ana], scheme: sample, sample: 0.3, assign: lead",
        ),
    )
    drawn = many.json("screen", "--assign")
    assert drawn["people"] == {"ben": 30, "ana": drawn["shared"]} and 2 <= drawn["shared"] <= 16
    assert queue(many, "cleo") == []
    decide(many, "ben", queue(many, "ben"), "exclude")
    outcomes = stage(many)["outcomes"]
    assert (outcomes["excluded"], outcomes["pending"]) == (30 - drawn["shared"], drawn["shared"])


def test_a_sample_is_drawn_without_names_where_nobody_leads(many: Folder) -> None:
    change(many, ("name: Title and abstract, reviewers: 2", "scheme: sample, sample: 0.3"))
    drawn = many.json("screen", "--assign")
    decide(many, "ana", [f"scopus.{n}" for n in range(1, 31)], "exclude")
    assert stage(many)["outcomes"]["pending"] == drawn["shared"]
    change(many, ("sample: 0.3", "sample: 1"))  # what was drawn stays
    assert stage(many)["outcomes"]["pending"] == drawn["shared"]


def test_nothing_is_drawn_where_the_stage_has_no_shares(many: Folder) -> None:
    assert "has no shares to draw" in many("screen", "--assign", code=2).err


# Criteria that changed


def reworded(folder: Folder) -> None:
    """Two people decide on three reports, then a criterion is reworded; a fourth report is decided after."""
    for who in ("ana", "ben"):
        decide(folder, who, ["scopus.1", "scopus.2"])
        decide(folder, who, ["scopus.3"], "exclude", "e1")
    change(folder, ("text: Wrong topic", "text: Wrong topic or population"))
    decide(folder, "ana", ["scopus.4"])


def test_a_reworded_criterion_shows_what_was_decided_before(many: Folder) -> None:
    reworded(many)
    steps = {one["command"]: one["what"] for one in many.json("status")["next"]}
    told = steps["slr screen -s title-abstract --recheck e1, or --stands e1"]
    assert told == "6 decisions at title-abstract made when `e1` read “Wrong topic” (ana 3, ben 3)"
    (finding,) = [f for f in many.json("check", code=1) if f["code"] == "F011"]
    assert "6 decision(s) at `title-abstract`" in finding["message"] and finding["file"] == "protocol.yaml"


def test_a_recheck_asks_the_same_people_anew_and_can_be_taken_back(many: Folder) -> None:
    reworded(many)
    assert (
        "6 decisions at title-abstract (ana 3, ben 3) pending again"
        in many("screen", "--recheck", "e1", "--as", "cleo").err
    )
    assert stage(many)["outcomes"]["pending"] == 30
    three = [many.id(f"scopus.{n}") for n in (1, 2, 3)]
    assert {who: [n for n in queue(many, who) if n in three] for who in ("ana", "ben", "cleo")} == {
        "ana": three,
        "ben": three,
        "cleo": [],
    }
    boxes = {box["box"]: box["count"] for box in many.json("flow")["boxes"] if box["column"] == "databases"}
    assert (boxes["screening-pending"], boxes["sought"]) == (30, 0)
    assert [f for f in many.json("check", code=1) if f["code"] == "F011"] == []
    decide(many, "ana", ["scopus.1"])
    assert stage(many)["reviewers"]["ana"] == 2
    assert many.json("agree")["reports"] == 3  # what each said while blind, as before
    assert "5 decisions in force again" in many("screen", "--recheck", "e1", "--undo", "--as", "ben").err
    outcomes = stage(many)["outcomes"]
    assert (outcomes["included"], outcomes["excluded"], outcomes["conflict"]) == (2, 1, 0)
    assert many.json("log", "--kind", "decision")[-1]["data"]["blind"] is False


def test_a_recheck_takes_back_what_settled_a_conflict(many: Folder) -> None:
    decide(many, "ana", ["scopus.1"])
    decide(many, "ben", ["scopus.1"], "exclude")
    solved = many.csv("r.csv", "report,decision", "scopus.1,include")
    many("resolve", "--as", "cleo", "--apply", solved)
    change(many, ("text: About the topic", "text: Wholly about the topic"))
    many("screen", "--recheck", "i1", "--as", "ana")
    assert stage(many)["outcomes"]["pending"] == 30
    many("screen", "--recheck", "i1", "--as", "ana", "--undo")
    assert stage(many)["outcomes"]["included"] == 1


def test_another_wording_may_be_said_to_mean_the_same(many: Folder) -> None:
    reworded(many)
    assert "stand under the wording of today" in many("screen", "--stands", "e1", "--as", "ana").err
    assert [f for f in many.json("check", code=1) if f["code"] == "F011"] == []
    assert (
        "was made under the wording of e1 as it is now"
        in many("screen", "--recheck", "e1", "--as", "ana", code=2).err
    )
    change(many, ("Wrong topic or population", "Another topic"))
    assert "e1" in json.dumps(many.json("status")["next"])
    change(many, ("Another topic", "Wrong topic or population"))
    many("screen", "--stands", "e1", "--undo", "--as", "ben")
    assert "e1" in json.dumps(many.json("status")["next"])


def test_a_recheck_needs_a_criterion_that_changed(many: Folder) -> None:
    reworded(many)
    assert "did you mean e1?" in many("screen", "--recheck", "e11", "--as", "ana", code=2).err
    assert "as it is now" in many("screen", "--recheck", "e2", "--as", "ana", code=2).err
    assert "nothing of e1 is there" in many("screen", "--recheck", "e1", "--undo", "--as", "ana", code=2).err


# Judging each criterion


@pytest.fixture
def judged(many: Folder) -> Folder:
    """The first stage judges each criterion."""
    change(many, ("name: Title and abstract, reviewers: 2", "reviewers: 2, judge: each"))
    return many


def test_the_verdict_and_the_reason_follow_from_the_judgments(judged: Folder) -> None:
    rows = [
        "scopus.1,,yes,no,no",
        "scopus.2,,yes,yes,yes",
        "scopus.3,,unclear,no,no",
        "scopus.4,include,unclear,no,no",
        "scopus.5,,yes,,yes",
        "scopus.6,unsure,,,",
    ]
    judged("screen", "--as", "ana", "--apply", judged.csv("j.csv", "report,decision,i1,e1,e2", *rows))
    told = [e["data"] for e in judged.json("log", "--kind", "decision")]
    assert [(d["verdict"], d.get("reason", ""), d.get("judgments", {})) for d in told] == [
        ("include", "", {"i1": "yes", "e1": "no", "e2": "no"}),
        ("exclude", "e1", {"i1": "yes", "e1": "yes", "e2": "yes"}),
        ("unsure", "", {"i1": "unclear", "e1": "no", "e2": "no"}),
        ("include", "", {"i1": "unclear", "e1": "no", "e2": "no"}),
        ("exclude", "e2", {"i1": "yes", "e2": "yes"}),
        ("unsure", "", {}),
    ]
    assert "i1 yes" in judged("why", judged.id("scopus.1")).out


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("include,yes,yes,no", "it is no exclusion, and e1 fails"),
        ("include,yes,no,", "it is included, and e2 is not judged"),
        ("exclude,yes,no,no", "no criterion is judged to fail"),
        (",yes,no,", "e2 is not judged"),
        ("include,maybe,no,no", "'maybe' is no judgment of i1"),
    ],
)
def test_a_verdict_that_does_not_follow_is_refused(judged: Folder, row: str, message: str) -> None:
    path = judged.csv("j.csv", "report,decision,i1,e1,e2", f"scopus.1,{row}")
    assert message in judged("screen", "--as", "ana", "--apply", path, code=2).err


def test_the_reason_is_the_first_that_fails(judged: Folder) -> None:
    path = judged.csv("j.csv", "report,decision,reason,i1,e1,e2", "scopus.1,exclude,e2,yes,yes,yes")
    ran = judged("screen", "--as", "ana", "--apply", path, code=2)
    assert "the reason is e1, the first that fails, not e2" in ran.err


def test_agreement_on_each_criterion(judged: Folder) -> None:
    for who, last in (("ana", "yes"), ("ben", "no")):
        rows = ["scopus.1,yes,no,no", "scopus.2,no,,", f"scopus.3,yes,{last},no"]
        path = judged.csv("j.csv", "report,i1,e1,e2", *rows)
        judged("screen", "--as", who, "--apply", path)
    found = judged.json("agree")["criteria"]
    raw = {name: (part["reports"], part["estimates"][0]["value"]) for name, part in found.items()}
    assert raw == {"i1": (3, 1.0), "e1": (2, 0.5), "e2": (2, 1.0)}
    assert "On the criterion e1, in 2 reports" in judged("agree").out

"""`slr screen --hand-over`: a reviewer who leaves or falls ill."""

import pytest

from conftest import Folder
from test_cli_team import change, decide, many, queue, stage

__all__ = ["many"]


@pytest.fixture
def shared(many: Folder) -> Folder:
    """Thirty reports, a share each."""
    change(many, ("name: Title and abstract, reviewers: 2", "reviewers: 1, assign: shares"))
    many("screen", "--assign")
    return many


def shares(folder: Folder) -> dict[str, list[str]]:
    return {who: queue(folder, who) for who in ("ana", "ben", "cleo")}


def test_what_she_has_not_decided_goes_to_the_others_and_comes_back(shared: Folder) -> None:
    before = shares(shared)
    decided, left = before["ana"][:2], before["ana"][2:]
    decide(shared, "ana", decided)
    done = shared.json("screen", "--hand-over", "ana", "--as", "ben")
    assert (done["from"], done["reports"], done["kept"]) == ("ana", len(left), 0)
    after = shares(shared)
    assert after["ana"] == [] and all(set(before[who]) <= set(after[who]) for who in ("ben", "cleo"))
    assert sorted(after["ben"] + after["cleo"]) == sorted([*before["ben"], *before["cleo"], *left])
    assert {who: len(after[who]) - len(before[who]) for who in ("ben", "cleo")} == {
        who: done["people"][who] for who in ("ben", "cleo")
    }
    assert (stage(shared)["left"], stage(shared)["handed"]) == (
        {who: len(names) for who, names in after.items()},
        {"ana": len(left)},
    )
    assert f"handed over by: ana {len(left)}" in shared("status").out
    assert {e["kind"] for e in shared.json("log", "--kind", "handover")} == {"handover"}
    assert stage(shared)["reviewers"]["ana"] == 2  # her decisions stay
    heir = "ben" if left[0] in after["ben"] else "cleo"
    assert f"handed over from ana to {heir}" in shared("why", left[0]).out
    shared("check")
    ran = shared("screen", "--hand-over", "ana", "--undo")
    assert f"{len(left)} reports that ana handed over at title-abstract taken back" in ran.err
    assert shares(shared) == {**before, "ana": left}
    assert "ana handed nothing over" in shared("screen", "--hand-over", "ana", "--undo", code=2).err


def test_a_part_to_one(shared: Folder) -> None:
    before = shares(shared)
    ran = shared("screen", "--hand-over", "ana", "--to", "cleo", "--part", "3")
    assert "ana hands over 3 reports at title-abstract (cleo 3)" in ran.err
    after = shares(shared)
    assert len(after["ana"]) == len(before["ana"]) - 3 and after["ben"] == before["ben"]
    assert len(after["cleo"]) == len(before["cleo"]) + 3


def test_what_the_others_are_asked_for_already_stays(many: Folder) -> None:
    change(many, ("name: Title and abstract, reviewers: 2", "people: [ana, ben], assign: shares"))
    ran = many("screen", "--hand-over", "ana")
    assert "ana hands over 0 reports" in ran.err
    assert "30 reports stay with ana: all whom it may go to are asked for it already" in ran.err
    assert len(queue(many, "ana")) == 30


def test_what_was_not_drawn_yet_is_drawn_first(many: Folder) -> None:
    change(many, ("name: Title and abstract, reviewers: 2", "reviewers: 1, assign: shares"))
    done = many.json("screen", "--hand-over", "ana", "--to", "ben")
    assert done["people"] == {"ben": done["reports"]} and done["reports"] > 0
    drawn = [e["data"] for e in many.json("log", "--kind", "assignment")]
    assert sum(len(one["records"]) for one in drawn) == 30
    assert stage(many)["undrawn"] == 0


def test_a_report_that_the_heir_decided_goes_to_nobody(many: Folder) -> None:
    change(many, ("name: Title and abstract, reviewers: 2", "people: [ana, ben, cleo], assign: shares"))
    many("screen", "--assign")
    name = next(n for n in queue(many, "ana") if n in queue(many, "ben"))
    decide(many, "cleo", [name])  # a stand-in
    done = many.json("screen", "--hand-over", "ana", "--to", "cleo", "--to", "ben")
    assert name not in {n for e in many.json("log", "--kind", "handover") for n in e["data"]["records"]}
    assert done["kept"] >= 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--hand-over", "ana"], "has no shares to hand over"),
        (["--hand-over", "dora"], "names no reviewer dora"),
        (["--hand-over", "ana", "--to", "dora"], "names no reviewer dora"),
        (["--hand-over", "ana", "--to", "ana"], "nobody but ana decides"),
    ],
)
def test_what_cannot_be_is_said(many: Folder, words: list[str], message: str) -> None:
    before = many.snapshot()
    assert message in many("screen", *words, code=2).err
    assert many.snapshot() == before


def test_only_who_decides_at_the_stage_hands_over_or_takes(many: Folder) -> None:
    change(
        many, ("name: Title and abstract, reviewers: 2", "people: [ana, ben], reviewers: 1, assign: shares")
    )
    for words in (["--hand-over", "cleo"], ["--hand-over", "ana", "--to", "cleo"]):
        assert "cleo does not decide at title-abstract" in many("screen", *words, code=2).err

"""The order learned in a process of its own while a person screens, with the real process."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Folder, ris
from slr.app import learning, screen
from slr.app.ask import ScreeningDesk
from slr.app.caller import Caller
from slr.app.queue import Sequencing
from slr.app.review import open_review, stage_of
from slr.app.screen_desk import Desk
from slr.cli.session import now, token
from slr.model.words import Verdict
from slr.store.kept_orders import keep_order, kept_order
from slr.tui.session import ScreeningSeat, sit_down

TOPICS = ("birds in winter gardens", "steel bridges under load")


@pytest.fixture
def mixed(empty: Folder) -> Folder:
    """Twenty records, birds (odd numbers) and bridges in turn."""
    records = [f"Study {n} of {TOPICS[n % 2]} | Author {n} | {1990 + n}" for n in range(20)]
    empty("import", empty.file("x.ris", ris(*records)), "--search", "scopus")
    return empty


def sit(
    folder: Folder,
    how: Sequencing,
    play: Callable[[Desk], None],
    who: str = "ana",
    stage: str = "title-abstract",
) -> None:
    """Let a script screen."""

    class Script:
        def screen(self, desk: ScreeningDesk) -> None:
            assert isinstance(desk, Desk)
            play(desk)

    opened = open_review(folder.root)
    caller = Caller(root=folder.root, now=now, token=token, who=who)
    screen.screen(opened, caller, stage_of(opened, stage), Script(), how)  # type: ignore[arg-type]


def learned(desk: Desk, *, decisions: int) -> None:
    """Wait until the process learned from so many decisions."""
    assert desk.learner is not None
    for _ in range(2400):
        if desk.learner.learned_from == decisions or desk.learner.failure:
            break
        time.sleep(0.05)
    assert desk.learner.failure == ""
    assert desk.learner.learned_from == decisions


def number(report: str | None) -> int:
    return int((report or "").rpartition("-")[2])


def test_the_rest_of_the_queue_is_put_in_the_new_order_at_the_next_move(
    mixed: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "EVERY", 1)

    def play(desk: Desk) -> None:
        session = sit_down(ScreeningSeat(desk))
        for _ in range(6):
            view = session.view()
            assert view is not None
            session.decide(view, Verdict.INCLUDE if number(view.report) % 2 else Verdict.EXCLUDE)
            session.to_open()
        here, before = session.walk.here, list(session.walk.queue)
        learned(desk, decisions=6)
        assert session.walk.here == here and session.walk.queue == before  # nothing moves under the reader
        session.to_open()
        assert session.walk.queue[:7] == before[:7]
        assert sorted(session.walk.queue) == sorted(before)
        rest = [number(name) % 2 for name in session.walk.queue[7:]]
        assert rest == sorted(rest, reverse=True)  # birds first
        assert desk.ask_why(session.walk.here or "")
        for _ in range(2400):
            if (words := desk.why(session.walk.here or "")) is not None:
                break
            time.sleep(0.05)
        assert {"birds", "winter", "gardens"} & set(words or ())

    sit(mixed, Sequencing(order="ranked", wait=600), play)
    opened = open_review(mixed.root)
    kept = kept_order(opened.paths, "title-abstract", "ana")
    assert sorted(map(number, kept)) == list(range(1, 21))

    def again(desk: Desk) -> None:
        assert [number(name) % 2 for name in desk.queue[6:8]] == [1, 1]

    sit(mixed, Sequencing(order="ranked", wait=0), again)  # opens with the order kept


def test_a_decision_taken_back_is_learned_no_more(mixed: Folder) -> None:
    def play(desk: Desk) -> None:
        learned(desk, decisions=0)
        for place in range(6):
            desk.decide(desk.queue[place], Verdict.EXCLUDE)
        learned(desk, decisions=5)  # the sixth waits for four more
        for _ in range(6):
            desk.undo()
        learned(desk, decisions=1)  # five changes were told, the undo of the first waits

    sit(mixed, Sequencing(order="ranked", wait=600), play)


def test_what_is_learned_owes_nothing_to_anothers_hidden_decisions(mixed: Folder) -> None:
    rows = [f"scopus.{n},{'include' if n % 2 else 'exclude'},ben" for n in range(1, 9)]
    mixed("screen", "--apply", mixed.csv("d.csv", "report,decision,reviewer", *rows))
    sit(mixed, Sequencing(order="ranked", wait=600), lambda desk: learned(desk, decisions=0))
    sit(mixed, Sequencing(order="ranked", wait=600), lambda desk: learned(desk, decisions=8), who="ben")


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ([sys.executable, "-c", "raise SystemExit(3)"], "the process that learns it ended"),
        ([sys.executable, "-c", "print('nonsense')"], "an answer could not be read"),
        (["no-such-program-here"], "order not learned: "),
        ([sys.executable, "-c", "import time; time.sleep(60)"], ""),
    ],
)
def test_a_process_that_fails_or_hangs_costs_the_order_alone(
    mixed: Folder, monkeypatch: pytest.MonkeyPatch, command: list[str], why: str
) -> None:
    monkeypatch.setattr(screen, "learner", lambda *_: learning.Learner(command))

    def play(desk: Desk) -> None:
        assert [number(name) for name in desk.queue] == list(range(1, 21))
        for place in range(12):
            desk.decide(desk.queue[place], Verdict.INCLUDE)
        assert desk.learner is not None
        if why:
            desk.learner.first(600)
        assert why in desk.order_words()
        assert desk.new_order() is None

    sit(mixed, Sequencing(order="ranked", wait=600 if why else 0), play)
    kept = [event for event in open_review(mixed.root).ledger.events if event.kind == "decision"]
    assert [number(event.data["record"]) for event in kept] == list(range(1, 13))


def test_the_random_share_is_kept_in_the_ledger_and_goes_on(mixed: Folder) -> None:
    how = Sequencing(share=0.5, seed=3)

    def play(desk: Desk) -> None:
        assert desk.draws
        for name in list(desk.queue)[:10]:
            desk.decide(name, Verdict.EXCLUDE)

    sit(mixed, how, play)
    told = [e.data for e in open_review(mixed.root).ledger.events if e.kind == "decision"]
    draws = [data["draw"] for data in told if "draw" in data]
    assert [draw["size"] for draw in draws] == list(range(1, len(draws) + 1))
    assert {draw["seed"] for draw in draws} == {3}
    assert [data["record"] for data in told] != [f"scopus-{n}" for n in range(10)]

    def later(desk: Desk) -> None:
        assert min(desk.draws.values()) == len(draws) + 1

    sit(mixed, how, later)
    (told,) = mixed.json("--as", "ana", "stop")["random_share"]
    assert (told["seed"], told["sample"], told["included"], told["total"]) == (3, len(draws), 0, 20)
    assert told["least"] == 0 and told["waiting"] == 0
    assert "Of the random share (seed 3) 0 of" in mixed("--as", "ana", "stop").out


def test_a_share_that_is_none_is_refused(mixed: Folder) -> None:
    ran = mixed("screen", "--as", "ana", "--plain", "--random-share", "1.5", code=2)
    assert "a random share of 1.5 is none" in ran.err
    ran = mixed("screen", "--as", "ana", "--plain", "--order", "random", "--random-share", "0.1", code=2)
    assert "random already" in ran.err


def test_an_order_that_cannot_be_kept_or_read_is_no_trouble(tmp_path: Path, mixed: Folder) -> None:
    paths = open_review(mixed.root).paths
    keep_order(paths, "s", "ana", ["b", "a"])
    assert kept_order(paths, "s", "ana") == ["b", "a"]
    place = paths.cache / "order-s-ana.json"
    for bad in ("[", json.dumps({"a": 1}), "\x00"):
        place.write_text(bad, encoding="utf-8")
        assert kept_order(paths, "s", "ana") == []
    place.unlink()
    place.mkdir()
    keep_order(paths, "s", "ana", ["b"])
    assert kept_order(paths, "s", "ana") == []


def test_undoing_a_change_and_then_the_decision_before_leaves_nothing_in_the_ledger(mixed: Folder) -> None:
    def play(desk: Desk) -> None:
        name = desk.queue[0]
        desk.decide(name, Verdict.INCLUDE)
        desk.decide(name, Verdict.EXCLUDE)
        desk.decide(name, Verdict.UNSURE)
        assert [desk.undo(), desk.undo(), desk.undo()] == [name] * 3
        assert desk.sheet(name).mine is None

    sit(mixed, Sequencing(), play)
    assert mixed.json("status")["stages"][0]["reviewers"].get("ana", 0) == 0


@pytest.mark.parametrize("draw", [5, {}, {"seed": 1}, {"seed": "1", "size": 2}, {"seed": 1, "size": -2}])
def test_a_damaged_draw_costs_its_line_and_no_more(mixed: Folder, draw: object) -> None:
    sit(
        mixed,
        Sequencing(share=0.9, seed=3),
        lambda desk: desk.decide(desk.queue[0], Verdict.EXCLUDE) and None,
    )
    (file,) = (mixed.root / "ledger" / "decisions" / "title-abstract" / "ana").iterdir()
    event = json.loads(file.read_text(encoding="utf-8"))
    event["data"]["draw"] = draw
    file.write_text(json.dumps(event) + "\n", encoding="utf-8")
    assert {finding.code for finding in open_review(mixed.root).findings} == {"L002"}
    sit(mixed, Sequencing(share=0.9, seed=3), lambda desk: None)

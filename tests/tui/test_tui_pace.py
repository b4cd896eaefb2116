"""Pace, time left and the reminder to take a break, against a clock in the test's hand."""

import pytest

from slr.tui.pace import PAUSE, Pace, duration


class Clock:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_the_pace_counts_only_time_at_work() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.tick()
    for _ in range(6):
        clock.now += 10
        pace.decided()
    assert pace.words(12) == "6.0 a minute, 2 min to go"
    clock.now += PAUSE + 1
    pace.decided()
    assert pace.words(600) == "7.0 a minute, 1 h 26 min to go"
    assert pace.words(0) == "7.0 a minute"


def test_no_pace_before_some_decisions() -> None:
    clock = Clock()
    pace = Pace(clock)
    for _ in range(5):
        clock.now += 3
        pace.decided()
    pace.undone()
    assert pace.words(10) == ""


def test_a_break_is_called_for_until_it_is_put_away_and_again_after_the_next_stretch() -> None:
    clock = Clock()
    pace = Pace(clock, break_minutes=30)

    def work(minutes: int) -> list[str]:
        said = []
        for _ in range(minutes):
            clock.now += 60
            said.append(pace.reminder())
        return said

    pace.tick()
    assert work(31)[28:] == [
        "",
        *(f"{n} minutes without a break. A short one keeps decisions even." for n in (30, 31)),
    ]
    pace.rested = True
    assert not any(work(60))
    clock.now += PAUSE + 1
    assert pace.reminder() == ""
    assert any(work(30))


def test_the_reminder_can_be_turned_off() -> None:
    clock = Clock()
    pace = Pace(clock, break_minutes=None)
    pace.tick()
    clock.now += 100
    assert not any(pace.reminder() for _ in range(100))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 min"), (90, "2 min"), (3540, "59 min"), (3600, "1 h 0 min"), (9000, "2 h 30 min")],
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words

"""The recall curve as a drawing: what is in it, and the same bytes again."""

import re
from xml.etree.ElementTree import fromstring

import pytest

from slr.model.errors import SlrError
from slr.screening.recall_plot import draw_recall
from slr.screening.simulate import Simulation
from slr.screening.simulate_stops import StopOutcome

RUN = Simulation(order=tuple(range(12)), found=tuple(one == "1" for one in "101101000000"), priors=2)
STOPS = (
    StopOutcome(rule="at six <$x$>", screened=6, saved=0.4, recall=1.0),
    StopOutcome(rule="never", screened=10, saved=0.0, recall=1.0),
)
SVG = "{http://www.w3.org/2000/svg}"


def test_the_curve_has_its_steps_where_reports_were_found() -> None:
    tree = fromstring(draw_recall(RUN, STOPS))
    line = next(one for one in tree.iter(f"{SVG}g") if one.get("id") == "recall")
    path = next(one.get("d") or "" for one in line.iter(f"{SVG}path"))
    points = [(float(x), float(y)) for x, y in re.findall(r"[ML] ([\d.]+) ([\d.]+)", path)]
    left, right = points[0][0], points[-1][0]
    low, high = points[0][1], points[-1][1]
    shares = {round((x - left) / (right - left) * 10): (low - y) / (low - high) for x, y in points}
    assert [shares[n] for n in (1, 2, 4, 10)] == pytest.approx([1 / 3, 2 / 3, 1, 1], abs=1e-3)


def test_it_says_what_it_shows_and_only_the_stops_there_were() -> None:
    words = ["".join(one.itertext()) for one in fromstring(draw_recall(RUN, STOPS)).iter(f"{SVG}text")]
    assert {"reports screened (of 10)", "included reports found, % (of 3)", "at six <$x$>"} <= set(words)
    assert "never" not in words


@pytest.mark.parametrize(("kind", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_same_replay_gives_the_same_bytes(kind: str, begins: bytes) -> None:
    first, again = (draw_recall(RUN, STOPS, kind=kind) for _ in range(2))  # type: ignore[arg-type]
    assert first == again
    assert first.startswith(begins)


def test_with_nothing_to_find_nothing_is_drawn() -> None:
    with pytest.raises(SlrError, match="no recall to draw"):
        draw_recall(Simulation(order=(0, 1), found=(True, False), priors=2), ())

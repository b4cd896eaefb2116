"""Plain lines at the full-text stage, with a learned order, and going to a report by its name."""

from pathlib import Path

import pytest

from slr.model.text import FullText, TextPage
from slr.tui import plain_screening
from test_tui_plain import FULL_TEXT, screened
from tui_desks import FakeScreeningDesk, synthetic_records


def test_x_marks_as_not_retrieved_and_z_takes_it_back() -> None:
    desk = FakeScreeningDesk(synthetic_records(2), stage=FULL_TEXT)
    text = screened(desk, "x", "b", "z", "?")
    assert "[x] not retrieved [z] undo" in text
    assert "Kept: not retrieved" in text
    assert "Report 1 of 2. Not retrieved." in text
    assert "Taken back." in text
    assert "x: not retrieved" in text
    assert desk.away == []


def test_x_at_rest_and_a_refusal_are_said() -> None:
    desk = FakeScreeningDesk(synthetic_records(1), stage=FULL_TEXT)
    text = screened(desk, "i", "x", "b", "x")
    assert "No report is on show." in text
    assert "Not done: You decided on its full text." in text


def test_x_and_v_are_no_answers_on_records() -> None:
    desk = FakeScreeningDesk()
    text = screened(desk, "x", "v", "?")
    assert text.count("? lists what can be answered.") == 2
    assert not desk.away and "not retrieved" not in text


def test_v_opens_the_full_text_or_says_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(plain_screening, "open_file", lambda path: opened.append(path) or len(opened) == 1)
    desk = FakeScreeningDesk(stage=FULL_TEXT)
    assert "No full text is kept" in screened(desk, "v")
    desk.files[desk.queue[0]] = Path("fulltexts/x.pdf")
    text = screened(desk, "v", "v")
    assert "Full text: fulltexts/x.pdf" in text
    assert "Opened fulltexts/x.pdf" in text
    assert "Nothing here opens files. It is fulltexts/x.pdf" in text


def test_the_order_is_told_and_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_screening, "ANSWERED_WITHIN", 0.0)
    desk = FakeScreeningDesk(learning="order learned from 12 decisions")
    desk.words = {desk.queue[0]: ("social", "media"), desk.queue[1]: ()}
    desk.orders = [desk.queue[::-1]]
    text = screened(desk, "m", "i", "m", "?")
    assert "Order learned from 12 decisions." in text
    assert "Moved up by: social, media" in text
    assert "(5)" in text.split("Kept: include")[1]  # the new order holds from the next report on
    assert "ask again in a moment" in text
    assert "m: what moved" in text
    assert "m: what moved" not in screened(FakeScreeningDesk(), "m", "?")


@pytest.mark.parametrize(
    "name", ["4", "made-up-000000-4", "10.5555/made-up.4", "https://doi.org/10.5555/made-up.4"]
)
def test_g_goes_to_a_report(name: str) -> None:
    assert "Report 4 of 5." in screened(FakeScreeningDesk(), f"g {name}")
    assert "Report 4 of 5." in screened(FakeScreeningDesk(), "g", name)


def test_g_to_nowhere_is_said() -> None:
    text = screened(FakeScreeningDesk(), "g 99", "g", "")
    assert "No report here is called 99." in text
    assert "Nothing done." in text


def test_a_reads_the_full_text_page_by_page() -> None:
    desk = FakeScreeningDesk(synthetic_records(2), stage=FULL_TEXT)
    pages = (TextPage("7", ("Replies were few.",)), TextPage("8", ("Nobody answered.",)))
    desk.read[desk.queue[0]] = (FullText(report=desk.queue[0], file="fulltexts/x.pdf", pages=pages),)
    text = screened(desk, "a", "a", "a /few", "i", "a", "i", "a")
    assert "Page 7 (1 of 2).\n1: Replies were few." in text
    assert "Page 8 (2 of 2)." in text and "Page 7, line 1: Replies were few." in text
    assert "has no full text" in text and "No report is on show." in text

"""Plain lines: the same sessions, read from one stream and written to another."""

import io

import pytest

from slr.model.plan import Stage
from slr.model.record import Record
from slr.tui.plain import PlainLines
from tui_desks import FakeResolvingDesk, FakeScreeningDesk, synthetic_records

FULL_TEXT = Stage(id="full-text", name="Full text", on="reports", last=True)


def screened(desk: FakeScreeningDesk, *lines: str) -> str:
    """What was written while these lines were answered."""
    write = io.StringIO()
    PlainLines(io.StringIO("".join(line + "\n" for line in lines)), write).screen(desk)
    return write.getvalue()


def resolved(desk: FakeResolvingDesk, *lines: str) -> str:
    """The same for conflicts."""
    write = io.StringIO()
    PlainLines(io.StringIO("".join(line + "\n" for line in lines)), write).resolve(desk)
    return write.getvalue()


def test_reads_aloud_what_a_screen_shows() -> None:
    text = screened(FakeScreeningDesk(synthetic_records(2)))
    assert "Synthetic data" in text
    assert "Screening, Title and abstract. Social media in public health. ana." in text
    assert "Report 1 of 2. Not decided.\nHow a national agency use social media" in text
    assert "METHODS: We read 41 accounts" in text
    assert "3. no-data, exclude if: Editorial, letter or opinion without data." in text
    assert "[i]nclude [e]xclude [u]nsure [z] undo [n]ote [s]kip [b]ack [?] help [q]uit > " in text
    assert text.endswith("Done 0, left 2.\n")


@pytest.mark.parametrize(
    ("line", "chosen"),
    [
        ("i", ("include", "", "")),
        ("I", ("include", "", "")),
        ("u", ("unsure", "", "")),
        ("e", ("exclude", "", "")),
        ("e 2", ("exclude", "social-media", "")),
        ("3", ("exclude", "no-data", "")),
    ],
)
def test_a_line_decides_and_goes_on(line: str, chosen: tuple[str, str, str]) -> None:
    desk = FakeScreeningDesk()
    text = screened(desk, line)
    assert desk.chosen(0) == chosen
    assert "Report 2 of 5." in text


@pytest.mark.parametrize("line", ["", "x", "99", "e 99", "0", "w", "o", "é", "²", "9" * 5000])
def test_other_lines_decide_nothing(line: str) -> None:
    desk = FakeScreeningDesk()
    screened(desk, line)
    assert not desk.history


def test_full_text_asks_for_the_reason() -> None:
    desk = FakeScreeningDesk(stage=FULL_TEXT)
    text = screened(desk, "e", "", "e", "4", "w", "o")
    assert "Number of the reason" in text
    assert desk.chosen(0) == ("exclude", "out-of-range", "")
    assert desk.chosen(1) == ("awaiting", "", "")
    assert desk.chosen(2) == ("ongoing", "", "")


def test_undo_notes_skip_and_moving() -> None:
    desk = FakeScreeningDesk(synthetic_records(3))
    screened(desk, "n good one", "i", "s", "u", "z", "z")
    assert not any(desk.decisions.values())
    desk = FakeScreeningDesk(synthetic_records(3))
    text = screened(desk, "i", "b", "n", "afterwards", "f", "f", "f", "b", "b", "b", "z", "z", "z")
    assert "Your decision: include\n" in text
    assert "Note kept." in text
    assert "This is the last report." in text
    assert "This is the first report." in text
    assert "Nothing of this session is left to undo." in text


def test_reading_again_criteria_progress_help() -> None:
    text = screened(FakeScreeningDesk(synthetic_records(1)), "r", "c", "p", "?")
    assert text.count("Report 1 of 1.") == 2
    assert text.count("1. public-health") == 2
    assert text.count("Done 0, left 1.") == 3
    assert "z: undo the last decision" in text


def test_the_end_and_what_can_be_done_there() -> None:
    desk = FakeScreeningDesk(synthetic_records(1))
    text = screened(desk, "i", "i", "n", "s", "b", "u", "q")
    assert "All reports are decided." in text
    assert "[z] undo [b]ack [q]uit > " in text
    assert text.count("No report is on show.") == 2
    assert desk.chosen(0) == ("unsure", "", "")
    assert "Nothing to decide here." in screened(FakeScreeningDesk([]), "s", "b", "z", "i")


def test_the_only_one_left() -> None:
    assert "This is the only one left." in screened(FakeScreeningDesk(synthetic_records(1)), "s")


def test_a_note_on_an_undecided_report_is_kept_and_there_the_next_time() -> None:
    desk = FakeScreeningDesk()
    text = screened(desk, "n keep me", "q")
    assert "Note kept: it goes with your decision." in text
    assert "lost" not in text
    assert desk.waiting == {desk.queue[0]: "keep me"}
    assert "Not decided. Note: keep me" in screened(desk, "i", "q")
    assert desk.chosen(0) == ("include", "", "keep me")


def test_quitting_asks_where_a_note_could_not_be_kept() -> None:
    text = screened(FakeScreeningDesk(refuse="The disk is full."), "n keep me", "q", "y")
    assert "Not done: The disk is full." in text
    assert "A note was not kept. It would be lost. Quit?" in text


def test_a_refusal_is_said_and_nothing_is_lost() -> None:
    desk = FakeScreeningDesk(refuse="The disk is full.")
    text = screened(desk, "n mine", "i", "z", "q", "y")
    assert "Not done: The disk is full. Free some space and press the key again." in text
    assert "Report 2" not in text


def test_conflicts_are_read_with_every_decision() -> None:
    desk = FakeResolvingDesk()
    text = resolved(desk, "i", "e", "2", "z", "1")
    assert "ana: include, note: It counts posts." in text
    assert "ben: exclude, reason social-media, note: A web site only" in text
    assert "[u]nsure" not in text
    assert [stack[-1][:2] for stack in desk.resolved.values()] == [
        ("include", ""),
        ("exclude", "public-health"),
    ]


def test_hostile_text_is_written_as_text() -> None:
    evil = Record(id="x", title="\x1b[31mred\x1b[0m \u202egnol", abstract="a\x07b\rc")
    text = screened(FakeScreeningDesk([evil]))
    assert "red gnol" in text
    assert not [c for c in text if (ord(c) < 32 and c != "\n") or c in "\x9b\u202e"]


def test_a_stream_that_cannot_write_a_letter_gets_a_question_mark() -> None:
    raw = io.BytesIO()
    write = io.TextIOWrapper(raw, encoding="ascii")
    desk = FakeScreeningDesk([Record(id="x", title="Größe 大小")], notice="")
    PlainLines(io.StringIO("i\n"), write).screen(desk)
    write.flush()
    assert b"Gr??e ??" in raw.getvalue()
    assert desk.chosen(0) == ("include", "", "")


def test_z_reaches_into_earlier_sessions_with_a_yes() -> None:
    desk = FakeScreeningDesk(synthetic_records(3)).decided_before(1)
    text = screened(desk, "z", "n")
    assert "Take back a decision of an earlier session? include: How a national agency" in text
    assert "Nothing done." in text and desk.chosen(0) == ("include", "", "")
    assert "Report 1 of 3. Not decided." in screened(desk, "z", "y")
    assert desk.chosen(0) is None
    assert "Nothing of this session is left to undo." in screened(desk, "z")


def test_tags_are_put_into_the_note() -> None:
    desk = FakeScreeningDesk(synthetic_records(2))
    text = screened(desk, "n ask ben", "t method", "i", "b", "t later")
    assert "Tags kept: they go with your decision." in text and "Tags kept." in text
    assert desk.chosen(0) == ("include", "", "ask ben #later")


def test_reports_are_listed_and_searched() -> None:
    desk = FakeScreeningDesk(synthetic_records(30))
    text = screened(desk, "3", "i", "l exclude", "l", "l", "/smoking -national", "l nothing", "/", "")
    assert "1 of 30: exclude.\n1. exclude, reason no-data. Example 2006, How a national agency" in text
    assert "28 of 30: not decided.\n3. Example 2008" in text and "8 more: the same again goes on." in text
    assert "28 of 30: not decided.\n23. Example 20" in text  # and it went on
    assert "all reports with smoking -national.\n2. include. Example 2007" in text
    assert "l lists one of: all, open, include" in text and "Nothing done." in text


def test_lines_are_broken_between_words_in_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "40")
    write = Terminal()
    PlainLines(io.StringIO("q\n"), write).screen(FakeScreeningDesk(synthetic_records(1)))
    lines = write.getvalue().splitlines()
    assert "How a national agency use social media" in lines
    assert max(map(len, lines[:-2])) <= 39  # the prompt is the person's line


def test_who_has_nothing_to_decide_is_told_why() -> None:
    assert "Here ben decides, not ana." in screened(FakeScreeningDesk([], idle="Here ben decides, not ana."))

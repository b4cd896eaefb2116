"""Coding in plain lines."""

import io

import pytest

from slr.tui.plain import PlainLines
from tui_desks import FakeCodingDesk, synthetic_records


def coded(desk: FakeCodingDesk, *lines: str) -> str:
    """What was written while these lines were answered."""
    write = io.StringIO()
    PlainLines(io.StringIO("".join(line + "\n" for line in lines)), write).code(desk)
    return write.getvalue()


def values(desk: FakeCodingDesk, dimension: str) -> tuple[str, ...]:
    """The values in force for the first study."""
    return desk.codings["study-1", dimension][-1].values


def test_reads_aloud_study_and_dimension() -> None:
    text = coded(FakeCodingDesk())
    assert "Coding, A made-up codebook. Social media in public health. ana." in text
    assert "Synthetic data" in text
    assert "Study 1 of 3.\nHow a national agency" in text
    assert "Dimension 1 of 6: Aim, many, required. What does the organization want" in text
    assert "1. Transparency\n2. Participation\n3. Co-production\n" in text
    assert text.endswith("Studies done 0, left 3.\n")


def test_numbers_choose_and_give_up() -> None:
    desk = FakeCodingDesk()
    text = coded(desk, "1 3", "r")
    assert values(desk, "aim") == ("transparency", "co-production")
    assert "Kept: Transparency, Co-production" in text
    assert "1. Transparency, chosen" in text
    coded(desk, "3")
    assert values(desk, "aim") == ("transparency",)


def test_free_values_quotes_pages_and_notes() -> None:
    desk = FakeCodingDesk()
    lines = (
        "t from the text",
        "p",
        "4",
        "n my note",
        "1",
        "",
        "1",
        "quoted",
        "",
        "v 12",
        "",
        "v",
        "Italy, Chad",
    )
    text = coded(desk, *lines, "n", "really", "r")
    assert values(desk, "aim") == ("transparency",)
    first = desk.codings["study-1", "aim"][-1]
    assert (first.quote, first.page, first.note) == ("from the text", "4", "my note")
    assert desk.codings["study-1", "design"][-1].quote == "quoted"
    assert values(desk, "sample") == ("12",)
    assert values(desk, "country") == ("Italy", "Chad")
    assert desk.codings["study-1", "country"][-1].note == "really"
    assert "It waits for the values." in text
    assert "Value: Italy, Chad" in text
    assert text.endswith("Studies done 1, left 2.\n")


@pytest.mark.parametrize("line", ["4", "0", "99999", "1 9", "x", "v", "v 1", "²"])
def test_other_lines_code_nothing(line: str) -> None:
    desk = FakeCodingDesk()
    coded(desk, line)
    assert not desk.codings


def test_refusals_are_said() -> None:
    desk = FakeCodingDesk()
    text = coded(desk, "", "1", "", "", "v 12x")
    assert "Not kept." in text
    assert "Not done: 12x is no number. Type digits only." in text
    assert not desk.codings


def test_moving_definitions_help_and_undo() -> None:
    desk = FakeCodingDesk()
    text = coded(desk, "d", "?", "b", "b", "f", "f", "f", "a", "a", "a", "g", "1", "z", "z")
    assert "1. Transparency: Shows what the organization does and decides" in text
    assert "Use: Reports, minutes or data are published. Not: Health advice alone." in text
    assert "Example: Minutes of a board, posted on a blog." in text
    assert "z: undo the last change" in text
    assert "Dimension 6 of 6: Remark" in text
    assert "This is the last study." in text
    assert "This is the first study." in text
    assert "Taken back." in text
    assert "Nothing of this session is left to undo." in text


def test_the_end() -> None:
    desk = FakeCodingDesk(synthetic_records(1))
    text = coded(desk, "1", "", "t words", "1", "g", "1", "x", "z")
    assert "All studies are coded.\n[z] undo [a] study before [q]uit > " in text
    assert "There is no included study to code." in coded(FakeCodingDesk([]), "1", "", "f", "d")


def test_quitting_asks_where_evidence_would_be_lost() -> None:
    text = coded(FakeCodingDesk(), "n x", "q", "n", "q", "y", "1")
    assert text.count("Evidence was typed that no coding holds yet. It would be lost.") == 2
    assert "Kept:" not in text

"""Coding in plain lines."""

import io

import pytest

from slr.model.text import FullText, TextPage
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
    coded(desk, "b", "3")
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


# Full texts

PAGES = (
    TextPage("11", ("Methods", "", "We asked 40 people of the of-", "fice twice. They told us.")),
    TextPage("12", ("Then we asked again.",)),
)


def with_text() -> FakeCodingDesk:
    """A desk whose first study has a text."""
    return FakeCodingDesk(full_texts={"study-1": (FullText(report="r", file="r.pdf", pages=PAGES),)})


def test_the_text_is_read_by_the_page_and_words_are_found() -> None:
    text = coded(with_text(), "x", "x", "x", "x 11", "x /asked", "x 7")
    assert (
        "Page 11 (1 of 2).\n1: Methods\n3: We asked 40 people of the office\n4: twice. They told us.\n"
        in text
    )
    assert "Page 12 (2 of 2).\n1: Then we asked again.\n" in text
    assert "That was the last page." in text
    assert text.count("Page 11 (1 of 2).") == 2
    assert "2 places.\nPage 11, line 3: We asked 40 people of the office\nPage 12, line 1: Then we" in text
    assert "Not done: there is no page 7. there are 2" in text


@pytest.mark.parametrize(
    ("asked", "quote"),
    [
        ("c 3", "We asked 40 people of the office"),
        ("c 3-4", "We asked 40 people of the office twice. They told us."),
        ("c 3.2-4.1", "asked 40 people of the office twice."),
        ("c 4.2 - 4.4", "They told us."),
    ],
)
def test_lines_or_words_are_quoted_with_their_page(asked: str, quote: str) -> None:
    desk = with_text()
    coded(desk, "1", "x", asked)
    coding = desk.codings["study-1", "aim"][-1]
    assert (coding.values, coding.quote, coding.page) == (("transparency",), quote, "11")
    desk = with_text()
    assert "It waits for the values." in coded(desk, "x", asked, "2")
    assert desk.codings["study-1", "aim"][-1].quote == quote


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("c 3",), "no page was read yet"),
        (("x", "c 2"), "has no line 2"),
        (("x", "c nine"), "names no lines"),
        (("x", "c 3.99"), "line 3 has 7 words"),
        (("f", "x"), "this study has no full text"),
    ],
)
def test_a_quote_that_is_not_there_is_refused(asked: tuple[str, ...], why: str) -> None:
    desk = with_text()
    assert why in coded(desk, *asked)
    assert not desk.codings


# Results that are named at the desk


def test_a_result_is_named_before_it_is_judged() -> None:
    desk = FakeCodingDesk(columns=(("outcome", True), ("time-point", False)))
    text = coded(desk, "1", "+", "pain", "12 weeks", "1")
    assert "No study of this study is named yet" in text
    assert desk.codings["study-1:pain", "aim"][-1].values == ("transparency",)
    assert "nothing is to be named" in coded(FakeCodingDesk(), "+")
    assert "Not done: outcome is empty" in coded(desk, "f", "+", "", "x")


def test_what_the_rule_says_is_read_aloud() -> None:
    from dataclasses import replace

    from slr.model.codebook import Dimension
    from tui_desks import CODEBOOK

    book = replace(CODEBOOK, dimensions=(Dimension(id="overall", kind="text"),))
    text = coded(FakeCodingDesk(codebook=book, proposal="high: high in D3"))
    assert "The tool's rule says high: high in D3" in text

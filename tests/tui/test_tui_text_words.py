"""The words of full texts: quoting, finding, sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.model.finding import Finding
from slr.model.text import FullText, TextPage
from slr.model.words import Severity
from slr.tui.text_words import LONGEST_WORD, mended, words_of

PAGES = (
    TextPage(
        "11",
        (
            "Little is known. We asked 40 offices",
            "how they use what they pub-",
            "lish online, et al. found it.",
        ),
    ),
    TextPage("12", ("That is all.", "", "A new paragraph", "without an end")),
)
TEXT = FullText(report="r", file="fulltexts/r.pdf", pages=PAGES)


def where(words, phrase):
    """First and last place of a phrase."""
    hit = words.find(phrase, -1)
    assert hit is not None, phrase
    return hit


def test_a_quote_mends_what_a_line_end_cut_and_says_its_page():
    words = words_of([TEXT])
    first, last = where(words, "how")[0], where(words, "online")[1]
    assert words.quote(first, last) == "how they use what they publish online,"
    assert words.place(first, last) == "11"
    assert words.quote(last, first) == words.quote(first, last)
    assert words.place(first, where(words, "That is")[1]) == "11-12"


def test_a_sentence_ends_at_a_full_stop_or_a_blank_line():
    words = words_of([TEXT])
    assert words.quote(*words.sentence(where(words, "offices")[0])) == (
        "We asked 40 offices how they use what they publish online, et al. found it."
    )
    assert words.quote(*words.sentence(where(words, "paragraph")[0])) == "A new paragraph without an end"
    assert words.quote(*words.sentence(0)) == "Little is known."


def test_words_are_found_across_line_ends_without_case_round_the_end():
    words = words_of([TEXT])
    first = words.find("WE ASKED 40 offices how", 0)
    assert first is not None and words.quote(*first) == "We asked 40 offices how"
    assert words.count("is") == 3
    hits = []
    at = -1
    for _ in range(4):
        found = words.find("is", at)
        assert found is not None
        hits.append(at := found[0])
    assert hits[:3] == sorted(set(hits[:3]))
    assert hits[3] == hits[0]
    assert words.find("is", hits[0], back=True) == words.find("is", hits[1])
    assert words.find("nowhere", 0) is None
    assert words.find("  ", 0) is None


def test_a_text_without_pages_is_cited_by_its_lines():
    words = words_of([FullText(report="r", file="r.txt", pages=(TextPage("", ("one", "", "two", "three")),))])
    assert words.place(0, 0) == "line 1"
    assert words.place(1, 2) == "lines 3-4"


def test_of_several_texts_the_place_names_the_file():
    other = FullText(report="s", file="fulltexts/s.txt", pages=(TextPage("3", ("Other words",)),))
    words = words_of([TEXT, other])
    assert words.place(*where(words, "Other words")) == "3 of s.txt"
    assert words.pages[2].heading == "s.txt · page 3"


def test_trouble_is_told_and_nothing_is_no_trouble():
    finding = Finding(code="C034", severity=Severity.WARNING, message="The full text is odd.", hint="So.")
    words = words_of([FullText(report="r", file="r.pdf", finding=finding)])
    assert words.troubles == ["r.pdf: The full text is odd. So."]
    assert words.find("x", 0) is None
    assert words.page_of(0) is None


def test_very_long_words_come_in_pieces_and_are_quoted_whole():
    long = "https://example.org/" + "a" * 3 * LONGEST_WORD
    chinese = "政府数据开放" * 20
    words = words_of(
        [FullText(report="r", file="r.txt", pages=(TextPage("1", (f"see {long} {chinese} end",)),))]
    )
    assert max(map(len, words.words)) <= LONGEST_WORD
    assert words.quote(0, len(words.words) - 1) == f"see {long} {chinese} end"
    assert words.quote(*where(words, "数据开放政府")) in chinese


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.text("ab .-\n", max_size=12), max_size=4), min_size=1, max_size=3), st.data())
def test_every_pair_of_words_can_be_quoted_and_found(pages, data):
    lines = [tuple(" ".join(line.split()) for line in page) for page in pages]
    text = FullText(
        report="r", file="r", pages=tuple(TextPage(str(n), own) for n, own in enumerate(lines, 1))
    )
    words = words_of([text])
    assert words.words == [word for page in lines for line in mended(page) for word in line]
    if not words.words:
        return
    first = data.draw(st.integers(0, len(words.words) - 1))
    last = data.draw(st.integers(first, len(words.words) - 1))
    assert words.quote(first, last).replace("-", "").replace(" ", "") == "".join(
        words.words[first : last + 1]
    ).replace("-", "")
    assert words.place(first, last)
    low, high = words.sentence(first)
    assert low <= first <= high
    assert words.find(" ".join(words.words[first : last + 1]), first - 1) is not None


@pytest.mark.parametrize("word", [0, 3])
def test_lines_are_found_by_word(word):
    words = words_of([TEXT])
    line = words.lines[words.line_of(word)]
    assert line.first <= word < line.last

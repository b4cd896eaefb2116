"""A report's text: sections of the abstract, byline, facts."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.model.record import Record
from slr.tui.report_text import authors_of, facts_of, sections, source_of, title_of, type_words


def cut(abstract: str) -> list[tuple[str, str]]:
    return [(part.heading, part.text) for part in sections(abstract)]


@pytest.mark.parametrize(
    ("abstract", "parts"),
    [
        ("", []),
        ("No headings here, only text.", [("", "No headings here, only text.")]),
        (
            "Background: Much is unknown. Methods: We counted. Results: Few.",
            [("Background", "Much is unknown."), ("Methods", "We counted."), ("Results", "Few.")],
        ),
        (
            "BACKGROUND Much is unknown. METHODS We counted. CONCLUSIONS Few.",
            [("BACKGROUND", "Much is unknown."), ("METHODS", "We counted."), ("CONCLUSIONS", "Few.")],
        ),
        (
            "OBJECTIVE: To see. DESIGN, SETTING, AND PARTICIPANTS: Twelve towns. RESULTS: None.",
            [
                ("OBJECTIVE", "To see."),
                ("DESIGN, SETTING, AND PARTICIPANTS", "Twelve towns."),
                ("RESULTS", "None."),
            ],
        ),
        ("Lead text first. Results: Ten.", [("", "Lead text first."), ("Results", "Ten.")]),
        ("Materials and methods: Ten rats.", [("Materials and methods", "Ten rats.")]),
        ("Background:No space after it.", [("Background", "No space after it.")]),
        ("Aims:\nTo see.\nResults:\nTen.", [("Aims", "To see."), ("Results", "Ten.")]),
        # What only looks like a heading.
        ("We report the results: ten of twelve.", [("", "We report the results: ten of twelve.")]),
        ("Trials were small. OPTIME-CHF: ten.", [("", "Trials were small. OPTIME-CHF: ten.")]),
        ("The UNASEM Mission came. It left.", [("", "The UNASEM Mission came. It left.")]),
    ],
)
def test_abstracts_are_cut_at_their_headings(abstract: str, parts: list[tuple[str, str]]) -> None:
    assert cut(abstract) == parts


WORDS = st.sampled_from(
    ["Background:", "METHODS", "RESULTS:", "we", "counted", "ten.", "A", "SETTING AND DATA:", "\n"]
)


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=20).map(" ".join)))
@settings(max_examples=200)
def test_no_letter_of_an_abstract_is_lost(abstract: str) -> None:
    def letters(text: str) -> str:
        return "".join(c for c in text if c.isalnum())

    from slr.model.untrusted import printable

    parts = sections(abstract)
    assert letters("".join(part.heading + part.text for part in parts)) == letters(printable(abstract))


@pytest.mark.parametrize("piece", ["A", "RESULTS ", "Background and ", ": ", "A, ", "\n ", ". "])
def test_long_and_odd_abstracts_are_cut_quickly(piece: str) -> None:
    start = time.thread_time()
    sections(piece * (40_000 // len(piece)))
    assert time.thread_time() - start < 5


def test_byline_and_facts() -> None:
    record = Record(
        id="s-1",
        title="  A  title ",
        authors=tuple(f"Author, No {n}" for n in range(1, 16)),
        year=2012,
        journal="J Test",
        volume="3",
        issue="2",
        pages="1-9",
        doi="10.5555/x",
        keywords=("one", "two"),
    )
    assert title_of(record) == "A title"
    assert title_of(Record()) == "(no title)"
    assert authors_of(record).endswith("Author, No 12 and 3 more")
    assert source_of(record) == "2012 · J Test 3(2): 1-9"
    assert source_of(Record()) == "no year"
    assert facts_of(record, ("medline",)) == (
        ("Keywords", "one; two"),
        ("DOI", "10.5555/x"),
        ("Found by", "medline"),
        ("Record", "s-1"),
    )


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("article-journal", "journal article"),
        ("paper-conference", "conference paper"),
        ("personal_communication", "personal communication"),
        ("book", "book"),
        ("", ""),
    ],
)
def test_a_type_is_said_as_people_say_it(kind: str, words: str) -> None:
    assert type_words(kind) == words

"""Tables and codings on the command line: CSV, Markdown, wide and long, others' codings on request."""

import csv
import io

import pytest

from conftest import Folder

CODES = "study,dimension,values,coder,quote,page"


@pytest.fixture
def coded(review: Folder) -> Folder:
    """Alpha and Beta are included; ana coded both, ben the first, and their difference is settled."""
    review("dedup")
    for stage in ("title-abstract", "full-text"):
        rows = [
            f"{name},include,{who}" for name in ("scopus.1", "scopus.2", "wos.2") for who in ("ana", "ben")
        ]
        review("screen", "--stage", stage, "--apply", review.csv("d.csv", "report,decision,reviewer", *rows))
    rows = (
        "scopus.1,objective,co-production,ana,=we did,p. 1",
        "scopus.1,objective,crowdsourcing,ben,they said,p. 2",
        "scopus.2,objective,co-production; crowdsourcing,ana,both,",
    )
    review("code", "--apply", review.csv("c.csv", CODES, *rows))
    path = review.csv("r.csv", CODES, "scopus.1,objective,crowdsourcing,cleo,they said,p. 2")
    review("resolve", "--codebook", "bertot-2010", "--apply", path)
    return review


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_table_as_csv_with_numbers_or_with_the_studies(coded: Folder) -> None:
    rows = {row["objective"]: row for row in read(coded("tabulate", "objective", "--csv").out)}
    assert (rows["crowdsourcing"]["Studies"], rows["democratic-participation"]["Studies"]) == ("2", "0")
    rows = {r["objective"]: r for r in read(coded("tabulate", "objective", "--csv", "--studies").out)}
    assert rows["co-production"]["Studies"] == coded.id("scopus.2")


def test_a_table_as_markdown(coded: Folder) -> None:
    lines = coded("tabulate", "objective", "--markdown").out.splitlines()
    assert lines[:3] == [
        "| objective | Studies |",
        "| --- | ---: |",
        "| Transparency and accountability | 0 |",
    ]


def test_long_and_wide_hold_every_coding_and_no_formula(coded: Folder) -> None:
    rows = read(coded("tabulate", "--long").out)
    assert [(r["value"], r["coder"], r["settled"]) for r in rows] == [
        ("crowdsourcing", "cleo", "yes"),
        ("co-production", "ana", ""),
        ("crowdsourcing", "ana", ""),
    ]
    assert rows[1]["citation"] == "Boyd 2011, Beta study of birds"
    wide = read(coded("tabulate", "--wide").out)
    assert [row["objective"] for row in wide] == [
        "Crowdsourcing solutions and innovations",
        "Co-production; Crowdsourcing solutions and innovations",
        "",
    ]
    path = coded.csv("c.csv", CODES, "wos.2,objective,co-production,ana,=SUM(A1),")
    coded("code", "--apply", path)
    assert read(coded("tabulate", "--long").out)[-1]["quote"] == "'=SUM(A1)"


def test_others_codings_are_shown_on_request_and_the_ledger_says_so(coded: Folder) -> None:
    assert coded.json("--as", "ben", "tabulate", "objective")["not_coded"] == [
        coded.id("scopus.2"),
        coded.id("wos.2"),
    ]
    table = coded.json("tabulate", "objective", "--unblind", "--as", "ben")
    assert table["not_coded"] == [coded.id("wos.2")]
    coded("tabulate", "objective", "--unblind", "--as", "ben")
    (event,) = coded.json("log", "--kind", "shown-codings")
    assert (event["who"], event["data"]) == ("ben", {"by": "tabulate", "codebook": "bertot-2010"})
    path = coded.csv("c.csv", CODES, "scopus.2,objective,co-production,ben,so,")
    coded("code", "--apply", path)
    assert coded.json("log", "--kind", "coding")[-1]["data"]["blind"] is False


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "there are objective"),
        (("--wide", "--long"), "not both"),
        (("objective", "--wide"), "leave objective out"),
        (("objectiv",), "has no dimension `objectiv`"),
        (("objective", "--as", "zoe"), "names no reviewer zoe"),
    ],
)
def test_a_table_that_cannot_be_made_says_what_can(
    coded: Folder, words: tuple[str, ...], message: str
) -> None:
    assert message in coded("tabulate", *words, code=2).err

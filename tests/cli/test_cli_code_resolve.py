"""Settling coders' differences line by line."""

import io

import pytest

from conftest import Folder, Ran

CODES = "study,dimension,values,coder,quote,page"


@pytest.fixture
def differing(review: Folder) -> Folder:
    """Ana and Ben coded Alpha and Beta, and agree on neither; cleo resolves."""
    review("dedup")
    for stage in ("title-abstract", "full-text"):
        rows = [f"{name},include,{who}" for name in ("scopus.1", "scopus.2") for who in ("ana", "ben")]
        rows += [f"wos.2,{'include' if stage == 'title-abstract' else 'exclude'},{w}" for w in ("ana", "ben")]
        rows = [f"{row},e2" if "exclude" in row else f"{row}," for row in rows]
        path = review.csv("d.csv", "report,decision,reviewer,reason", *rows)
        review("screen", "--stage", stage, "--apply", path)
    rows = (
        "scopus.1,objective,co-production,ana,we did,p. 1",
        "scopus.1,objective,crowdsourcing,ben,they said,p. 2",
        "scopus.2,objective,co-production; crowdsourcing,ana,both,",
        "scopus.2,objective,crowdsourcing,ben,one,",
    )
    review("code", "--apply", review.csv("c.csv", CODES, *rows))
    return review


@pytest.fixture
def resolve(differing: Folder, monkeypatch: pytest.MonkeyPatch):
    """Answer these lines."""

    def answer(*lines: str) -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return differing("resolve", "--codebook", "bertot-2010", "--plain", "--as", "cleo")

    return answer


def counts(folder: Folder) -> dict[str, int]:
    return {row["id"]: row["count"] for row in folder.json("tabulate", "objective")["table"] if row["count"]}


def test_each_difference_shows_who_said_what_with_which_words(differing: Folder, resolve) -> None:
    out = resolve("q").out
    assert f"1 of 2. {differing.id('scopus.1')}: Ames 2010, Alpha study of things" in out
    assert "1. ana: Co-production\n   ana: “we did” (p. 1)\n2. ben: Crowdsourcing solutions" in out
    assert "Settled 0, left 2." in out
    shown = differing.json("log", "--kind", "shown-codings")
    assert [(e["who"], e["data"]["record"], e["data"]["dimension"]) for e in shown] == [
        ("cleo", differing.id("scopus.1"), "objective")
    ]


def test_a_coder_s_word_or_other_categories_settle_it_with_evidence(differing: Folder, resolve) -> None:
    out = resolve("2", "t their own words", "n both are meant", "c 1 4").out
    assert "Kept: Crowdsourcing" in out and "Settled 2, left 0." in out
    assert counts(differing) == {"transparency-accountability": 1, "crowdsourcing": 2}
    one, two = (e["data"] for e in differing.json("log", "--kind", "coding-resolution"))
    assert (one["values"], one["quote"], one["page"]) == (["crowdsourcing"], "they said", "p. 2")
    assert (two["quote"], two["note"]) == ("their own words", "both are meant")
    assert len(one["settles"]) == 2
    assert "The coders agree on everything." in resolve("q").out


def test_what_was_settled_is_taken_back(differing: Folder, resolve) -> None:
    out = resolve("1", "z", "z", "q").out
    assert "Taken back." in out and "Nothing of this session is left to undo." in out
    assert counts(differing) == {"(in conflict)": 2}
    resolve("2")
    assert counts(differing) == {"(in conflict)": 1, "crowdsourcing": 1}


def test_a_wrong_answer_keeps_nothing_and_says_why(differing: Folder, resolve) -> None:
    out = resolve("c 9", "7", "v something", "c 1").out
    assert "Not kept: there is no such number." in out
    assert out.count("? lists what can be answered.") == 2
    assert "Not kept: `objective` needs the words of the text that show it" in out
    assert counts(differing) == {"(in conflict)": 2}


def test_without_a_terminal_the_scripted_twin_is_named(differing: Folder) -> None:
    ran = differing("resolve", "--codebook", "bertot-2010", "--as", "cleo", code=2)
    assert "slr resolve --codebook bertot-2010 --apply resolutions.csv" in ran.err


def test_a_changed_coding_brings_the_difference_back(differing: Folder, resolve) -> None:
    resolve("1", "1")
    path = differing.csv("c.csv", CODES, "scopus.1,objective,transparency-accountability,ben,they said,")
    differing("code", "--apply", path)
    assert differing.json("tabulate", "objective")["conflicts"] == [differing.id("scopus.1")]
    assert "1 of 1" in resolve("q").out

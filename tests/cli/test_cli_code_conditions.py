"""A tool whose questions depend on an answer, from the protocol to the tables: the MMAT."""

import csv
import io

import pytest

from conftest import PROTOCOL, Folder

HEAD = "study,dimension,values,coder"
FIVE = {n: [f"q{n}-{item}" for item in range(1, 6)] for n in range(1, 6)}


@pytest.fixture
def appraised(review: Folder) -> Folder:
    """Three included studies; ana said of each what design it has, and no more."""
    protocol = review.root / "protocol.yaml"
    lines = PROTOCOL.lstrip().replace("bertot-2010", "mmat-2018").splitlines(keepends=True)
    protocol.write_text("".join(line for line in lines if "grey" not in line))
    review("dedup")
    for stage in ("title-abstract", "full-text"):
        names = ("scopus.1", "scopus.2", "wos.2")
        rows = [f"{name},include,{who}" for name in names for who in ("ana", "ben")]
        review("screen", "--stage", stage, "--apply", review.csv("d.csv", "report,decision,reviewer", *rows))
    designs = (("scopus.1", "randomized"), ("scopus.2", "qualitative"), ("wos.2", "mixed-methods"))
    code(review, *(f"{name},category,{design},ana" for name, design in designs))
    return review


def code(folder: Folder, *rows: str) -> None:
    folder("code", "--apply", folder.csv("c.csv", HEAD, *rows))


def answers(study: str, *numbers: int, who: str = "ana") -> list[str]:
    return [f"{study},{name},yes,{who}" for n in numbers for name in ("s1", "s2", *FIVE[n])]


def book(folder: Folder) -> dict[str, int]:
    (found,) = folder.json("status")["codebooks"]
    return {name: found[name] for name in ("coded", "complete", "studies")}


def test_begun_is_not_complete_until_the_questions_of_the_design_are_answered(appraised: Folder) -> None:
    assert book(appraised) == {"coded": 3, "complete": 0, "studies": 3}
    assert "Coded with mmat-2018: 0 of 3, 3 begun, 0 complete" in appraised("status").out
    assert "3 studies begun with mmat-2018" in appraised("status").out
    assert "3 begun, 0 complete" in appraised("tabulate", "category").err
    code(appraised, *answers("scopus.1", 2))
    assert book(appraised)["complete"] == 1
    code(appraised, *answers("scopus.2", 2))  # of another design
    assert book(appraised)["complete"] == 1
    code(appraised, *(row for row in answers("scopus.2", 1) if ",q" in row))
    mixed = [*answers("wos.2", 5), *(row for row in answers("wos.2", 1) if ",q" in row)]
    code(appraised, *mixed, "wos.2,component,descriptive,ana")
    assert book(appraised)["complete"] == 2
    code(appraised, *(row for row in answers("wos.2", 4) if ",q" in row))
    assert book(appraised) == {"coded": 3, "complete": 3, "studies": 3}
    assert "begun" not in appraised("tabulate", "category").err


def test_tables_say_what_is_not_asked(appraised: Folder) -> None:
    code(appraised, *answers("scopus.1", 2), *(f"scopus.2,{name},no,ana" for name in ("q2-1", "q1-1")))
    table = {row["id"]: row["count"] for row in appraised.json("tabulate", "q2-1")["table"]}
    assert table == {"yes": 1, "no": 0, "cannot-tell": 0, "(not asked)": 2}
    text = appraised("tabulate", "--wide").out
    wide = {row["study"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    first = wide[appraised.id("scopus.1")]
    assert (first["q2-1"], first["q1-1"], first["component"]) == ("Yes", "(not asked)", "(not asked)")
    assert wide[appraised.id("scopus.2")]["q2-1"] == "(not asked)"


def test_coders_who_were_not_asked_the_same_do_not_disagree_on_it(appraised: Folder) -> None:
    code(appraised, *answers("scopus.1", 2))
    code(appraised, "scopus.1,category,descriptive,ben", *answers("scopus.1", 4, who="ben"))
    code(appraised, "scopus.1,q2-1,no,ben")  # which nobody asks ben
    found = {one["dimension"]: one for one in appraised.json("agree", "--codebook", "mmat-2018")}
    assert found["category"]["conflicts"] and not found["q2-1"]["conflicts"]
    assert found["q2-1"]["units"] == 0 or found["q2-1"]["raters"] == ["ana"]
    row = "scopus.1,category,descriptive,cleo"
    appraised("resolve", "--codebook", "mmat-2018", "--apply", appraised.csv("r.csv", HEAD, row))
    (status,) = appraised.json("status")["codebooks"]
    assert status["conflicts"] == 0


def test_published_tables_and_the_finding_on_gaps_follow_the_conditions(appraised: Folder) -> None:
    code(appraised, *answers("scopus.1", 2))
    appraised("publish", "--text-only")
    table = (appraised.root / "output" / "tables" / "codings-mmat-2018.md").read_text()
    assert "(not asked)" in table
    gaps = [one for one in appraised.json("check") if one["code"] == "F039"]
    assert [one["record"] for one in gaps] == [appraised.id("scopus.2"), appraised.id("wos.2")]
    assert "q1-1" in gaps[0]["message"] and "q2-1" not in gaps[0]["message"]


def test_check_names_codings_that_do_not_count(appraised: Folder) -> None:
    code(appraised, "scopus.2,q2-1,no,ana", "scopus.1,q2-1,yes,ana")
    (found,) = [one for one in appraised.json("check") if one["code"] == "F013"]
    assert f"ana's coding of {appraised.id('scopus.2')} in `q2-1` does not count" in found["message"]
    code(appraised, "scopus.2,category,randomized,ana")
    assert not [one for one in appraised.json("check") if one["code"] == "F013"]

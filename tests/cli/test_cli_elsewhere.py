"""Decisions made in Rayyan, Covidence, ASReview and CoLRev: every row is accounted for."""

import pytest

from conftest import Folder

RAYYAN = """
key,title,year,authors,notes,doi
rayyan-1,Alpha study of things,2010,"Ames, Ann","RAYYAN-INCLUSION: {""Ana""=>""Included"", ""Ben""=>""Excluded""} | RAYYAN-LABELS: odd | USER-NOTES: {""Ana""=>[""fits""]}",10.5555/ALPHA
rayyan-2,Beta Study of Birds,2011,"Boyd, Bo","RAYYAN-INCLUSION: {""Ana""=>""Maybe""}",
rayyan-3,Gamma rays in spring.,2012,"Gray, G","RAYYAN-INCLUSION: {""Ben""=>""Excluded""} | RAYYAN-EXCLUSION-REASONS: wrong topic",
rayyan-4,Nothing we know,2012,"Gray, G","RAYYAN-INCLUSION: {""Ben""=>""Excluded""}",
rayyan-5,Gamma rays in spring,2012,"Gray, G",,
"""


def verdicts(folder: Folder) -> list[tuple[str, str, str, str]]:
    """Who decided what of which report."""
    return [
        (event["who"], event["data"]["record"], event["data"]["verdict"], event["data"].get("reason", ""))
        for event in folder.json("log", "--kind", "decision")
    ]


def test_rayyans_votes_come_out_of_its_notes_by_person(review: Folder) -> None:
    review("dedup")
    path = review.file("rayyan.csv", RAYYAN)
    done = review.json("screen", "--apply", path, "--from", "rayyan", code=1)
    assert (done["decisions"], done["added"], done["silent"]) == (4, 4, 1)
    assert [(f["line"], f["message"]) for f in done["refused"]] == [
        (5, "no report matches 'Nothing we know'")
    ]
    one, two, three = review.id("scopus.1"), review.id("scopus.2"), review.id("wos.2")
    assert verdicts(review) == [
        ("ana", one, "include", ""),
        ("ben", one, "exclude", ""),
        ("ana", two, "unsure", ""),
        ("ben", three, "exclude", "e1"),
    ]
    again = review.json("screen", "--apply", path, "--from", "rayyan", code=1)
    assert (again["added"], again["known"]) == (0, 4)


def test_people_and_reasons_are_mapped(review: Folder) -> None:
    review("dedup")
    text = RAYYAN.replace('""Ana""', '""A. Ames""').replace("wrong topic", "not on topic")
    path = review.file("rayyan.csv", text)
    refused = review.json("screen", "--apply", path, "--from", "rayyan", code=1)["refused"]
    assert [f["message"] for f in refused] == [
        "who is A. Ames?",
        "who is A. Ames?",
        "no report matches 'Nothing we know'",
    ]
    people = review.csv("people.csv", "theirs,ours", "A. Ames,ana")
    reasons = review.csv("reasons.csv", "theirs,ours", "Not on topic,e2")
    words = ("--people", people, "--reasons", reasons)
    review("screen", "--apply", path, "--from", "rayyan", *words, code=1)
    assert verdicts(review)[-1] == ("ben", review.id("wos.2"), "exclude", "e2")
    assert review.json("status")["stages"][0]["reviewers"] == {"ana": 2, "ben": 2, "cleo": 0}


def test_a_title_that_matches_several_reports_is_refused(review: Folder) -> None:
    path = review.file("rayyan.csv", RAYYAN.replace(",10.5555/ALPHA", ","))
    refused = review.json("screen", "--apply", path, "--from", "rayyan", code=1)["refused"]
    assert refused[0]["message"].startswith("2 reports match 'Alpha study of things'")


def test_a_team_result_without_votes_is_an_outcome_and_no_agreement(review: Folder) -> None:
    review("dedup")
    path = review.file(
        "covidence.csv",
        """
        Title,Authors,Published Year,DOI,Covidence #,Notes,Status
        Alpha study of things,Ames,2010,10.5555/alpha,#1,,Included
        Beta study of birds,Boyd,2011,,#2,Exclusion reason: Wrong design; ,
        Gamma rays in spring,Gray,2012,,#3,,
        """,
    )
    assert (
        "say whose decisions they are" in review("screen", "--apply", path, "--from", "covidence", code=1).err
    )
    review("screen", "--apply", path, "--from", "covidence", "--as", "outcome")
    outcomes = review.json("status")["stages"][0]["outcomes"]
    assert {k: n for k, n in outcomes.items() if n} == {"included": 1, "excluded": 1, "pending": 1}
    assert review.json("agree")["reports"] == 0
    assert [
        e["data"]["reason"] for e in review.json("log", "--kind", "team-outcome") if "reason" in e["data"]
    ] == ["e2"]


def test_asreviews_labels_are_one_reviewers_decisions(review: Folder) -> None:
    review("dedup")
    path = review.csv(
        "asr.csv",
        "record_id,title,doi,included",
        "0,Alpha study of things,10.5555/alpha,1",
        "1,Beta study of birds,,0",
        "2,Gamma rays in spring,,",
    )
    done = review.json("screen", "--apply", path, "--from", "asreview", "--as", "ben")
    assert (done["decisions"], done["silent"]) == (2, 1)
    assert {(who, verdict) for who, _, verdict, _ in verdicts(review)} == {
        ("ben", "include"),
        ("ben", "exclude"),
    }


COLREV = """
@article{Ames2010,
   colrev_origin                 = {scopus.bib/1;},
   colrev_status                 = {rev_included},
   screening_criteria            = {e1=in;e2=in},
   doi                           = {10.5555/ALPHA},
   title                         = {Alpha study of things},
   year                          = {2010},
}

@article{Boyd2011,
   colrev_status                 = {rev_excluded},
   screening_criteria            = {e1=in;e2=out},
   title                         = {Beta study of birds},
   year                          = {2011},
}

@article{Gray2012,
   colrev_status                 = {rev_prescreen_excluded},
   title                         = {Gamma rays in spring},
   year                          = {2012},
}
"""


def test_colrevs_states_are_the_teams_outcomes_at_both_stages(review: Folder) -> None:
    review("dedup")
    path = review.file("records.bib", COLREV)
    words = ("screen", "--apply", path, "--from", "colrev", "--as", "outcome")
    first = review.json(*words, "--stage", "title-abstract")
    assert (first["decisions"], first["silent"]) == (3, 0)
    second = review.json(*words, "--stage", "full-text")
    assert (second["decisions"], second["silent"]) == (2, 1)
    assert [
        (e["data"]["stage"], e["data"]["record"], e["data"]["verdict"], e["data"].get("reason", ""))
        for e in review.json("log", "--kind", "team-outcome")
    ] == [
        ("title-abstract", review.id("scopus.1"), "include", ""),
        ("title-abstract", review.id("scopus.2"), "include", ""),
        ("title-abstract", review.id("wos.2"), "exclude", ""),
        ("full-text", review.id("scopus.1"), "include", ""),
        ("full-text", review.id("scopus.2"), "exclude", "e2"),
    ]


@pytest.mark.parametrize(
    ("tool", "message"),
    [
        ("rayan", "did you mean rayyan?"),
        ("rayyan", "is it a CSV export of rayyan?"),
        ("colrev", "is it data/records.bib of colrev?"),
    ],
)
def test_what_is_not_the_tools_export_is_refused(review: Folder, tool: str, message: str) -> None:
    path = review.csv("x.csv", "a,b", "1,2")
    assert message in review("screen", "--apply", path, "--from", tool, code=2).err


def test_rows_that_contradict_each_other_are_refused_and_listed(review: Folder) -> None:
    review("dedup")
    text = RAYYAN + 'rayyan-6,Beta study of birds,2011,x,"RAYYAN-INCLUSION: {""Ana""=>""Excluded""}",\n'
    text += 'rayyan-7,Beta study of birds,2011,x,"RAYYAN-INCLUSION: {""Ana""=>""Maybe""}",\n'
    path = review.file("rayyan.csv", text)
    done = review.json("screen", "--apply", path, "--from", "rayyan", code=1)
    assert [(f["line"], f["message"]) for f in done["refused"]] == [
        (5, "no report matches 'Nothing we know'"),
        (7, "ana decides differently on the same report in line 3"),
    ]
    assert (done["decisions"], done["added"], done["silent"]) == (5, 4, 1)
    again = review.json("screen", "--apply", path, "--from", "rayyan", code=1)
    assert again["added"] == 0


def test_a_reason_with_a_comma_is_one_and_one_that_is_no_criterion_stays_in_the_note(review: Folder) -> None:
    review("dedup")
    text = RAYYAN.replace("wrong topic", "no humans, no animals")
    path = review.file("rayyan.csv", text)
    reasons = review.file("reasons.csv", 'theirs,ours\n"No humans, no animals",e2\n')
    review("screen", "--apply", path, "--from", "rayyan", code=1)
    told = review.json("log", "--kind", "decision")[-1]["data"]
    assert (told.get("reason"), told["note"]) == (None, "reason there: no humans, no animals")
    review("screen", "--apply", path, "--from", "rayyan", "--reasons", reasons, code=1)
    told = review.json("log", "--kind", "decision")[-1]["data"]
    assert (told["reason"], told.get("note")) == ("e2", None)

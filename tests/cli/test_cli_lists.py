"""What `slr export` writes of people's decisions, and applying it in a fresh clone."""

import csv
import io

import pytest

from conftest import Folder, Run
from test_cli_team import change

SETTLED = ("excluded", "included", "pending", "conflict")


def screened(folder: Folder) -> None:
    """Decisions and resolutions at both stages, with every kind of cell."""
    head = "report,decision,reason,reviewer,date,note"
    first = [
        "scopus.1,include,,ana,2015-08-01,=fits",
        "scopus.1,include,,ben,,''=odd",
        'scopus.2,exclude,e1,ana,,"a, ""quoted"" note"',
        "scopus.2,include,,ben,,",
        "wos.2,unsure,,ana,,",
    ]
    folder("screen", "--apply", folder.csv("1.csv", head, *first))
    folder("screen", "--apply", folder.csv("1b.csv", head, "scopus.2,exclude,e2,ana,,changed"))
    folder("resolve", "--apply", folder.csv("2.csv", head, "scopus.2,include,,cleo,,after a talk"))
    full = ["scopus.1,exclude,e2,ana,,", "scopus.1,exclude,e2,ben,,", "scopus.2,include,,ana,,"]
    folder("screen", "-s", "full-text", "--apply", folder.csv("3.csv", head, *full))


def outcomes(folder: Folder) -> list[dict[str, int]]:
    return [{k: s["outcomes"][k] for k in SETTLED} for s in folder.json("status")["stages"]]


def fresh(folder: Folder, slr: Run) -> Folder:
    """Another folder with the same protocol and imports, in which nobody has decided."""
    target = folder.root.parent / "fresh"
    slr("init", target, "--protocol", folder.root / "protocol.yaml")
    copy = Folder(target, slr)
    for search in ("scopus", "wos"):
        (export,) = (folder.root / "searches" / search).iterdir()
        copy("import", export, "--search", search)
    copy("dedup")
    return copy


def test_decisions_and_resolutions_make_the_same_outcomes_in_a_fresh_folder(review: Folder, slr: Run) -> None:
    review("dedup")
    screened(review)
    copy = fresh(review, slr)
    for name in ("decisions", "resolutions"):
        review("export", name, "-o", review.root.parent / f"{name}.csv")
    copy("screen", "--apply", review.root.parent / "decisions.csv")
    copy("resolve", "--apply", review.root.parent / "resolutions.csv")
    assert outcomes(copy) == outcomes(review)
    assert copy.json("agree")["conflicts"] == []  # what ana changed after seeing ben's is not blind
    first, again = (folder("export", "decisions").out for folder in (review, copy))
    assert first == again and ",=fits," not in first
    told = {e["data"].get("note", "") for e in copy.json("log", "--kind", "decision")}
    assert {"=fits", "'=odd", "changed"} <= told
    assert {e["data"].get("note") for e in copy.json("log", "--kind", "resolution")} == {"after a talk"}


def test_applying_ones_own_export_adds_nothing(review: Folder) -> None:
    review("dedup")
    screened(review)
    for verb, name, rows in (("screen", "decisions", 8), ("resolve", "resolutions", 1)):
        review("export", name, "-o", review.root.parent / f"{name}.csv")
        before = review.snapshot()
        ran = review(verb, "--apply", review.root.parent / f"{name}.csv")
        assert f"{rows} " in ran.err and " 0 new" in ran.err, ran.err
        assert review.snapshot() == before


def test_judgments_go_along(review: Folder, slr: Run) -> None:
    change(review, ("name: Title and abstract, reviewers: 2", "reviewers: 2, judge: each"))
    change(review, ("id: e2", "id: note"))
    review("dedup")
    rows = ["scopus.1,yes,no,no", "scopus.2,yes,,yes"]
    path = review.csv("j.csv", "report,i1,e1,criterion:note", *rows)
    review("screen", "--as", "ana", "--apply", path)
    out = review("export", "decisions", "--stage", "title-abstract").out
    found = list(csv.DictReader(io.StringIO(out)))
    assert [(r["decision"], r["i1"], r["e1"], r["criterion:note"]) for r in found] == [
        ("include", "yes", "no", "no"),
        ("exclude", "yes", "", "yes"),
    ]
    copy = fresh(review, slr)
    copy("screen", "--apply", review.file("d.csv", out))
    assert copy("export", "decisions").out == review("export", "decisions").out


def test_one_stage_alone(review: Folder) -> None:
    review("dedup")
    screened(review)
    found = list(csv.DictReader(io.StringIO(review("export", "decisions", "-s", "full-text").out)))
    assert {row["stage"] for row in found} == {"full-text"} and len(found) == 3
    assert "did you mean full-text?" in review("export", "decisions", "-s", "fulltext", code=2).err
    assert "are written as CSV, not as ris" in review("export", "decisions", "--to", "ris", code=2).err


def test_reports_excluded_at_full_text_come_with_citation_and_reason(review: Folder) -> None:
    review("dedup")
    screened(review)
    found = list(csv.DictReader(io.StringIO(review("export", "excluded", "--stage", "full-text").out)))
    assert found == [
        {
            "report": review.id("scopus.1"),
            "citation": "Ames A. Alpha study of things. 2010. doi:10.5555/alpha",
            "reason": "Wrong design",
            "criterion": "e2",
            "doi": "10.5555/alpha",
            "url": "",
        }
    ]
    ran = review("export", "excluded", "--stage", "full-text", "--to", "ris")
    assert "TI  - Alpha study of things" in ran.out  # the records themselves, in any format


def test_the_conflicts_exported_are_those_that_resolve_shows(review: Folder) -> None:
    review("dedup")
    head = "report,decision,reason,reviewer"
    first = ["scopus.1,exclude,e1,ana", "scopus.1,exclude,e2,ben", "scopus.2,include,,ana"]
    review("screen", "--apply", review.csv("1.csv", head, *first, "scopus.2,include,,ben"))
    assert len(review("export", "conflicts", "--to", "csv").out.splitlines()) == 1  # the head alone
    assert review.json("status")["stages"][0]["conflicts"] == 0  # no reason is needed there, none to settle
    full = ["scopus.2,exclude,e1,ana", "scopus.2,exclude,e2,ben"]
    review("screen", "-s", "full-text", "--apply", review.csv("2.csv", head, *full))
    for stage in ([], ["--stage", "full-text"]):
        out = review("export", "conflicts", "--to", "csv", *stage).out
        assert [row["id"] for row in csv.DictReader(io.StringIO(out))] == [review.id("scopus.2")]


# Who settles conflicts


@pytest.mark.parametrize(
    ("setting", "may", "message"),
    [
        ("consensus", ["ana", "ben"], "is resolved by consensus"),
        ("third", ["cleo"], "is resolved by somebody who did not"),
        ("[cleo]", ["cleo"], "cleo resolves at title-abstract, not"),
        ("anyone", ["ana", "ben", "cleo"], ""),
    ],
)
def test_a_conflict_is_settled_by_whom_the_stage_says(
    review: Folder, monkeypatch: pytest.MonkeyPatch, setting: str, may: list[str], message: str
) -> None:
    change(review, ("name: Title and abstract, reviewers: 2", f"reviewers: 2, resolve: {setting}"))
    rows = ["scopus.1,include,,ana", "scopus.1,exclude,e1,ben"]
    review("screen", "--apply", review.csv("d.csv", "report,decision,reason,reviewer", *rows))
    solved = review.csv("r.csv", "report,decision,note", "scopus.1,include,both sites")
    for who in {"ana", "ben", "cleo"} - set(may):
        assert message in review("resolve", "--as", who, "--apply", solved, code=2).err
        assert message in review("resolve", "--as", who, "--plain", code=2).err
    assert review.json("log", "--kind", "resolution") == []
    review("resolve", "--as", may[-1], "--apply", solved)
    told = review("why", review.id("scopus.1")).out
    who = {"consensus": "ben and ana"}.get(setting, "cleo")
    assert f"resolved by {who}: include, both sites" in told
    (event,) = review.json("log", "--kind", "resolution")
    assert (event["who"], event["data"].get("agreed")) == (
        (may[-1], ["ana"]) if setting == "consensus" else ("cleo", None)
    )


def test_every_wrong_row_of_a_file_is_told_at_once(review: Folder) -> None:
    rows = ["scopus.1,maybe,", "nowhere-1,include,", "scopus.2,include,", *["scopus.2,what,"] * 12]
    path = review.csv("w.csv", "report,decision,reason", *rows)
    before = review.snapshot()
    err = review("screen", "--as", "ana", "--apply", path, code=2).err
    assert f"{path}:2: " in err and f"\n{path}:3: there is no report 'nowhere-1'" in err
    assert err.count(f"{path}:") == 10 and "… and 4 more rows" in err
    assert review.snapshot() == before


def test_rows_refused_for_the_same_reason_are_told_once(review: Folder) -> None:
    review("dedup")
    rows = "".join(f"T{n},#{n},Exclusion reason: Wrong planet; ,\n" for n in range(3))
    team = review.file("covidence.csv", "Title,Covidence #,Notes,Status\n" + rows)
    found = review.json("screen", "--apply", team, "--from", "covidence", "--as", "outcome", code=1)
    assert len(found["refused"]) == 3
    head = "Title,DOI,Covidence #,Notes,Status\n"
    rows = "".join(f"x,10.5555/{name},#1,Exclusion reason: Wrong planet; ,\n" for name in ("alpha", "alpha"))
    team = review.file("full.csv", head + rows)
    ran = review(
        "screen", "-s", "full-text", "--apply", team, "--from", "covidence", "--as", "outcome", code=1
    )
    assert ran.err.count("which criterion is 'Wrong planet'?") == 1
    assert "full.csv:2: error E001: which criterion is 'Wrong planet'? (1 more: line 3)" in ran.err


def test_agreement_of_nobody_is_said_in_words(review: Folder) -> None:
    assert "title-abstract: no report was decided by two people yet" in review("agree").out

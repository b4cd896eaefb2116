"""What the report says beside the flow: contributions, overlap, known studies, agreement, rounds."""

import csv
import io

from conftest import PROTOCOL, Folder, Run, ris

KNOWN = """
known:
  - {doi: 10.5555/alpha}
  - {title: Beta study of birds}
  - {title: A study that nobody wrote}
"""


def rows_of(folder: Folder, name: str) -> list[dict[str, str]]:
    """A table of output/ as CSV."""
    text = (folder.root / "output" / "tables" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def add_to_protocol(folder: Folder, more: str) -> None:
    """Write more into protocol.yaml."""
    path = folder.root / "protocol.yaml"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")


def screen_all(folder: Folder) -> None:
    """Alpha is included; on Beta the two differ and cleo excludes it; Gamma is excluded."""
    rows = ["scopus.1,include,ana", "scopus.1,include,ben", "scopus.2,exclude,ana", "scopus.2,include,ben"]
    rows += [f"wos.2,exclude,{who}" for who in ("ana", "ben")]
    folder("screen", "--apply", folder.csv("d.csv", "report,decision,reviewer", *rows))
    given = folder.csv("r.csv", "report,decision,reviewer", "scopus.2,exclude,cleo")
    folder("resolve", "--stage", "title-abstract", "--apply", given)
    rows = [f"scopus.1,include,{who}" for who in ("ana", "ben")]
    folder(
        "screen", "--stage", "full-text", "--apply", folder.csv("f.csv", "report,decision,reviewer", *rows)
    )


def test_the_report_says_what_each_search_contributed_and_found(review: Folder) -> None:
    add_to_protocol(review, KNOWN)
    review("dedup")
    screen_all(review)
    review("publish", "--text-only")
    cells = [list(row.values()) for row in rows_of(review, "contributions")]
    assert cells == [
        ["Scopus", "2", "2", "1", "1", "0", "100.0"],
        ["Web of Science", "2", "2", "1", "1", "0", "100.0"],
    ]
    assert [list(row.values()) for row in rows_of(review, "overlap")] == [
        ["Scopus", "2", "1"],
        ["Web of Science", "1", "2"],
    ]
    assert [list(row.values()) for row in rows_of(review, "known")] == [
        ["10.5555/alpha", "Scopus, Web of Science", "2"],
        ["Beta study of birds", "Scopus", "1"],
        ["A study that nobody wrote", "", "0"],
    ]
    page = (review.root / "output" / "report.html").read_text(encoding="utf-8")
    assert "the searches found 2 of 3 known studies (67%). By search: Scopus 67%; Web of Science 33%." in page
    assert "4 records stand for 3 reports: 0 duplicates within searches and 1 between them." in page


def test_the_report_shows_the_agreement_at_each_stage(review: Folder) -> None:
    review("dedup")
    screen_all(review)
    review("publish", "--text-only")
    first = {row["Measure"]: row for row in rows_of(review, "agreement-title-abstract")}
    assert float(first["Raw agreement"]["Value"]) == 2 / 3
    assert first["Raw agreement"]["Reports"] == "3"
    said = review.json("agree", "--stage", "title-abstract")["estimates"]
    assert {one["name"].casefold(): one["value"] for one in said} == {
        name.casefold(): float(row["Value"]) if row["Value"] else None for name, row in first.items()
    }
    last = {row["Measure"]: row for row in rows_of(review, "agreement-full-text")}
    assert last["Cohen's kappa"]["Value"] == "" and "not defined" in last["Cohen's kappa"]["Method"]
    assert (review.root / "output" / "figures" / "agreement.svg").exists()
    assert "on 1 of them they differ" in (review.root / "output" / "report.md").read_text(encoding="utf-8")


def test_the_flow_as_a_page_cites_what_is_behind_its_boxes(review: Folder) -> None:
    review("dedup")
    page = review.root.parent / "flow.html"
    review("flow", "-o", page)
    text = page.read_text(encoding="utf-8")
    assert "<bdi>Gray 2012. Gamma rays in spring</bdi>" in text
    assert '<a href="#list-databases-screened">' in text


def test_every_round_is_drawn_and_a_version_made_elsewhere_counts(empty: Folder) -> None:
    update = "  - {id: wos, source: Web of Science, kind: database, round: 2, date: 2016-07-12, query: x}\n"
    text = PROTOCOL.lstrip().replace(
        "  - {id: wos, source: Web of Science, kind: database, date: 2015-07-12, query: x}\n", update
    )
    (empty.root / "protocol.yaml").write_text(text + "previous: {studies: 7, source: x}\n", encoding="utf-8")
    empty(
        "import",
        empty.file("scopus.ris", ris("Alpha study of things | Ames, Ann | 2010")),
        "--search",
        "scopus",
    )
    empty("import", empty.file("wos.ris", ris("Beta study of birds | Boyd, Bo | 2011")), "--search", "wos")
    drawn = empty("flow", "--all").out
    assert [line for line in drawn.splitlines() if line.startswith("A review made for a test")] == [
        "A review made for a test – Round 1",
        "A review made for a test – Round 2",
        "A review made for a test",
    ]
    assert drawn.count("Previous studies") == 3
    assert [flow["round"] for flow in empty.json("flow", "--all")] == [1, 2, None]
    empty("flow", "--all", "-o", empty.root.parent / "f.svg")
    names = sorted(path.name for path in empty.root.parent.glob("f*.svg"))
    assert names == ["f-round-1.svg", "f-round-2.svg", "f.svg"]
    behind = empty.json("flow", "--explain", "previous-studies")
    assert behind["count"] == 7 and "previous version" in behind["ids"][0]["citation"]
    empty("publish", "--text-only")
    assert (empty.root / "output" / "flow-round-2.svg").exists()


def test_a_flow_of_one_round_is_drawn_once(review: Folder, slr: Run) -> None:
    assert review("flow", "--all").out == review("flow").out

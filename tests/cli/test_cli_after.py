"""After screening: retrieval, studies, coding, tables, the flow, the report, exports."""

import json

import pytest

from conftest import Folder


@pytest.fixture
def passed(review: Folder) -> Folder:
    """Alpha, Beta and Gamma passed title and abstract."""
    review("dedup")
    rows = [f"{name},include,{who}" for name in ("scopus.1", "scopus.2", "wos.2") for who in ("ana", "ben")]
    review("screen", "--apply", review.csv("d.csv", "report,decision,reviewer", *rows))
    return review


@pytest.fixture
def included(passed: Folder) -> Folder:
    """Alpha and Beta are included, Gamma is excluded for its design."""
    rows = [f"{name},include,,{who}" for name in ("scopus.1", "scopus.2") for who in ("ana", "ben")]
    rows += [f"wos.2,exclude,e2,{who}" for who in ("ana", "ben")]
    path = passed.csv("f.csv", "report,decision,reason,reviewer", *rows)
    passed("screen", "--stage", "full-text", "--apply", path)
    return passed


CODES = "study,dimension,values,coder,quote,page"


def code(folder: Folder, *rows: str) -> None:
    folder("code", "--apply", folder.csv("codings.csv", CODES, *rows))


# Retrieval


def test_full_texts_are_listed_and_marked(passed: Folder) -> None:
    listed = passed.json("retrieve", "--list")
    assert [(row["report"], row["status"]) for row in listed] == [
        (passed.id("scopus.1"), "sought"),
        (passed.id("scopus.2"), "sought"),
        (passed.id("wos.2"), "sought"),
    ]
    passed("retrieve", passed.id("wos.2"), "--status", "not-retrieved", "--note", "out of print")
    path = passed.csv("r.csv", "report,status,note", "scopus.1,retrieved,", "scopus.2,requested,")
    assert "2 reports: 2 new" in passed("retrieve", "--apply", path).err
    assert "0 new, 2 known already" in passed("retrieve", "--apply", path).err
    found = {row["report"]: (row["status"], row["note"]) for row in passed.json("retrieve", "--list")}
    assert found[passed.id("wos.2")] == ("not-retrieved", "out of print")
    assert passed.json("status")["retrieval"] == {
        "sought": 0,
        "requested": 1,
        "retrieved": 1,
        "not-retrieved": 1,
    }


def test_a_wrong_status_is_refused(passed: Folder) -> None:
    before = passed.snapshot()
    path = passed.csv("r.csv", "report,status", "scopus.1,retrieved", "scopus.2,retreived")
    assert "r.csv:3: 'retreived' is no retrieval status" in passed("retrieve", "--apply", path, code=2).err
    assert passed.snapshot() == before


# Studies


def test_reports_are_linked_to_a_study_and_taken_out_again(included: Folder) -> None:
    one, two = included.id("scopus.1"), included.id("scopus.2")
    assert [s["study"] for s in included.json("study", "list")] == [one, two]
    included("study", "link", "birds", one, two)
    assert included.json("study", "list") == [{"study": "birds", "reports": [one, two]}]
    included("study", "unlink", "birds", two)
    assert [s["study"] for s in included.json("study", "list")] == ["birds", two]


def test_a_study_may_be_named_by_one_of_its_reports(included: Folder) -> None:
    one, two = included.id("scopus.1"), included.id("scopus.2")
    path = included.csv("s.csv", "study,report", "scopus.1,scopus.2")
    included("study", "--apply", path)
    assert included.json("study", "list") == [{"study": one, "reports": [one, two]}]
    assert "0 new" in included("study", "--apply", path).err
    assert "cannot name a study" in included("study", "link", "No Good", two, code=2).err


# Coding


def test_codings_are_kept_counted_and_traced(included: Folder) -> None:
    code(
        included,
        "scopus.1,objective,transparency-accountability; co-production,ana,we publish all,p. 3",
        "scopus.2,objective,co-production,ana,we did,",
    )
    table = included.json("tabulate", "objective")
    counts = {row["id"]: row["count"] for row in table["table"]}
    assert counts["co-production"] == 2 and counts["transparency-accountability"] == 1
    (behind,) = [
        row["cells"][0]["studies"] for row in table["table"] if row["id"] == "transparency-accountability"
    ]
    assert behind == [included.id("scopus.1")]
    event = included.json("log", "--kind", "coding")[0]
    assert (event["data"]["quote"], event["data"]["page"]) == ("we publish all", "p. 3")
    kept = included.root / "ledger" / "codebooks" / f"{event['data']['codebook_hash']}.json"
    assert json.loads(kept.read_text())["id"] == "bertot-2010"


def test_coders_who_differ_are_a_conflict_until_it_is_settled(included: Folder) -> None:
    code(
        included,
        "scopus.1,objective,co-production,ana,we did,",
        "scopus.1,objective,crowdsourcing,ben,we did,",
    )
    assert included.json("tabulate", "objective")["conflicts"] == [included.id("scopus.1")]
    assert included.json("status")["codebooks"][0]["conflicts"] == 1
    path = included.csv("res.csv", CODES, "scopus.1,objective,crowdsourcing,cleo,we did,")
    included("resolve", "--codebook", "bertot-2010", "--apply", path)
    table = included.json("tabulate", "objective")
    assert table["conflicts"] == []
    assert {row["id"]: row["count"] for row in table["table"]}["crowdsourcing"] == 1
    code(included, "scopus.1,objective,co-production,ben,we did,")
    assert (
        included.json("tabulate", "objective")["conflicts"] == []
    )  # ben now agrees with ana: nothing to settle


def test_linking_coded_studies_keeps_all_codings_and_those_that_differ_are_conflicts(
    included: Folder,
) -> None:
    code(
        included,
        "scopus.1,objective,co-production,ana,we did,",
        "scopus.2,objective,crowdsourcing,ana,we did,",
    )
    included("study", "link", "birds", included.id("scopus.1"), included.id("scopus.2"))
    table = included.json("tabulate", "objective")
    assert (table["studies"], table["conflicts"]) == (["birds"], ["birds"])
    included("study", "unlink", "birds", included.id("scopus.1"))
    assert included.json("tabulate", "objective")["conflicts"] == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("wos.2,objective,co-production,ana,we did,", "is no included study"),
        ("scopus.1,objektive,co-production,ana,we did,", "has no dimension 'objektive'"),
        ("scopus.1,objective,coproduction,ana,we did,", "Did you mean `co-production`?"),
        ("scopus.1,objective,co-production,zoe,we did,", "the protocol names no reviewer zoe"),
    ],
)
def test_a_wrong_coding_is_refused_with_its_line(included: Folder, row: str, message: str) -> None:
    path = included.csv("codings.csv", CODES, "scopus.2,objective,co-production,ana,we did,", row)
    before = included.snapshot()
    ran = included("code", "--apply", path, code=2)
    assert "codings.csv:3: " in ran.err and message in ran.err
    assert included.snapshot() == before


# The flow, and the story of a record


def test_the_flow_counts_explains_and_compares(included: Folder) -> None:
    boxes = {(b["box"], b["column"]): b["count"] for b in included.json("flow")["boxes"]}
    assert boxes["identified", "databases"] == 4
    assert boxes["duplicates", "databases"] == 1
    assert boxes["assessed", "databases"] == 3
    assert boxes["included-studies", "all"] == 2
    behind = included.json("flow", "--explain", "excluded-full-text", "--item", "e2")
    assert [one["citation"] for one in behind["ids"]] == ["Gray 2012, Gamma rays in spring"]
    duplicates = included.json("flow", "--explain", "duplicates")
    assert [(one["id"], one["of"]) for one in duplicates["ids"]] == [
        (included.id("wos.1"), [included.id("scopus.1")])
    ]
    assert "did you mean" in included("flow", "--explain", "duplicate", code=2).err.lower()
    assert "Records identified" in included("flow").out


def test_a_difference_from_the_published_flow_exits_1_with_a_table(included: Folder) -> None:
    expect = included.file(
        "flow.expect.yaml",
        """
        about: what the paper says
        boxes:
          - {box: identified, column: all, unit: records, count: 4, source: published}
          - {box: included-studies, column: all, unit: studies, count: 3, source: published}
        """,
    )
    ran = included("flow", "--expect", expect, code=1)
    (line,) = [line for line in ran.out.splitlines() if "DIFFERS" in line]
    assert line.split()[1:6] == ["included-studies", "all", "studies", "3", "2"]
    expect.write_text(expect.read_text().replace("count: 3", "count: 2"))
    assert "all 2 numbers agree" in included("flow", "--expect", expect).err
    expect.write_text("boxes: [{box: identfied, count: 3}]")
    assert (
        "flow.expect.yaml: box 1: unknown box 'identfied'" in included("flow", "--expect", expect, code=2).err
    )


def test_the_flow_is_written_as_svg(included: Folder) -> None:
    path = included.root.parent / "flow.svg"
    included("flow", "--svg", path)
    assert path.read_text().startswith("<svg") or path.read_text().startswith("<?xml")


def test_why_tells_the_whole_story_of_a_record(included: Folder) -> None:
    story = included.json("why", included.id("wos.1"))
    assert (story["report"], story["export"], story["line"]) == (
        included.id("scopus.1"),
        "searches/wos/wos.ris",
        1,
    )
    assert ["TI", "Alpha study of things"] in story["raw"]
    assert [(s["stage"], s["outcome"]) for s in story["stages"]] == [
        ("title-abstract", "included"),
        ("full-text", "included"),
    ]
    assert {b["box"] for b in story["boxes"]} == {"identified", "duplicates"}
    text = included("why", included.id("wos.2")).out
    assert "full-text: excluded, e2 (by people)" in text
    assert "there is no report" in included("why", "nothing", code=2).err


# The report and exports


def test_publish_builds_a_page_that_stands_alone_and_the_same_bytes_again(included: Folder) -> None:
    code(included, "scopus.1,objective,co-production,ana,we did,")
    included("publish")
    built = {n: d for n, d in included.snapshot().items() if n.startswith("output/")}
    page = built["output/report.html"].decode()
    assert "Gamma rays in spring" in page and "Wrong design" in page
    assert "<script src" not in page and "<link " not in page and "@import" not in page
    included("publish")
    assert built == {n: d for n, d in included.snapshot().items() if n.startswith("output/")}
    manifest = json.loads(built["output/manifest.json"])
    assert {f"output/{name}" for name in manifest["outputs"]} | {"output/manifest.json"} == set(built)
    assert manifest["sources"]["searches/scopus/scopus.ris"]


def test_output_is_rebuilt_and_what_is_no_longer_built_is_removed(included: Folder) -> None:
    included("publish")
    mine = included.root / "output" / "notes.txt"
    mine.write_text("a person's own file")
    manifest = included.root / "output" / "manifest.json"
    data = json.loads(manifest.read_text())
    stale = included.root / "output" / "old.csv"
    stale.write_text("old")
    data["outputs"]["old.csv"] = {"bytes": 3, "sha256": ""}
    data["outputs"]["../protocol.yaml"] = {"bytes": 3, "sha256": ""}
    manifest.write_text(json.dumps(data))
    included("publish")
    assert not stale.exists() and mine.exists() and (included.root / "protocol.yaml").exists()


def test_abstracts_stay_home_unless_asked_for(empty: Folder) -> None:
    given = empty.file("x.ris", "TY  - JOUR\nTI  - A title\nAB  - A secret abstract\nER  - \n")
    empty("import", given, "--search", "scopus")
    rows = [f"scopus.1,include,{who}" for who in ("ana", "ben")]
    for stage in ("title-abstract", "full-text"):
        empty("screen", "--stage", stage, "--apply", empty.csv("d.csv", "report,decision,reviewer", *rows))
    empty("publish")
    assert not [n for n, d in empty.snapshot().items() if n.startswith("output/") and b"secret" in d]
    empty("publish", "--with-abstracts")
    assert [n for n, d in empty.snapshot().items() if n.startswith("output/") and b"secret" in d]


@pytest.mark.parametrize("format", ["ris", "bibtex", "csv", "jsonl"])
def test_any_set_is_exported_in_any_format_and_reads_back(included: Folder, format: str) -> None:
    path = included.root.parent / f"included.{format}"
    included("export", "included", "--to", format, "-o", path)
    out = included.slr("convert", path, "--to", "jsonl").out
    assert [json.loads(line)["title"] for line in out.splitlines()] == [
        "Alpha study of things",
        "Beta study of birds",
    ]


def test_the_sets_have_the_words_of_the_flow(included: Folder) -> None:
    def titles(*words: str) -> list[str]:
        out = included("export", *words, "--to", "jsonl").out
        return [json.loads(line)["title"].split()[0] for line in out.splitlines()]

    assert titles("all") == ["Alpha", "Beta", "Gamma"]
    assert titles("records") == ["Alpha", "Beta", "Alpha", "Gamma"]
    assert titles("excluded") == titles("excluded", "--stage", "full-text") == ["Gamma"]
    assert titles("excluded", "--stage", "title-abstract") == []
    assert "did you mean included?" in included("export", "include", code=2).err


def test_status_says_what_to_do_next(empty: Folder) -> None:
    steps = [step["command"] for step in empty.json("status")["next"]]
    assert steps == [f"slr import FILE --search {name}" for name in ("scopus", "wos", "grey")]


def test_status_is_for_people_too(included: Folder) -> None:
    text = included("status").out
    assert "4 records, 3 reports after deduplication" in text
    assert "Title and abstract: 3 included (decisions: ana 3, ben 3)" in text
    assert "slr code --codebook bertot-2010" in text


def test_what_was_not_retrieved_is_no_work_for_a_reviewer(passed: Folder) -> None:
    passed("retrieve", passed.id("wos.2"), "--status", "not-retrieved")
    status = passed.json("status")
    assert status["stages"][1]["outcomes"]["pending"] == 2
    assert "2 pending at Full text" in [step["what"] for step in status["next"]]


def test_reports_of_one_study_are_suggested_not_linked(empty: Folder) -> None:
    records = "".join(
        f"TY  - JOUR\nTI  - {title}\nAB  - Registered: NCT0123456{n}.\nER  - \n"
        for title, n in (("Texting smokers", 7), ("Costs of texting", 7), ("Birds", 1))
    )
    empty("import", empty.file("x.ris", records), "--search", "scopus")
    for stage in ("title-abstract", "full-text"):
        rows = [f"scopus.{n},include,{who}" for n in (1, 2, 3) for who in ("ana", "ben")]
        empty("screen", "--stage", stage, "--apply", empty.csv("d.csv", "report,decision,reviewer", *rows))
    one, two = empty.id("scopus.1"), empty.id("scopus.2")
    assert empty.json("study", "suggest") == [
        {"a": one, "b": two, "why": "the same registration number: NCT01234567"}
    ]
    assert len(empty.json("study", "list")) == 3
    empty("study", "link", "texting", one, two)
    assert empty.json("study", "suggest") == []

"""Coding with more than one coder: what each may see, categories that emerge, cases and results."""

import io
import json

import openpyxl
import pytest

from conftest import Folder
from slr.app.ask import CodingDesk
from slr.app.caller import Caller
from slr.app.code_desk import code as run_desk
from slr.app.review import open_review
from slr.model.errors import SlrError

CODES = "study,dimension,values,coder,quote,page"
EMERGED = ("--name", "Evaluation", "--definition", "Learns what people think.", "--why", "Beta did just that")


@pytest.fixture
def studies(review: Folder) -> Folder:
    """Alpha, Beta and Gamma are included."""
    review("dedup")
    for stage in ("title-abstract", "full-text"):
        rows = [
            f"{name},include,{who}" for name in ("scopus.1", "scopus.2", "wos.2") for who in ("ana", "ben")
        ]
        path = review.csv("d.csv", "report,decision,reviewer", *rows)
        review("screen", "--stage", stage, "--apply", path)
    return review


def code(folder: Folder, *rows: str, book: str = "bertot-2010", code: int = 0) -> str:
    """Apply rows of codings; what was said."""
    header = CODES if book == "bertot-2010" else "study,result,dimension,values,coder,note"
    return folder("code", "--codebook", book, "--apply", folder.csv("c.csv", header, *rows), code=code).err


def counts(folder: Folder, *words: str) -> dict[str, int]:
    """How many studies each row of a table has."""
    return {row["id"]: row["count"] for row in folder.json(*words)["table"] if row["count"]}


def with_codebook(folder: Folder, text: str, name: str = "own") -> None:
    """A codebook of the review's own, in place of the one that the protocol names."""
    (folder.root / "codebooks").mkdir(exist_ok=True)
    (folder.root / "codebooks" / f"{name}.yaml").write_text(text, encoding="utf-8")
    protocol = folder.root / "protocol.yaml"
    protocol.write_text(protocol.read_text().replace("[bertot-2010]", f"[{name}]"), encoding="utf-8")


# Blinding


def test_a_coder_sees_another_s_codings_only_where_they_have_coded_themselves(studies: Folder) -> None:
    code(studies, "scopus.1,objective,co-production,ana,we did,", "scopus.2,objective,crowdsourcing,ana,so,")
    assert counts(studies, "--as", "ben", "tabulate", "objective") == {"(not coded)": 3}
    assert [e["who"] for e in studies.json("--as", "ben", "log", "--kind", "coding")] == []
    code(studies, "scopus.1,objective,crowdsourcing,ben,we did,")
    assert counts(studies, "--as", "ben", "tabulate", "objective") == {"(in conflict)": 1, "(not coded)": 2}
    assert counts(studies, "--as", "ana", "tabulate", "objective") == {
        "(in conflict)": 1,
        "crowdsourcing": 1,
        "(not coded)": 1,
    }
    team = studies.json("tabulate", "objective")
    assert team["conflicts"] == [studies.id("scopus.1")]


def test_a_coding_changed_after_its_coder_could_see_the_other_s_is_not_blind(studies: Folder) -> None:
    code(studies, "scopus.1,objective,co-production,ana,we did,")
    code(studies, "scopus.1,objective,crowdsourcing,ana,we did,")
    code(studies, "scopus.1,objective,co-production,ben,we did,")
    code(studies, "scopus.1,objective,co-production,ana,we did,")
    told = studies.json("log", "--kind", "coding")
    assert [(e["who"], e["data"].get("blind", True)) for e in told] == [
        ("ana", True),
        ("ana", True),
        ("ben", True),
        ("ana", False),
    ]


# Categories that emerge


def test_a_category_emerges_and_studies_coded_before_are_listed_for_another_look(studies: Folder) -> None:
    code(studies, "scopus.1,objective,co-production,ana,we did,", "scopus.2,objective,crowdsourcing,ben,so,")
    yaml = (studies.root / "protocol.yaml").read_text()
    one, two = studies.id("scopus.1"), studies.id("scopus.2")
    ran = studies("--as", "ana", "codebook", "add", "bertot-2010", "objective", "evaluation", *EMERGED)
    assert f"2 studies coded before: {one}, {two}" in ran.err
    assert (studies.root / "protocol.yaml").read_text() == yaml
    shown = studies.json("codebook", "show", "bertot-2010")
    assert [(e["category"], e["who"], e["why"]) for e in shown["emerged"]] == [
        ("evaluation", "ana", "Beta did just that")
    ]
    assert [(one["study"], one["coder"]) for one in shown["look_again"]] == [(one, "ana"), (two, "ben")]
    code(studies, "scopus.2,objective,evaluation,ben,so they said,")
    studies("--as", "ana", "code", "--stands", one)
    assert studies.json("codebook", "show", "bertot-2010")["look_again"] == []
    table = studies.json("tabulate", "objective")["table"]
    assert [(row["name"], row["count"]) for row in table][-2:] == [("Evaluation", 1), ("(not coded)", 1)]
    assert "emerged: ana" in studies("codebook", "show", "bertot-2010").out
    assert studies.json("codebook", "check", "bertot-2010") == []


def test_a_category_may_be_said_better_or_taken_back_and_is_never_added_twice(studies: Folder) -> None:
    words = ("codebook", "add", "bertot-2010", "objective", "evaluation")
    studies("--as", "ana", *words, *EMERGED)
    assert "known already" in studies("--as", "ben", *words, *EMERGED).err
    better = ("--definition", "Learns how its own work is received.", "--why", "said better")
    studies("--as", "ben", *words, *better)
    shown = studies.json("codebook", "show", "bertot-2010")
    assert [e["why"] for e in shown["emerged"]] == ["said better"]
    code(studies, "scopus.1,objective,evaluation,ana,we did,")
    assert "is in use" in studies(*words, "--undo", "--as", "ana", code=2).err
    code(studies, "scopus.1,objective,co-production,ana,we did,")
    studies(*words, "--undo", "--as", "ana")
    assert studies.json("codebook", "show", "bertot-2010")["emerged"] == []
    assert "is no category" in code(studies, "scopus.2,objective,evaluation,ana,x,", code=2)


def test_what_emerged_in_a_codebook_is_there_in_one_that_extends_it(studies: Folder) -> None:
    protocol = studies.root / "protocol.yaml"
    protocol.write_text(protocol.read_text().replace("[bertot-2010]", "[bertot-2010, own, third]"))
    (studies.root / "codebooks").mkdir()
    for name, base in (("own", "bertot-2010"), ("third", "own")):
        text = f"id: {name}\nsource: ours\nextends: {base}\n"
        (studies.root / "codebooks" / f"{name}.yaml").write_text(text)
    studies("codebook", "add", "bertot-2010", "objective", "evaluation", *EMERGED, "--as", "ana")
    path = studies.csv("c.csv", CODES, "scopus.1,objective,evaluation,ana,we learned,")
    studies("code", "--codebook", "third", "--apply", path)
    assert counts(studies, "tabulate", "objective", "--codebook", "third")["evaluation"] == 1
    assert "emerged: ana" in studies("codebook", "show", "third").out
    assert "C033" not in studies("codebook", "check", "third").err
    studies("codebook", "add", "bertot-2010", "objective", "evaluation", "--undo", "--as", "ana")
    assert "C033" in studies("codebook", "check", "third").err  # the coding is kept, and told of


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("objective", "co-production", *EMERGED), "has a category co-production already"),
        (("objektive", "evaluation", *EMERGED), "did you mean objective?"),
        (("objective", "Evaluation!", *EMERGED), "cannot name a category"),
        (("objective", "evaluation", "--why", "so"), "--definition"),
        (("objective", "evaluation", "--definition", "x"), "--why"),
        (("objective",), "slr codebook add CODEBOOK DIMENSION CATEGORY"),
        (("objective", "evaluation", *EMERGED, "--parent", "co-prod"), "did you mean co-production?"),
    ],
)
def test_a_category_that_cannot_be_added_is_refused(
    studies: Folder, words: tuple[str, ...], message: str
) -> None:
    before = studies.snapshot()
    assert message in studies("codebook", "add", "bertot-2010", *words, "--as", "ana", code=2).err
    assert studies.snapshot() == before


OWN = """\
id: own
source: ours
dimensions:
  - id: design
    required: true
    categories:
      - {id: survey, definition: Asks people.}
      - {id: trial, definition: Compares groups.}
"""


def test_a_codebook_that_changes_under_codings_says_which_are_affected(studies: Folder) -> None:
    with_codebook(studies, OWN)
    path = studies.csv("c.csv", CODES, "scopus.1,design,survey,ana,,", "scopus.2,design,trial,ana,,")
    studies("code", "--apply", path)
    assert studies.json("codebook", "check", "own") == []
    assert "no difference" in studies("codebook", "diff", "own").err
    file = studies.root / "codebooks" / "own.yaml"
    file.write_text(OWN.replace("Asks people.", "Asks people by letter.").replace("trial", "experiment"))
    found = studies.json("codebook", "check", "own")
    one, two = studies.id("scopus.1"), studies.id("scopus.2")
    by_code = {f["code"]: [g["message"] for g in found if g["code"] == f["code"]] for f in found}
    assert any(f"Coded before: {one} (ana)." in text and "definition" in text for text in by_code["C030"])
    assert any(f"Coded before: {two} (ana)." in text and "removed" in text for text in by_code["C030"])
    assert (
        len(by_code["C033"]) == 1 and f"ana's coding of {two}: `trial` is no category" in by_code["C033"][0]
    )
    assert all(f["file"].startswith("ledger/codings/own/ana/") and f["line"] for f in found)
    (difference,) = studies.json("codebook", "diff", "own", code=1)
    assert {a["study"] for a in difference["affected"]} == {one, two}
    kept = difference["before"]
    assert studies.json("codebook", "diff", kept, "own", code=1)[0]["changes"] == difference["changes"]


def test_codebooks_are_compared_begun_and_written_in_other_forms(studies: Folder) -> None:
    ran = studies("codebook", "diff", "bertot-2010", "tursunbayeva-2017", code=1)
    assert "The category `evaluation` was added to `objective`." in ran.out
    studies("codebook", "new", "mine", "--extends", "bertot-2010")
    assert [f["severity"] for f in studies.json("codebook", "check", "mine")] == []
    again = studies("codebook", "new", "mine", code=2)
    assert "there is a codebook mine already" in again.err
    assert "<Code guid=" in studies("codebook", "show", "mine", "--to", "qdc").out
    assert studies("codebook", "show", "bertot-2010", "--to", "markdown").out.startswith(
        "# Objectives of social"
    )


# Cases


MAP = """\
id: own
source: ours
unit: case
dimensions:
  - id: field
    kind: many
    required: true
    categories:
      - {id: health, definition: Health.}
      - {id: work, definition: Work.}
  - {id: country, kind: country}
"""


def test_cases_are_taken_in_coded_and_counted(studies: Folder) -> None:
    with_codebook(studies, MAP)
    file = studies.file("clubs.csv", "title,country,city\nChess club,DE,Ulm\nRun club,IT,\n")
    assert "2 rows: 2 new" in studies("code", "--import-cases", file, "--as", "ana").err
    before = studies.snapshot()
    assert "0 new, 2 known" in studies("code", "--import-cases", file, "--as", "ana").err
    assert studies.snapshot() == before
    events = studies.json("log", "--kind", "case")
    first, second = (event["data"]["case"] for event in events)
    assert first.startswith("clubs-") and first.endswith("-1")
    assert events[0]["data"]["cells"] == {"title": "Chess club", "country": "DE", "city": "Ulm"}
    path = studies.csv(
        "c.csv",
        "study,dimension,values,coder",
        f"{first},field,health; work,ana",
        f"{first},field,health,ben",
        f"{second},country,IT,ana",
    )
    studies("code", "--apply", path)
    table = studies.json("tabulate", "field")
    assert (table["studies"], table["conflicts"]) == ([first, second], [first])
    path = studies.csv("r.csv", "study,dimension,values,coder", f"{first},field,work,cleo")
    studies("resolve", "--codebook", "own", "--apply", path)
    assert counts(studies, "tabulate", "field") == {"work": 1, "(not coded)": 1}
    assert counts(studies, "--as", "cleo", "tabulate", "country") == {"(not coded)": 2}


def test_cases_come_from_a_workbook_and_an_id_column_keeps_them_the_same(
    studies: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_codebook(studies, MAP)
    book = openpyxl.Workbook()
    for row in (("id", "Title", "Year"), ("c1", "Chess club", 1999), ("c2", "Run club", None)):
        book.active.append(row)
    path = studies.root.parent / "clubs.xlsx"
    book.save(path)
    studies("code", "--import-cases", path, "--as", "ana")
    book.active["B2"] = "Chess and go club"
    book.save(path)
    assert "1 new, 1 known" in studies("code", "--import-cases", path, "--as", "ana").err
    titles = {e["data"]["case"]: e["data"]["title"] for e in studies.json("log", "--kind", "case")}
    assert titles == {"c1": "Chess and go club", "c2": "Run club"}
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    ran = studies("code", "--plain", "--as", "ana")
    assert "Study 1 of 2" in ran.out and "Chess and go club" in ran.out and "1999" in ran.out


def test_a_changed_file_without_ids_and_a_codebook_of_studies_are_refused(studies: Folder) -> None:
    file = studies.file("clubs.csv", "title\nChess club\n")
    assert "codes each study" in studies("code", "--import-cases", file, "--as", "ana", code=2).err
    with_codebook(studies, MAP)
    studies("code", "--import-cases", file, "--as", "ana")
    file.write_text("title\nRun club\nChess club\n")
    assert "give the file a column id" in studies("code", "--import-cases", file, "--as", "ana", code=2).err
    file.write_text("id,title\na,Run club\na,Chess club\nb,\n")
    ran = studies("code", "--import-cases", file, "--set", "others", "--as", "ana", code=2)
    assert "clubs.csv:4: this row names no case" in ran.err
    file.write_text("id,title\na,Run club\n,Chess club\n")
    ran = studies("code", "--import-cases", file, "--set", "others", "--as", "ana", code=2)
    assert "clubs.csv:3: id is empty" in ran.err


def test_cases_are_withdrawn_with_their_codings_kept_and_may_come_again(studies: Folder) -> None:
    with_codebook(studies, MAP)
    file = studies.file("clubs.csv", "id,title\nc1,Chess club\nc2,Run club\n")
    studies("code", "--import-cases", file, "--as", "ana")
    studies("code", "--apply", studies.csv("c.csv", "study,dimension,values,coder", "c1,field,health,ana"))
    assert "did you mean clubs?" in studies("code", "--withdraw-cases", "club", "--as", "ana", code=2).err
    assert "2 cases withdrawn" in studies("code", "--withdraw-cases", "clubs", "--as", "ana").err
    assert studies.json("tabulate", "field")["studies"] == []
    assert "no case is there to code yet" in studies("code", "--plain", "--as", "ana", code=2).err
    studies("code", "--import-cases", file, "--as", "ana")
    assert counts(studies, "tabulate", "field") == {"health": 1, "(not coded)": 1}


# Other units


def test_reports_of_one_study_are_coded_each_where_the_codebook_says_so(studies: Folder) -> None:
    with_codebook(studies, OWN.replace("source: ours", "source: ours\nunit: report"))
    one, two = studies.id("scopus.1"), studies.id("scopus.2")
    studies("study", "link", "birds", one, two)
    rows = ("scopus.1,design,survey,ana", "scopus.2,design,trial,ana")
    studies("code", "--apply", studies.csv("c.csv", "study,dimension,values,coder", *rows))
    table = studies.json("tabulate", "design")
    assert table["studies"] == [one, two, studies.id("wos.2")]
    assert counts(studies, "tabulate", "design") == {"survey": 1, "trial": 1, "(not coded)": 1}


def test_arms_are_named_and_coded(studies: Folder) -> None:
    with_codebook(studies, OWN.replace("source: ours", "source: ours\nunit: arm"))
    path = studies.csv("arms.csv", "study,arm", "scopus.1,Usual care", "scopus.1,New care", "wos.2,")
    assert "arms.csv:4: arm is empty" in studies("code", "--import-cases", path, "--as", "ana", code=2).err
    path = studies.csv("arms.csv", "study,arm", "scopus.1,Usual care", "scopus.1,New care")
    studies("code", "--import-cases", path, "--as", "ana")
    rows = ("scopus.1,usual-care,design,survey,ana", "scopus.1,new-care,design,trial,ana")
    studies("code", "--apply", studies.csv("c.csv", "study,result,dimension,values,coder", *rows))
    assert studies.json("tabulate", "design")["studies"] == [
        f"{studies.id('scopus.1')}:usual-care",
        f"{studies.id('scopus.1')}:new-care",
    ]
    assert counts(studies, "tabulate", "design") == {"survey": 1, "trial": 1}


# Results


JUDGED = [
    f"scopus.1,pain,d{n},{value},ana," for n, value in enumerate(("low", "low", "high", "low", "low"), 1)
]


@pytest.fixture
def results(studies: Folder) -> Folder:
    """Two results of Alpha, to be judged with RoB 2."""
    with_codebook(studies, "", name="rob-2")
    (studies.root / "codebooks" / "rob-2.yaml").unlink()
    rows = ("scopus.1,Pain,12 weeks,pain", "scopus.1,Sleep,12 weeks,")
    path = studies.csv("results.csv", "study,outcome,time-point,id", *rows)
    studies("code", "--import-cases", path, "--as", "ana")
    return studies


def test_results_are_judged_each_and_the_overall_follows_the_tool_s_rule(results: Folder) -> None:
    code(results, *JUDGED, book="rob-2")
    table = results.json("tabulate", "overall")
    pain, sleep = f"{results.id('scopus.1')}:pain", f"{results.id('scopus.1')}:sleep-12-weeks"
    assert table["studies"] == [pain, sleep]
    assert {row["id"]: row["cells"][0]["studies"] for row in table["table"] if row["count"]} == {
        "high": [pain],
        "(not coded)": [sleep],
    }
    assert "2 results" in code(results, "scopus.1,,d1,low,ana,", book="rob-2", code=2)
    assert "no result 'fatigue'" in code(results, "scopus.1,fatigue,d1,low,ana,", book="rob-2", code=2)


def test_whoever_departs_from_the_rule_says_why(results: Folder) -> None:
    refused = code(results, *JUDGED, "scopus.1,pain,overall,low,ana,", book="rob-2", code=2)
    assert "c.csv:7: the rule of rob-2 makes the overall judgement high: high in D3" in refused
    code(results, *JUDGED, "scopus.1,pain,overall,low,ana,only three people were lost", book="rob-2")
    assert counts(results, "tabulate", "overall") == {"low": 1, "(not coded)": 1}
    event = results.json("log", "--kind", "coding")[-1]["data"]
    assert event["result"].endswith(":pain") and event["note"] == "only three people were lost"


class Judge:
    """Judges the first result in every domain, then says an overall of their own."""

    def code(self, desk: CodingDesk) -> None:
        """Sit at the desk."""
        pain = desk.queue[0]
        assert [record.title for record in desk.sheet(pain).records] == [
            "Result: Pain, 12 weeks",
            "Alpha study of things",
        ]
        for n in range(1, 6):
            desk.code(pain, f"d{n}", ["low"])
        assert desk.progress().done == 1, "the rule's overall need not be said again"
        with pytest.raises(SlrError, match="makes the overall judgement low: low in all domains"):
            desk.code(pain, "overall", ["high"])
        desk.code(pain, "overall", ["high"], note="the authors withdrew it")
        desk.undo()
        desk.code(pain, "overall", ["low"])


def test_at_the_desk_a_result_is_shown_before_its_reports_and_the_rule_is_held(results: Folder) -> None:
    tokens = iter(f"t{n}" for n in range(9))
    caller = Caller(
        root=results.root, who="ana", now=lambda: "2026-01-01T00:00:00Z", token=lambda: next(tokens)
    )
    run_desk(open_review(results.root), caller, "rob-2", Judge())
    assert counts(results, "tabulate", "overall") == {"low": 1, "(not coded)": 1}


class Namer:
    """Names results of Alpha at the desk, and judges one."""

    def code(self, desk: CodingDesk) -> None:
        """Sit at the desk."""
        alpha = desk.queue[0]
        assert (desk.sheet(alpha).named, desk.progress().left) == (False, len(desk.queue))
        with pytest.raises(SlrError, match="is named yet"):
            desk.code(alpha, "d1", ["low"])
        with pytest.raises(SlrError, match="time-point is empty"):
            desk.name_part(alpha, {"outcome": "Pain", "time-point": " "})
        pain = desk.name_part(alpha, {"outcome": "Pain", "time-point": "12  weeks", "figure": "Table 2"})
        assert (desk.queue[0], pain) == (pain, f"{alpha}:pain-12-weeks")
        sleep = desk.name_part(pain, {"outcome": "Sleep", "time-point": "12 weeks"})
        assert desk.queue[:2] == [pain, sleep]
        assert desk.name_part(sleep, {"outcome": "Sleep", "time-point": "12 weeks"}) == sleep
        with pytest.raises(SlrError, match="is there already, with other words"):
            desk.name_part(sleep, {"outcome": "Pain", "time-point": "12 weeks"})
        for n in range(1, 6):
            desk.code(pain, f"d{n}", ["low"])
        assert desk.progress().done == 1
        wrong = desk.name_part(sleep, {"outcome": "Wrong", "time-point": "never"})
        assert desk.undo() == sleep and wrong not in desk.queue
        assert desk.sheet(pain).proposal == "low: low in all domains"


def test_results_are_named_at_the_desk(studies: Folder) -> None:
    with_codebook(studies, "", name="rob-2")
    (studies.root / "codebooks" / "rob-2.yaml").unlink()
    tokens = iter(f"t{n}" for n in range(9))
    caller = Caller(
        root=studies.root, who="ana", now=lambda: "2026-01-01T00:00:00Z", token=lambda: next(tokens)
    )
    run_desk(open_review(studies.root), caller, "rob-2", Namer())
    alpha = studies.id("scopus.1")
    table = studies.json("tabulate", "overall")
    assert table["studies"] == [f"{alpha}:pain-12-weeks", f"{alpha}:sleep-12-weeks"]
    assert counts(studies, "tabulate", "overall") == {"low": 1, "(not coded)": 1}
    errors = {f["code"] for f in studies.json("check", code=1) if f["severity"] == "error"}
    assert errors == {"A001"}  # the fixture changes the protocol's codebook, which is no concern here


def test_a_resolution_of_the_overall_that_departs_from_the_rule_says_why_too(results: Folder) -> None:
    code(results, *JUDGED, "scopus.1,pain,overall,high,ana,", book="rob-2")
    theirs = [row.replace(",ana,", ",ben,") for row in JUDGED]
    code(results, *theirs, "scopus.1,pain,overall,low,ben,nobody was lost", book="rob-2")
    head = "study,result,dimension,values,coder,note"
    path = results.csv("r.csv", head, "scopus.1,pain,overall,low,cleo,")
    ran = results("resolve", "--codebook", "rob-2", "--apply", path, code=2)
    assert "r.csv:2: the rule of rob-2 makes the overall judgement high" in ran.err
    path = results.csv("r.csv", head, "scopus.1,pain,overall,low,cleo,as ben says")
    results("resolve", "--codebook", "rob-2", "--apply", path)
    assert counts(results, "tabulate", "overall") == {"low": 1, "(not coded)": 1}


def test_a_result_leaves_with_its_study_and_comes_back_with_it(results: Folder) -> None:
    code(results, *JUDGED, book="rob-2")
    one, two = results.id("scopus.1"), results.id("scopus.2")
    results("study", "link", "trial", one, two)
    table = results.json("tabulate", "overall")
    assert table["studies"][0] == f"{one}:pain" and json.dumps(table).count(f"{one}:pain") == 2

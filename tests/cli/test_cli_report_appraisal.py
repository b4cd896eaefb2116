"""What the report says of an appraisal tool and of the people: the judgements counted, who coded and settled."""

import csv
import io

import pytest

from conftest import Folder

TOOL = """\
id: tool
name: A tool
source: ours
unit: case
dimensions:
  - id: q1
    name: Sampling
    kind: single
    categories: &answers
      - {id: "yes", name: "Yes", definition: It does.}
      - {id: "no", name: "No", definition: It does not.}
  - {id: q2, name: Analysis, kind: single, categories: *answers}
  - id: kind
    kind: single
    categories: [{id: lab, definition: In a lab.}, {id: field, definition: Outside.}]
"""
UNUSED = TOOL.replace("id: tool", "id: unused").replace("A tool", "Another tool")


@pytest.fixture
def appraised(empty: Folder) -> Folder:
    """Three cases judged by two people who differ once, settled by a third; a second tool is not used."""
    (empty.root / "codebooks").mkdir()
    for name, text in {"tool": TOOL, "unused": UNUSED}.items():
        (empty.root / "codebooks" / f"{name}.yaml").write_text(text)
    protocol = empty.root / "protocol.yaml"
    stated = "rationale: Nobody asked.\nfunding: none\n"
    protocol.write_text(protocol.read_text().replace("[bertot-2010]", "[tool, unused]") + stated)
    cases = empty.file("cases.csv", "id,title\nc1,Case 1\nc2,Case 2\nc3,Case 3\n")
    empty("code", "--codebook", "tool", "--import-cases", cases, "--as", "ana")
    rows = [
        "c1,q1,yes,ana",
        "c1,q1,yes,ben",
        "c2,q1,yes,ana",
        "c2,q1,no,ben",
        "c1,q2,no,ana",
        "c3,kind,lab,ana",
    ]
    said = empty.csv("codings.csv", "study,dimension,values,coder", *rows)
    empty("code", "--codebook", "tool", "--apply", said)
    settled = empty.csv("settled.csv", "study,dimension,values,coder", "c2,q1,no,cleo")
    empty("resolve", "--codebook", "tool", "--apply", settled)
    empty("publish", "--text-only")
    return empty


def table(folder: Folder, name: str) -> list[list[str]]:
    text = (folder.root / "output" / "tables" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.reader(io.StringIO(text)))


def test_judgements_are_counted_in_one_table_and_no_domain_is_set_against_another(appraised: Folder) -> None:
    assert table(appraised, "tool-counts") == [
        ["Domain", "Yes", "No"],
        ["Sampling", "1", "1"],
        ["Analysis", "0", "1"],
    ]
    names = {path.stem for path in (appraised.root / "output").rglob("*") if path.is_file()}
    assert {"tool-judgements", "tool-summary", "tool-kind"} <= names
    assert not {name for name in names if "-by-" in name or name.endswith("-heat")}


def test_a_tool_that_nobody_used_is_in_no_table_and_no_sentence(appraised: Folder) -> None:
    report = (appraised.root / "output" / "report.md").read_text(encoding="utf-8")
    assert "Another tool" not in report
    assert not (appraised.root / "output" / "tables" / "codings-unused.csv").exists()


def test_methods_say_who_appraised_and_who_settled(appraised: Folder) -> None:
    report = (appraised.root / "output" / "report.md").read_text(encoding="utf-8")
    assert "### Risk of bias and quality" in report
    assert (
        "Cases were appraised with A tool (ours), by 2 coders, 2 of 3 by both, blind to each other. "
        "1 difference was settled by a person who had not coded the case."
    ) in report


def test_checklists_hold_what_the_protocol_states(appraised: Folder) -> None:
    said = {row[0]: row[2] for row in table(appraised, "prisma-2020")}
    assert (said["3"], said["25"], said["26"]) == ("Nobody asked.", "none", "")
    assert said["11"].startswith("A tool, by 2 coders")
    assert said["18"] == "Judgements of 3 cases, in figure and table."


def test_agreement_by_category_is_what_agree_prints(appraised: Folder) -> None:
    header, *rows = table(appraised, "agreement-categories-tool")
    assert header[:3] == ["Category", "Cases coded twice", "Raw agreement"]
    assert [row[:3] for row in rows] == [["Sampling: Yes", "2", "0.5"], ["Sampling: No", "2", "0.5"]]
    (found,) = [one for one in appraised.json("agree", "--codebook", "tool") if one["dimension"] == "q1"]
    for row, category in zip(rows, found["categories"], strict=True):
        for estimate in category["estimates"]:
            column = estimate["name"][0].upper() + estimate["name"][1:]
            if column in header:
                wanted = "" if estimate["value"] is None else str(round(estimate["value"], 6))
                assert row[header.index(column)] == wanted, column
    page = (appraised.root / "output" / "report.html").read_text(encoding="utf-8")
    assert "Agreement of coders by category: A tool" in page and "0.500" in page

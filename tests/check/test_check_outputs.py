"""The outputs of a check: as people read them, and as servers' formats prescribe."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from slr.model.finding import Finding
from slr.model.words import Severity
from slr.publish.findings import OUTPUTS, Checked, RuleWords

RULE = RuleWords(
    code="P012",
    name="too few reviewers",
    severity="error",
    family="stages",
    why="A why.",
    mend="A mend.",
    source="B",
)
LINES = {
    ("protocol.yaml", 3): "    reviewers: 4   # all of us",
    ("protocol.yaml", 5): "\tquery: 検索 AND x",
    ("ledger/a.jsonl", 1): "x" * 400 + "HERE" + "y" * 400,
}
FINDINGS = (
    Finding(
        code="P012",
        severity=Severity.ERROR,
        message="Stage `a` asks for 4 reviewers.",
        hint="There are 3: add one.",
        file="protocol.yaml",
        line=3,
        column=16,
    ),
    Finding(
        code="Q001",
        severity=Severity.WARNING,
        message="100% of it, so: bad",
        file="protocol.yaml",
        line=5,
        column=12,
    ),
    Finding(
        code="G002", severity=Severity.ERROR, message="Edited.", file="ledger/a.jsonl", line=1, column=401
    ),
    Finding(code="F022", severity=Severity.WARNING, message="Unknown.", file="searches/a b/ü%.ris"),
    Finding(code="R011", severity=Severity.ERROR, message="Retracted <b>&\n::error::x", record="scopus-1-1"),
    Finding(
        code="P061", severity=Severity.INFO, message="No e-mail.", file="protocol.yaml", line=3, column=16
    ),
)
CHECKED = Checked(findings=FINDINGS, lines=LINES, rules={"P012": RULE}, prefix="review/", version="1.2")

TEXT = (
    """\
protocol.yaml:3:16: error P012: Stage `a` asks for 4 reviewers.
    3 |     reviewers: 4   # all of us
      |                ^
    hint: There are 3: add one.
protocol.yaml:5:12: warning Q001: 100% of it, so: bad
    5 |  query: 検索 AND x
      |              ^
ledger/a.jsonl:1:401: error G002: Edited.
    1 | …{x}HERE{y}…
      | {pad}^
searches/a b/ü%.ris: warning F022: Unknown.
scopus-1-1: error R011: Retracted <b>& ::error::x
protocol.yaml:3:16: info P061: No e-mail.
    3 |     reviewers: 4   # all of us
      |                ^
""".replace("{x}", "x" * 50)
    .replace("{y}", "y" * 46)
    .replace("{pad}", " " * 51)
)


def test_text_shows_the_line_and_a_caret_below_the_place() -> None:
    assert OUTPUTS["text"](CHECKED) == TEXT.rstrip("\n")


def test_nothing_found_is_no_text() -> None:
    assert OUTPUTS["text"](Checked(findings=())) == ""
    assert OUTPUTS["github"](Checked(findings=())) == ""
    assert json.loads(OUTPUTS["json"](Checked(findings=()))) == []
    assert json.loads(OUTPUTS["gitlab"](Checked(findings=()))) == []


def test_json_holds_the_fields_of_a_finding() -> None:
    found = json.loads(OUTPUTS["json"](CHECKED))
    assert found == [finding.as_dict() for finding in FINDINGS]


# GitHub


COMMAND = re.compile(r"::(error|warning|notice) (.*?)::(.*)")


def read_annotation(line: str) -> tuple[str, dict[str, str], str]:
    """An annotation as GitHub's runner reads it: the first `::` after the command ends the properties."""
    found = COMMAND.fullmatch(line)
    assert found, line
    values = dict(pair.split("=", 1) for pair in found[2].split(","))
    marks = (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%"))

    def plain(text: str) -> str:
        for mark, character in marks:
            text = text.replace(mark, character)
        return text

    return found[1], {name: plain(value) for name, value in values.items()}, plain(found[3])


def test_github_annotations() -> None:
    found = [read_annotation(line) for line in OUTPUTS["github"](CHECKED).splitlines()]
    assert found[0] == (
        "error",
        {"file": "review/protocol.yaml", "line": "3", "col": "16", "title": "P012 too few reviewers"},
        "Stage `a` asks for 4 reviewers.\nThere are 3: add one.",
    )
    assert found[1][2] == "100% of it, so: bad"
    assert found[3][1]["file"] == "review/searches/a b/ü%.ris"
    assert found[4] == (
        "error",
        {"file": "review/protocol.yaml", "line": "1", "title": "R011"},
        "scopus-1-1: Retracted <b>& ::error::x",
    )
    assert [one[0] for one in found] == ["error", "warning", "error", "warning", "error", "notice"]


@given(st.text(), st.text(), st.text(min_size=1))
def test_no_text_of_a_review_becomes_a_command_of_its_own(message: str, hint: str, file: str) -> None:
    finding = Finding(code="P012", severity=Severity.ERROR, message=message, hint=hint, file=file)
    said = OUTPUTS["github"](Checked(findings=(finding,), rules={"P012": RULE}))
    assert said.endswith("\n") and said.count("\n") == 1 and "\r" not in said
    assert read_annotation(said.removesuffix("\n"))[1]["title"] == "P012 too few reviewers"
    shown = OUTPUTS["text"](Checked(findings=(finding,)))
    assert not any(line.strip().startswith("::") for line in shown.splitlines()) or file.strip().startswith(
        ":"
    )


# SARIF 2.1.0: what its schema says of the objects that we write (required keys, all keys that there may be).

REQUIRED = {
    "log": {"version", "runs"},
    "run": {"tool"},
    "tool": {"driver"},
    "driver": {"name"},
    "rule": {"id"},
    "result": {"message"},
    "artifactLocation": set(),
    "region": set(),
}
ALLOWED = {
    "log": {"$schema", "version", "runs", "inlineExternalProperties", "properties"},
    "run": {
        "tool",
        "columnKind",
        "results",
        "artifacts",
        "invocations",
        "originalUriBaseIds",
        "taxonomies",
        "properties",
    },
    "tool": {"driver", "extensions", "properties"},
    "driver": {"name", "version", "semanticVersion", "informationUri", "rules", "organization", "properties"},
    "rule": {
        "id",
        "name",
        "shortDescription",
        "fullDescription",
        "help",
        "helpUri",
        "defaultConfiguration",
        "properties",
    },
    "result": {
        "ruleId",
        "ruleIndex",
        "level",
        "kind",
        "message",
        "locations",
        "partialFingerprints",
        "fixes",
        "properties",
    },
    "artifactLocation": {"uri", "uriBaseId", "index"},
    "region": {"startLine", "startColumn", "endLine", "endColumn", "snippet"},
}
LEVELS = {"none", "note", "warning", "error"}


def holds(kind: str, value: Any) -> dict[str, Any]:
    """An object of the log, its keys as the schema has them."""
    assert isinstance(value, dict)
    assert REQUIRED[kind] <= value.keys() <= ALLOWED[kind], (kind, value)
    return value


def read_sarif(text: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rules and results of a log, everything in it checked."""
    log = holds("log", json.loads(text))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = (holds("run", one) for one in log["runs"])
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    driver = holds("driver", holds("tool", run["tool"])["driver"])
    rules = [holds("rule", rule) for rule in driver["rules"]]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert all(
            rule[name].keys() == {"text"} for name in ("shortDescription", "fullDescription") if name in rule
        )
        assert rule.get("defaultConfiguration", {"level": "note"})["level"] in LEVELS
    for result in run["results"]:
        holds("result", result)
        assert (
            result["level"] in LEVELS and result["message"].keys() == {"text"} and result["message"]["text"]
        )
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert re.fullmatch(
            r"[A-Za-z0-9/._~%-]+", holds("artifactLocation", place["artifactLocation"])["uri"]
        )
        assert all(isinstance(n, int) and n >= 1 for n in holds("region", place["region"]).values())
    return rules, run["results"]


def test_sarif_is_as_its_schema_says() -> None:
    rules, results = read_sarif(OUTPUTS["sarif"](CHECKED))
    assert [rule["id"] for rule in rules] == ["P012", "Q001", "G002", "F022", "R011", "P061"]
    assert rules[0]["name"] == "TooFewReviewers"
    assert rules[0]["help"]["text"] == "A mend.\n\nSource: B."
    assert [result["level"] for result in results] == [
        "error",
        "warning",
        "error",
        "warning",
        "error",
        "note",
    ]
    place = results[0]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "review/protocol.yaml"},
        "region": {"startLine": 3, "startColumn": 16},
    }
    assert (
        results[3]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        == "review/searches/a%20b/%C3%BC%25.ris"
    )
    read_sarif(OUTPUTS["sarif"](Checked(findings=())))


def test_sarif_fits_the_schema_of_oasis() -> None:
    schema = json.loads((Path(__file__).parent / "data/sarif-2.1.0.schema.json").read_text("utf-8"))
    validator = Draft4Validator(schema)
    log = json.loads(OUTPUTS["sarif"](CHECKED))
    assert [error.message for error in validator.iter_errors(log)] == []
    assert list(validator.iter_errors(json.loads(OUTPUTS["sarif"](Checked(findings=()))))) == []
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert list(validator.iter_errors(log)), "the schema looks at lines"


def test_a_fingerprint_stays_when_lines_above_come_and_tells_repeats_apart() -> None:
    def prints(line: int) -> list[str]:
        finding = Finding(code="P012", severity=Severity.ERROR, message="x", file="protocol.yaml", line=line)
        checked = Checked(findings=(finding, finding), lines={("protocol.yaml", line): "reviewers: 4"})
        return [
            result["partialFingerprints"]["slr/v1"] for result in read_sarif(OUTPUTS["sarif"](checked))[1]
        ]

    assert prints(3) == prints(30)
    assert len(set(prints(3))) == 2


# JUnit and GitLab


def cases(text: str) -> tuple[Element, list[Element]]:
    """The root and all cases of a JUnit report, its counts checked."""
    root: Element = fromstring(text.encode("utf-8"))
    assert root.tag == "testsuites"
    every = root.findall("./testsuite/testcase")
    assert int(root.attrib["tests"]) == len(every)
    assert int(root.attrib["failures"]) == len(root.findall("./testsuite/testcase/failure"))
    for suite in root:
        assert int(suite.attrib["tests"]) == len(suite)
        assert int(suite.attrib["failures"]) == len(suite.findall("./testcase/failure"))
    return root, every


def test_junit_has_a_case_for_each_finding() -> None:
    root, every = cases(OUTPUTS["junit"](CHECKED))
    assert [suite.attrib["name"] for suite in root] == [
        "review/protocol.yaml",
        "review/ledger/a.jsonl",
        "review/searches/a b/ü%.ris",
    ]
    assert every[0].attrib == {"classname": "review/protocol.yaml", "name": "P012 3:16"}
    failure = every[0].find("failure")
    assert failure is not None and failure.attrib["type"] == "error"
    assert failure.text == "review/protocol.yaml:3:16\nStage `a` asks for 4 reviewers.\nThere are 3: add one."
    assert root.findall("./testsuite/testcase/system-out")[0].text == "review/protocol.yaml:3:16\nNo e-mail."


def test_junit_without_findings_is_one_case_that_passes() -> None:
    _, (case,) = cases(OUTPUTS["junit"](Checked(findings=(), prefix="review/")))
    assert case.attrib == {"classname": "review/protocol.yaml", "name": "slr check"} and len(case) == 0


@given(st.text(), st.text())
def test_junit_is_xml_whatever_a_review_says(message: str, file: str) -> None:
    finding = Finding(code="P012", severity=Severity.ERROR, message=message, file=file)
    cases(OUTPUTS["junit"](Checked(findings=(finding,))))


def test_gitlab_reports_have_the_keys_that_gitlab_asks_for() -> None:
    found = json.loads(OUTPUTS["gitlab"](CHECKED))
    assert [one.keys() for one in found] == [
        {"description", "check_name", "fingerprint", "severity", "location"} for _ in FINDINGS
    ]
    assert found[0]["description"] == "Stage `a` asks for 4 reviewers. There are 3: add one."
    assert found[0]["location"] == {"path": "review/protocol.yaml", "lines": {"begin": 3}}
    assert {one["severity"] for one in found} <= {"info", "minor", "major", "critical", "blocker"}
    assert len({one["fingerprint"] for one in found}) == len(FINDINGS)


@pytest.mark.parametrize("name", OUTPUTS)
def test_no_output_lets_an_escape_of_a_record_through(name: str) -> None:
    finding = Finding(
        code="P012", severity=Severity.ERROR, message="a\x1b[31mred\x07\u202e", file="a", line=1, column=1
    )
    checked = Checked(findings=(finding,), lines={("a", 1): "x\x1b[2J\x9bmore"})
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", OUTPUTS[name](checked)) or name == "json"

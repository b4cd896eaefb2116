"""Protocols and codebooks with one known defect each, made by a text edit of sound ones: the right rule, its line."""

import os
from pathlib import Path

import pytest

from seeded_edits import MORE
from seeded_reviews import CODEBOOK, PROTOCOL
from slr.app.caller import Caller
from slr.app.check import Wanted, check, check_file
from slr.app.check_fix import fix_file
from slr.app.check_rules import codes_named
from slr.model.errors import SlrError
from slr.model.finding import Finding

CALLER = Caller(root=Path(), now=lambda: "2026-03-01T10:00:00Z", token=lambda: "x")
# What is put in place of what, which rule says so, and on which text of the spoilt protocol (its line). A third
# text, where given, names codes that the same defect may also set off.
DEFECTS: dict[str, tuple[str, str, str, str, str]] = {
    "a quotation mark never closed": (
        'title: "Nudges in schools: a systematic review"',
        'title: "Nudges',
        "P001",
        "title:",
        "",
    ),
    "a tab": ("  text: Do nudges work in schools?", "\ttext: Do nudges work?", "P001", "\ttext", ""),
    "a mistyped key": ("rationale:", "rationalle:", "P002", "rationalle:", "P075"),
    "a mistyped key of a search": ("    query: TITLE(nudg*)", "    qeury: TITLE(nudg*)", "P002", "qeury", ""),
    "a key twice": ("funding: none", "funding: none\nfunding: The council", "P003", "funding: The", ""),
    "a criterion without an id": ("  - id: e2\n    text", "  - text", "P004", "  - text: No comp", ""),
    "a criterion without a type": (
        "    text: No pupils took part\n    type: exclude",
        "    text: No pupils took part",
        "P004",
        "  - id: e1",
        "",
    ),
    "reviewers in words": (
        "    on: records\n    reviewers: 2",
        "    on: records\n    reviewers: two",
        "P005",
        "reviewers: two",
        "",
    ),
    "a kind that there is not": ("kind: website", "kind: webpage", "P005", "kind: webpage", ""),
    "an id with a space": ("  - id: cleo", "  - id: Cleo M", "P006", "id: Cleo M", ""),
    "a search of a year to come": ("date: 2020-02-02", "date: 2202-02-02", "S015", "2202-02-02", ""),
    "a framework with its letters in another order": (
        "framework: PCC",
        "framework: CPC",
        "P028",
        "framework: CPC",
        "",
    ),
    "one include enough at full text": (
        "  - id: full-text\n",
        "  - id: full-text\n    scheme: liberal\n",
        "P063",
        "scheme: liberal",
        "",
    ),
    "a date as in Naples": ("date: 2020-02-02", "date: 02/02/2020", "P013", "02/02/2020", ""),
    "a reviewer twice": (
        "  - id: cleo\n    name: Cleo\n    email: cleo@example.org",
        "  - id: ben\n    name: Cleo\n    email: cleo@example.org",
        "P016",
        "  - id: ben\n    name: Cleo",
        "",
    ),
    "a criterion at no stage": (
        "    text: No comparison of groups\n    type: exclude",
        "    text: No comparison of groups\n    type: exclude\n    stages: [fulltext]",
        "P017",
        "stages: [fulltext]",
        "",
    ),
    "a codebook that is not there": (
        "codebooks: [own]",
        "codebooks: [bertot-2100]",
        "P018",
        "codebooks:",
        "",
    ),
    "a codebook twice": (
        "codebooks: [own]",
        "codebooks: [bertot-2010, bertot-2010]",
        "P020",
        "codebooks:",
        "",
    ),
    "a word for a boolean": (
        "rationale: Nobody has put the trials together.",
        "rationale: no",
        "P008",
        "rationale: no",
        "",
    ),
    "no question": (
        "question:\n  text: Do nudges work in schools?\n  framework: PCC\n  elements:\n    population: Pupils\n    concept: Nudges\n    context: Schools\n",
        "",
        "P010",
        "title:",
        "",
    ),
    "an element of another framework": (
        "    context: Schools",
        "    context: Schools\n    outcome: Marks",
        "P021",
        "outcome: Marks",
        "P025",
    ),
    "an element left out": ("    context: Schools\n", "", "P022", "  elements:", ""),
    "no objectives": ("objectives:\n  - Find the studies.\n", "", "P023", "title:", ""),
    "a title that does not say what it is": (": a systematic review", ": an essay", "P026", "title:", ""),
    "not registered": (
        "registration:\n  registry: OSF\n  id: abc12\n  date: 2020-01-05\n",
        "",
        "P014",
        "title:",
        "",
    ),
    "registered without a date": ("  date: 2020-01-05\n", "", "P072", "registration:", ""),
    "registered after the search": ("date: 2020-01-05", "date: 2020-05-05", "P071", "2020-05-05", ""),
    "a registration number of another form": (
        "  registry: OSF\n  id: abc12",
        "  registry: PROSPERO\n  id: abc12",
        "P070",
        "id: abc12",
        "",
    ),
    "no funding": ("funding: none\n", "", "P074", "title:", ""),
    "no rationale": ("rationale: Nobody has put the trials together.\n", "", "P075", "title:", ""),
    "no appraisal": ("  appraisal: MMAT\n", "", "P077", "  data: see", ""),
    "no synthesis": ("  synthesis: narrative\n", "", "P078", "  data: see", ""),
    "no interests": ("interests: none\n", "", "P079", "title:", ""),
    "a search without a query": ("    query: TI nudg*\n", "", "P015", "  - id: eric", ""),
    "a search without a date": (
        "    kind: database\n    date: 2020-02-01\n    query: TI nudg*",
        "    kind: database\n    query: TI nudg*",
        "P015",
        "  - id: eric",
        "",
    ),
    "a database without its platform": ("    platform: EBSCOhost\n", "", "S001", "source: ERIC", ""),
    "no limits stated": (
        "    query: TI nudg*\n    limits: none\n",
        "    query: TI nudg*\n",
        "S003",
        "  - id: eric",
        "",
    ),
    "no filters stated": (
        "    limits: none\n    filters: none\n  - id: sites",
        "    limits: none\n  - id: sites",
        "S004",
        "  - id: eric",
        "",
    ),
    "no peer review stated": ("    peer-review: none\n", "", "S005", "searches:", ""),
    "one person under two ids": (
        "    email: cleo@example.org",
        "    email: ben@example.org",
        "P060",
        "ben@example.org\nsearches",
        "",
    ),
    "an ORCID iD that cannot be one": (
        "0000-0002-1825-0097",
        "0000-0002-1825-0098",
        "P062",
        "0000-0002-1825-0098",
        "",
    ),
    "too few reviewers": (
        "    on: records\n    reviewers: 2",
        "    on: records\n    reviewers: 4",
        "P012",
        "reviewers: 4",
        "",
    ),
    "stages out of order": (
        "  - id: full-text\n    name: Full text\n    on: reports",
        "  - id: full-text\n    name: Full text\n    on: records",
        "P051",
        "stages:",
        "",
    ),
    "one reviewer at full text": (
        "    on: reports\n    reviewers: 2",
        "    on: reports\n    reviewers: 1",
        "P055",
        "reviewers: 1",
        "",
    ),
    "a sample without its scheme": (
        "    on: records\n    reviewers: 2",
        "    on: records\n    reviewers: 2\n    sample: 0.2",
        "P053",
        "sample: 0.2",
        "",
    ),
    "no inclusion criterion": (
        "  - id: i1\n    text: About nudges of any kind\n    type: include\n",
        "",
        "P030",
        "criteria:",
        "",
    ),
    "a criterion twice": (
        "    text: No comparison of groups",
        "    text: No pupils took part",
        "P031",
        "No pupils took part\n    type: exclude\ncodebooks",
        "",
    ),
    "a criterion of a word": ("text: No comparison of groups", "text: Design", "P037", "text: Design", ""),
    "a period that ends before it begins": (
        "    text: No comparison of groups\n    type: exclude",
        "    text: Published from 2015 to 2004\n    type: include",
        "P038",
        "from 2015",
        "",
    ),
    "a DOI without its second half": (
        "  - 10.5555/alpha",
        "  - {title: Alpha, doi: '10.5555'}",
        "P085",
        "'10.5555'",
        "",
    ),
    "a quotation mark closed much later": (
        'title: "Nudges in schools: a systematic review"\n',
        'title: "Nudges in schools: a systematic review\nnote: "the rest"\n',
        "P001",
        'title: "Nudges',
        "",
    ),
    "a rule on a field that there is not": (
        "    text: No comparison of groups\n    type: exclude",
        "    text: No comparison of groups\n    type: exclude\n    rule: {yeer: {to: 2003}}",
        "P039",
        "    rule: {yeer",
        "",
    ),
    "a rule's years turned around": (
        "    text: No comparison of groups\n    type: exclude",
        "    text: No comparison of groups\n    type: exclude\n    rule: {year: {from: 2015, to: 2003}}",
        "P039",
        "    rule: {year",
        "",
    ),
    "auto without a rule": (
        "    text: No comparison of groups\n    type: exclude",
        "    text: No comparison of groups\n    type: exclude\n    auto: exclude",
        "P040",
        "    auto: exclude",
        "",
    ),
    "auto at full text alone": (
        "    text: No comparison of groups\n    type: exclude",
        "    text: No comparison of groups\n    type: exclude\n    stages: [full-text]\n    rule: {year: {to: 2003}}\n    auto: exclude",
        "P040",
        "    auto: exclude",
        "",
    ),
    "an amendment without a reason": (
        "known:",
        "amendments:\n  - date: 2020-02-03\n    change: e2 was added\nknown:",
        "P080",
        "  - date: 2020-02-03",
        "",
    ),
    "amendments out of order": (
        "known:",
        "amendments:\n  - {date: 2020-03-01, change: a, reason: b}\n  - {date: 2020-02-01, change: c, reason: d}\nknown:",
        "P081",
        "date: 2020-02-01, change",
        "",
    ),
    "an amendment of nothing": (
        "known:",
        "amendments:\n  - date: 2020-03-01\n    change: a\n    reason: b\n    parts: [e9]\nknown:",
        "P082",
        "parts: [e9]",
        "",
    ),
    "a known study without a name": (
        "  - 10.5555/alpha",
        "  - 10.5555/alpha\n  - year: 2012",
        "P083",
        "- year: 2012",
        "",
    ),
    "a known study twice": (
        "  - 10.5555/alpha",
        "  - 10.5555/alpha\n  - 10.5555/ALPHA",
        "P084",
        "10.5555/ALPHA",
        "",
    ),
    "a DOI that cannot be one": (
        "  - 10.5555/alpha",
        "  - doi: doi.example.org/alpha",
        "P085",
        "doi: doi",
        "",
    ),
    "a bracket without its partner": (
        "query: TITLE(nudg*)",
        "query: TITLE(nudg* AND (school*)",
        "Q001",
        "query: TITLE(nudg* AND",
        "",
    ),
    "a quotation mark without its partner": (
        "query: TITLE(nudg*)",
        'query: TITLE("nudg*)',
        "Q002",
        'query: TITLE("',
        "Q001",
    ),
    "quotation marks from a word processor": (
        "query: TITLE(nudg*)",
        "query: TITLE(“school nudge”)",
        "Q003",
        "query: TITLE(“",
        "",
    ),
    "an operator in small letters": (
        "    source: Scopus\n    platform: Scopus\n    kind: database\n    date: 2020-02-01\n    query: TITLE(nudg*)",
        "    source: MEDLINE\n    platform: PubMed\n    kind: database\n    date: 2020-02-01\n    query: nudge and school",
        "Q004",
        "query: nudge and",
        "",
    ),
    "two operators in a row": (
        "query: TITLE(nudg*)",
        "query: TITLE(nudg* AND OR school*)",
        "Q005",
        "query: TITLE(nudg* AND OR",
        "Q007",
    ),
    "an operator without a term": (
        "query: TITLE(nudg*)",
        "query: TITLE(nudg*) AND",
        "Q006",
        "query: TITLE(nudg*) AND",
        "",
    ),
    "nothing between the brackets": (
        "query: TITLE(nudg*)",
        "query: TITLE(nudg*) AND ()",
        "Q009",
        "query: TITLE(nudg*) AND ()",
        "",
    ),
    "a field of another platform": (
        "query: TITLE(nudg*)",
        "query: nudge[tiab]",
        "Q013",
        "query: nudge[tiab]",
        "",
    ),
}
DEFECTS |= MORE | {
    "a list for a protocol": (PROTOCOL, "- title\n", "P007", "- title", ""),
    "no search": (
        PROTOCOL[PROTOCOL.index("searches:") : PROTOCOL.index("stages:")],
        "searches: []\n",
        "S014",
        "searches: []",
        "",
    ),
}
CODEBOOK_DEFECTS: dict[str, tuple[str, str, str, str, str]] = {
    "a dimension twice": (
        "  - id: pupils",
        "  - id: design",
        "C010",
        "  - id: design\n    name: Pupils",
        "C016,C017",
    ),
    "a category twice": (
        "      - id: survey",
        "      - id: trial",
        "C011",
        "      - id: trial\n        name: Survey",
        "",
    ),
    "an unknown parent": (
        "        definition: People were asked at one point in time.",
        "        definition: People.\n        parent: designs",
        "C012",
        "parent: designs",
        "",
    ),
    "a parent that is its own child": (
        "      - id: trial\n        name: Trial\n",
        "      - id: trial\n        name: Trial\n        parent: trial\n",
        "C013",
        "parent: trial",
        "",
    ),
    "a codebook that extends itself": (
        "unit: study\n",
        "unit: study\nextends: own\n",
        "C015",
        "extends: own",
        "",
    ),
    "categories where there is nothing to choose": (
        "kind: number",
        "kind: number\n    categories:\n      - {id: many, definition: Many}",
        "C017",
        "    categories:\n      - {id: many",
        "",
    ),
    "no dimensions": (CODEBOOK[CODEBOOK.index("dimensions:") :], "", "C021", "id: own", ""),
    "a base that is not there": (
        "unit: study\n",
        "unit: study\nextends: nothing-here\n",
        "C014",
        "extends:",
        "",
    ),
    "nothing to choose from": ("    kind: number", "    kind: single", "C016", "  - id: pupils", ""),
    "a category without a definition": (
        "        definition: Groups were assigned at random.\n",
        "",
        "C018",
        "      - id: trial",
        "",
    ),
    "a condition on a category that is not there": (
        "    kind: number",
        "    kind: number\n    when: {design: trail}",
        "C022",
        "    when:",
        "",
    ),
    "a condition on what comes later": (
        "    question: Which design?",
        "    question: Which design?\n    when: {pupils: many}",
        "C023",
        "    when:",
        "C022",
    ),
    "no source": ("source: Made for a test.\n", "", "C019", "id: own", ""),
    "another id than the file's name": ("id: own", "id: ours", "C020", "id: ours", ""),
    "a mistyped key": ("    kind: number", "    knid: number", "P002", "knid", ""),
}


def found_in(folder: Path, text: str, name: str) -> list[Finding]:
    """What is found in one spoilt text, the other one sound: by file, as before there is any ledger."""
    place = folder / name
    place.parent.mkdir(exist_ok=True)
    place.write_text(text, encoding="utf-8", newline="")
    return check_file(place, caller=CALLER)


def judge(findings: list[Finding], text: str, code: str, mark: str, also: str) -> None:
    """The defect is found by its rule on its line, and nothing else is said."""
    assert text.count(mark) == 1, f"{text.count(mark)} times {mark!r}"
    line = text[: text.index(mark)].count("\n") + 1
    assert (code, line) in {(f.code, f.line) for f in findings}, [
        (f.code, f.line, f.message) for f in findings
    ]
    assert {f.code for f in findings} - {code} <= set(also.split(",")), [
        (f.code, f.message) for f in findings
    ]


def spoilt(text: str, old: str, new: str) -> str:
    """The text with one edit."""
    assert text.count(old) == 1, f"{text.count(old)} times {old!r}"
    return text.replace(old, new)


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_of_a_protocol_is_found_by_its_rule_on_its_line(name: str, tmp_path: Path) -> None:
    old, new, code, mark, also = DEFECTS[name]
    text = spoilt(PROTOCOL, old, new)
    text = text.replace("codebooks: [own]", "codebooks: [bertot-2010]")  # a protocol alone: bundled ones only
    judge(found_in(tmp_path, text, "protocol.yaml"), text, code, mark, also)


@pytest.mark.parametrize(
    "source", ["Scopus", "PubMed", "OpenAlex", "Google Scholar", "Web of Science", "Dimensions"]
)
def test_a_source_that_is_its_own_platform_owes_none(source: str, tmp_path: Path) -> None:
    text = spoilt(PROTOCOL, "    source: Scopus\n    platform: Scopus\n", f"    source: {source}\n")
    text = text.replace("codebooks: [own]", "codebooks: [bertot-2010]")
    assert "S001" not in {f.code for f in found_in(tmp_path, text, "protocol.yaml")}
    text = text.replace(f"source: {source}", "source: MEDLINE")
    assert "S001" in {f.code for f in found_in(tmp_path, text, "protocol.yaml")}


def test_the_id_proposed_keeps_letters_without_their_accents(tmp_path: Path) -> None:
    text = spoilt(PROTOCOL, "  - id: cleo", "  - id: Müller-Maß")
    (found,) = [f for f in found_in(tmp_path, text, "protocol.yaml") if f.code == "P006"]
    assert found.hint.startswith("Write `muller-mass`. ")


@pytest.mark.parametrize("name", CODEBOOK_DEFECTS)
def test_a_defect_of_a_codebook_is_found_by_its_rule_on_its_line(name: str, tmp_path: Path) -> None:
    old, new, code, mark, also = CODEBOOK_DEFECTS[name]
    text = spoilt(CODEBOOK, old, new)
    judge(found_in(tmp_path, text, "codebooks/own.yaml"), text, code, mark, also)


def test_the_sound_ones_are_sound(tmp_path: Path) -> None:
    (tmp_path / "codebooks").mkdir()
    (tmp_path / "codebooks/own.yaml").write_text(CODEBOOK, encoding="utf-8")
    (tmp_path / "protocol.yaml").write_text(PROTOCOL, encoding="utf-8")
    assert check(tmp_path) == []
    assert check_file(tmp_path / "codebooks/own.yaml") == []


def test_a_protocol_that_cannot_be_used_hides_nothing_else(tmp_path: Path) -> None:
    text = PROTOCOL.replace("rationale:", "rationalle:").replace("date: 2020-02-02", "date: 02/02/2020")
    codes = {f.code for f in found_in(tmp_path, text.replace("[own]", "[]"), "protocol.yaml")}
    assert {"P002", "P013"} <= codes


def test_select_and_ignore_of_the_caller_keep_what_nobody_may_silence(tmp_path: Path) -> None:
    text = PROTOCOL.replace("rationale: Nobody has put the trials together.", "rationalle: x")
    text = text.replace("funding: none\n", "").replace("[own]", "[]")
    place = tmp_path / "protocol.yaml"
    place.write_text(text, encoding="utf-8")
    assert "P002" in {f.code for f in check_file(place, Wanted(ignore=("P",)))}
    assert {f.code for f in check_file(place, Wanted(select=("S",)))} == {"P002"}


@pytest.mark.parametrize(
    "comment",
    ["# slr: ignore P037", "# slr:ignore Q001, P037", "# slr: ignore: p037", "# why # SLR: ignore P037 P036"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_comment_on_the_line_silences_however_it_is_written(comment: str, end: str, tmp_path: Path) -> None:
    text = PROTOCOL.replace("text: No comparison of groups", f"text: Design  {comment}").replace(
        "[own]", "[]"
    )
    assert [f.code for f in found_in(tmp_path, text.replace("\n", end), "protocol.yaml")] == []
    other = text.replace("P037", "P036").replace("p037", "P036")
    assert [f.code for f in found_in(tmp_path, other.replace("\n", end), "protocol.yaml")] == ["P037"]


def test_a_wrong_code_of_the_caller_gets_one_short_hint() -> None:
    with pytest.raises(SlrError) as refusal:
        codes_named("XYZ")
    assert refusal.value.hint == "slr check --list shows all of them"
    with pytest.raises(SlrError, match="there is no rule P9"):
        codes_named("p9")


@pytest.mark.skipif(os.name == "nt", reason="links want a right of their own on Windows")
def test_fix_keeps_a_byte_order_mark_line_ends_and_a_link(tmp_path: Path) -> None:
    place, link = tmp_path / "kept.yaml", tmp_path / "protocol.yaml"
    place.write_bytes(b"\xef\xbb\xbftitle: T\r\nfunding: no  # why\r\n")
    link.symlink_to(place)
    assert [f.code for f in fix_file(link).findings] == ["P008"]
    assert link.is_symlink()
    assert place.read_bytes() == b'\xef\xbb\xbftitle: T\r\nfunding: "no"  # why\r\n'
    assert fix_file(link).findings == ()

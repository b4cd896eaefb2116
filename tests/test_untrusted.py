"""A hostile export and a hostile protocol through the whole review: nothing of them does anything, anywhere."""

import csv
import io
import re
import shutil
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import Folder, Run

ESCAPES = "\x1b]0;owned\x07\x1b[2J\x9b31m"
BIDI = "\u202efdp.exe\u202c"
HOSTILE = (
    f"=cmd|' /C calc'!A1 {ESCAPES}{BIDI} [red on blue]x[/] <script>alert(1)</script> "
    r"\input{/etc/passwd} {{7*7}} %s %n ../../etc/passwd &lt;img src=x onerror=alert(2)&gt; "
    "'\"><svg onload=alert(3)>"
)
NUMBERS = "9" * 400
EXPORT = f"""\
TY  - JOUR
TI  - {HOSTILE}
AU  - =HYPERLINK("http://example.org","x"), <b>A</b>
AU  - {ESCAPES}, {BIDI}
PY  - {NUMBERS}
JO  - @SUM(1+1)*cmd|' /C calc'!A0 <iframe src=//example.org>
VL  - {NUMBERS}
SP  - -{NUMBERS}
DO  - 10.5555/<script>alert(4)</script>
UR  - javascript:alert(5)
KW  - +1+1
KW  - {ESCAPES}<style>*{{display:none}}</style>
AB  - Background: {HOSTILE * 3}
N1  - \x00\x00 {HOSTILE}
ER  -
TY  - JOUR
TI  - An article that is harmless
AU  - Ames, A
PY  - 2010
DO  - 10.5555/harmless
ER  -
"""
ANCHORS = "a0: &a0 [x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 8)}]\n" for n in range(1, 9)
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
COMMANDS = """
status
status --json
flow
flow --json
flow --explain identified
flow --explain excluded-full-text
log -n 0
why {report}
dedup --list
export all --to ris
export all --to bibtex
export all --to csv
export all --to jsonl
export all --to endnote-xml
rank --stage title-abstract --as cleo
retrieve --list
study list
agree --stage full-text
check --output text
check --output github
check --output json
check --output sarif
check --output junit
"""


@pytest.fixture
def hostile(empty: Folder) -> Folder:
    """A review whose only studies are hostile, included by both reviewers."""
    export = empty.file("export.ris", "x")
    export.write_text(EXPORT, encoding="utf-8")
    empty("import", export, "--search", "scopus")
    empty("dedup")
    rows = [
        f"scopus.{n},{who},include,,{note}"
        for n in (1, 2)
        for who, note in (("ana", "=1+1 <script>alert(6)</script> [b]n[/b]"), ("ben", ""))
    ]
    for stage in ("title-abstract", "full-text"):
        path = empty.csv("decisions.csv", "report,reviewer,decision,reason,note", *rows)
        empty("screen", "--stage", stage, "--apply", path)
    return empty


def test_what_is_printed_commands_no_terminal(hostile: Folder) -> None:
    report = hostile.id("scopus.1")
    for line in COMMANDS.split("\n")[1:-1]:
        words = line.format(report=report).split()
        if words[:2] == ["check", "--output"] or words[0] == "agree":
            continue
        ran = hostile(*words)
        assert not CONTROL.search(ran.out + ran.err), line
    for output in ("text", "github", "json", "sarif", "junit"):
        ran = hostile("check", "--output", output, code=0)
        assert not CONTROL.search(ran.out + ran.err), output


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def output(hostile: Folder) -> Path:
    """What publish makes of the hostile review."""
    hostile("publish", "--text-only")
    return hostile.root / "output"


def test_no_page_or_drawing_runs_a_script_or_loads_anything(output: Path) -> None:
    pages = [*output.rglob("*.html"), *output.rglob("*.svg")]
    assert len(pages) > 2
    for page in pages:
        tags = Tags()
        tags.feed(page.read_text(encoding="utf-8"))
        for tag, attributes in tags.found:
            where = f"{page.name}: <{tag} {attributes}>"
            assert tag not in ("iframe", "object", "embed", "img") or "data:" in str(attributes), where
            assert not [name for name in attributes if name.startswith("on")], where
            link = (
                attributes.get("href") or attributes.get("src") or attributes.get("xlink:href") or ""
            ).strip()
            assert not link.casefold().startswith(("javascript:", "data:text", "vbscript:")), where
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"alert\(\d\)\s*</script", text.replace("&lt;", "")), page.name
        assert not CONTROL.search(text), page.name


def test_no_table_starts_a_formula(output: Path) -> None:
    tables = list(output.rglob("*.csv"))
    assert len(tables) > 5
    for path in tables:
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"))):
            bad = [cell for cell in row if cell[:1] in tuple("=+@\t\r") or re.match(r"-\D", cell)]
            assert not bad, f"{path.name}: {bad}"
    for path in output.rglob("*.xlsx"):
        book = load_workbook(path)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert not [cell.coordinate for cell in cells if cell.data_type == "f"], path.name


def test_no_document_has_a_field_or_an_outside_link_of_a_record(output: Path) -> None:
    for path in output.rglob("*.docx"):
        with zipfile.ZipFile(path) as parts:
            body = parts.read("word/document.xml").decode()
            relations = "".join(parts.read(n).decode() for n in parts.namelist() if n.endswith(".rels"))
        assert "instrText" not in body and "javascript:" not in relations, path.name
    for path in output.rglob("*.tex"):
        text = path.read_text(encoding="utf-8")
        assert r"\input{" not in text and r"\write18" not in text, path.name


def test_a_hostile_protocol_is_refused_or_shown_as_text(tmp_path: Path, slr: Run) -> None:
    for number, bad in enumerate(
        (
            "title: !!python/object/apply:os.system ['touch owned']\n",
            ANCHORS,
            "title: " + "[" * 5_000 + "\n",
            "title: x\nstages: [{id: ../../etc}]\n",
            "title: x\ncodebooks: [../../../etc/passwd]\n",
            "title: x\nsearches: [{id: con}]\n",
        )
    ):
        path = tmp_path / f"protocol-{number}.yaml"
        path.write_text(bad, encoding="utf-8")
        ran = slr("check", path, code=1)
        assert ": error " in ran.out
        slr("init", tmp_path / f"review-{number}", "--protocol", path, code=2)
    assert not (Path.cwd() / "owned").exists() and not (tmp_path / "owned").exists()


def test_an_expression_that_explodes_ends(empty: Folder) -> None:
    path = empty.root / "protocol.yaml"
    slow = '{id: e3, text: Slow, type: exclude, terms: ["/(a+)+$/"], rule: {title: "/(a+)+$/"}}'
    path.write_text(path.read_text().replace("codebooks:", f"  - {slow}\ncodebooks:"), encoding="utf-8")
    export = empty.file("slow.ris", f"TY  - JOUR\nTI  - {'a' * 5_000}!\nER  -\n")
    empty("import", export, "--search", "scopus")
    rules = empty("screen", "--rules")
    assert re.search(r"^e3 .* 0 +0 +1 ", rules.out, re.MULTILINE), "too slow is unknown, and excludes nothing"


@pytest.mark.parametrize("search", ["../outside", "/tmp/outside", "a/b", "..", "con", "A", "x" * 40])
def test_a_search_cannot_leave_the_folder(empty: Folder, search: str) -> None:
    export = empty.file("some.ris", "TY  - JOUR\nTI  - A\nER  -\n")
    before = empty.snapshot()
    empty("import", export, "--search", search, code=2)
    assert empty.snapshot() == before


@pytest.mark.parametrize(
    "link", ["ledger/decisions", "ledger/decisions/title-abstract", "output", "codebooks"]
)
def test_a_link_out_of_the_folder_is_not_followed(review: Folder, tmp_path: Path, link: str) -> None:
    path = review.csv("d.csv", "report,reviewer,decision,reason", "scopus.1,ana,include,")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.jsonl").write_text('{"kind": "decision"}\n', encoding="utf-8")
    place = review.root / link
    place.parent.mkdir(exist_ok=True)
    shutil.rmtree(place, ignore_errors=True)
    try:
        place.symlink_to(outside, target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make links")
    ran = review("screen", "--apply", path, code=2)
    assert ran.err.startswith(link) and "leads out of the review folder" in ran.err
    assert [one.name for one in outside.iterdir()] == ["secret.jsonl"]


def test_full_texts_may_lie_elsewhere(review: Folder, tmp_path: Path) -> None:
    elsewhere = tmp_path / "large disk"
    elsewhere.mkdir()
    (review.root / "fulltexts").symlink_to(elsewhere, target_is_directory=True)
    pdf = review.file("one.pdf", "%PDF-1.4 nothing")
    review("retrieve", review.id("scopus.1"), "--attach", pdf)
    assert [one.suffix for one in elsewhere.iterdir()] == [".pdf"]

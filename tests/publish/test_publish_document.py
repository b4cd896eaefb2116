"""The report in sentences, as Markdown and DOCX."""

import io
import zipfile
from dataclasses import replace

import pytest

from report_builder import HOSTILE, report
from slr.model.flow import Box, Flow, flow_from_boxes
from slr.model.plan import Criterion, Plan, Stage
from slr.model.words import Assign, Resolving, Scheme
from slr.publish.blocks import Block, Bullets, Figure, Heading, Paragraph
from slr.publish.data import CodingWork, SearchRow, Settling, Table
from slr.publish.document import document
from slr.publish.markdown import markdown_document
from slr.publish.narrative import narrative
from slr.publish.wording import counted, listed, spelled

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001"
    "48afa4710000000049454e44ae426082"
)


def sentences(blocks: tuple[Block, ...]) -> str:
    return " ".join(b.text if isinstance(b, Paragraph) else "" for b in blocks)


def plan(**changes: object) -> Plan:
    values: dict[str, object] = {
        "title": "Social media",
        "question": "What for?",
        "stages": (
            Stage(id="ta", name="title and abstract"),
            Stage(id="ft", name="full text", on="reports", reviewers=1, last=True),
        ),
        "criteria": (
            Criterion(id="b", text="no empirical data", type="exclude", order=2, stages=("ft",)),
            Criterion(id="a", text="public health organizations", order=1),
        ),
    }
    return Plan(**(values | changes))  # type: ignore[arg-type]


def test_methods_say_what_the_protocol_plans() -> None:
    searches = (*report().searches, SearchRow(id="google", source="Google", kind="website"))
    blocks = narrative(report(plan=plan(registration="PROSPERO CRD1"), searches=searches))
    said = sentences(blocks)
    assert "The review is registered: PROSPERO CRD1." in said
    assert "databases and registers were searched: Scopus (Elsevier, on 2015-07-12) and MEDLINE." in said
    assert "Further sources were: Google." in said
    assert "stage “title and abstract”, two reviewers decided independently on each record." in said
    assert "stage “full text”, one reviewer decided on each full report." in said
    assert (
        "Studies were coded with Bertot 2010 (Bertot et al., 2010) for Aim and Design, by 2 coders." in said
    )
    bullets = [item for block in blocks if isinstance(block, Bullets) for item in block.items]
    assert "public health organizations" in bullets
    assert "no empirical data (judged at full text)" in bullets


@pytest.mark.parametrize(
    ("scheme", "said"),
    [
        (Scheme.LIBERAL, "one reviewer's include was enough to pass a record on"),
        (Scheme.SAMPLE, "a second one on 20% of them"),
        (Scheme.INDEPENDENT, "three reviewers decided independently"),
    ],
)
def test_each_scheme_has_its_sentence(scheme: Scheme, said: str) -> None:
    stage = Stage(id="ta", scheme=scheme, sample=0.2, reviewers=3)
    assert said in sentences(narrative(report(plan=plan(stages=(stage,)))))


def test_how_a_stage_assigns_judges_and_resolves_is_said() -> None:
    stage = Stage(
        id="ta", reviewers=2, assign=Assign.SHARES, judge_each=True, resolve=Resolving.THIRD, last=True
    )
    said = sentences(narrative(report(plan=plan(stages=(stage,)))))
    assert (
        "Who decided on which record was drawn by a hash of its identifier. Each criterion was judged" in said
    )
    assert "Conflicts were resolved by a person who had not decided on the record." in said


@pytest.mark.parametrize(
    ("settled", "said"),
    [
        (Settling(third=2), "2 conflicts were settled by a person who had not decided on the full report."),
        (Settling(own=1), "1 conflict was settled by a person who had decided on the full report."),
        (
            Settling(third=2, own=1),
            "3 conflicts were settled, 2 of them by a person who had not decided on the full report.",
        ),
    ],
)
def test_who_settled_the_conflicts_of_a_stage_is_said(settled: Settling, said: str) -> None:
    stage = Stage(id="ft", on="reports", reviewers=2, last=True)
    blocks = narrative(report(plan=plan(stages=(stage,)), settled={"ft": settled}))
    assert said in sentences(blocks)
    named = replace(stage, resolve=Resolving.CONSENSUS)  # what the protocol says is said already
    blocks = narrative(report(plan=plan(stages=(named,)), settled={"ft": settled}))
    assert "settled" not in sentences(blocks) and "by consensus" in sentences(blocks)


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (CodingWork(coders=2, units=2, twice=2), ", by 2 coders, each study by both, blind to each other."),
        (CodingWork(coders=3, units=9, twice=4), ", by 3 coders, 4 of 9 by two or more of them, blind to "),
        (CodingWork(coders=1, units=2, twice=0), ", by 1 coder."),
        (
            CodingWork(coders=2, units=2, twice=2, settled=Settling(own=1)),
            "to each other. 1 difference was settled by a person who had coded the study.",
        ),
    ],
)
def test_who_coded_and_who_settled_differences_is_said(work: CodingWork, said: str) -> None:
    assert said in sentences(narrative(report(work={"bertot-2010": work})))


def test_a_codebook_that_nobody_coded_with_is_not_said_to_have_been_used() -> None:
    said = sentences(narrative(report(codings=(), work={})))
    assert "coded with" not in said and "Codings:" not in said


def test_results_are_the_flow_s_numbers() -> None:
    said = sentences(narrative(report()))
    assert (
        "identified 6 records from Scopus (n = 3) and MEDLINE (n = 3). Before screening, 1 duplicate record was "
        "removed. Of 5 records screened, 1 was excluded. 4 reports were sought for retrieval, of which 0 were "
        "not retrieved. 4 reports were assessed for eligibility, of which 2 were excluded: Not an empirical study "
        "(n = 1) and No reason given (n = 1). 2 studies in 2 reports were included."
    ) in said


def test_a_draft_and_synthetic_data_are_said_first() -> None:
    flow = with_boxes(
        pending("screening-pending", 2, "records"),
        pending("awaiting", 1, "reports"),
        pending("ongoing", 3, "reports"),
    )
    blocks = narrative(report(flow=flow))
    assert [b.text for b in blocks[1:3] if isinstance(b, Paragraph) and b.alarm] == [
        "Synthetic data: made up for a test.",
        "This is a draft: work is still pending, as the flow says.",
    ]
    said = sentences(blocks)
    assert "2 records are still to be screened." in said
    assert "1 report is awaiting classification. 3 reports are about ongoing studies." in said


def with_boxes(*boxes: Box) -> Flow:
    flow = report().flow
    return replace(flow_from_boxes((*flow.boxes, *boxes)), notice=flow.notice)


def pending(name: str, count: int, unit: str) -> Box:
    ids = tuple(f"{name}{n}" for n in range(count))
    return Box(name=name, column="databases", unit=unit, label=name, ids=ids)  # type: ignore[arg-type]


def test_an_empty_review_claims_nothing() -> None:
    empty = report(
        plan=Plan(),
        flow=flow_from_boxes(()),
        searches=(),
        studies=(),
        codebooks=(),
        cross_tables=(),
        excluded=(),
        agreement=(),
    )
    blocks = narrative(empty)
    assert (
        "No records of databases or registers have been imported yet. 0 studies in 0 reports were included."
        in (sentences(blocks))
    )
    assert not any(isinstance(block, Table) for block in blocks)


def test_markdown_has_headings_tables_and_the_figure() -> None:
    text = markdown_document(narrative(report()), {"flow": "flow.svg"})
    assert text.startswith("# Social media in public health\n")
    assert "> **Synthetic data: made up for a test.**" in text
    assert "![PRISMA 2020 flow diagram](<flow.svg>)" in text
    assert "| Criterion | Reason | Reports |" in text
    assert "![" not in markdown_document(narrative(report()), {})


def test_the_docx_has_headings_tables_links_and_the_figure() -> None:
    docx = pytest.importorskip("docx")
    content = document(narrative(report()), title="T", figures={"flow": PNG})
    page = docx.Document(io.BytesIO(content))
    headings = [p.text for p in page.paragraphs if p.style.name.startswith(("Heading", "Title"))]
    assert headings[:3] == ["Social media in public health", "Methods", "Review question"]
    assert "Study selection" in headings
    assert [c.text for c in page.tables[0].rows[0].cells][:2] == ["Source", "Platform"]
    assert len(page.inline_shapes) == 1
    links = [r.target_ref for r in page.part.rels.values() if "hyperlink" in r.reltype]
    assert "https://doi.org/10.1000/a1" in links
    assert not any("javascript" in link for link in links)
    alarm = next(p for p in page.paragraphs if p.text.startswith("Synthetic data"))
    assert alarm.runs[0].bold


def test_the_docx_is_the_same_bytes_twice_and_has_no_clock() -> None:
    pytest.importorskip("docx")
    blocks = narrative(report())
    content = document(blocks, title="T", figures={"flow": PNG})
    assert content == document(blocks, title="T", figures={"flow": PNG})
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"python-docx" not in parts.read("docProps/core.xml")


def test_hostile_text_is_text_in_both() -> None:
    docx = pytest.importorskip("docx")
    endless = HOSTILE + "\x00\x1b[31m\u202e\ud800" + "y" * 10_000
    blocks = (
        Heading(endless, 1),
        Paragraph(endless),
        Bullets((endless,)),
        Table(id="t", caption=endless, columns=(endless,), rows=((endless,),)),
        Figure("flow", endless, endless),
    )
    text = markdown_document(blocks, {"flow": "f.svg"})
    assert "<script" not in text
    page = docx.Document(io.BytesIO(document(blocks, title=endless, figures={"flow": PNG})))
    assert page.paragraphs[1].text.startswith(HOSTILE)
    assert not set(text) & set("\x00\x1b\u202e\ud800")


def test_wording() -> None:
    assert [counted(n, "study") for n in (0, 1, 2)] == ["0 studies", "1 study", "2 studies"]
    assert [listed(("a", "b", "c")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert (spelled(2), spelled(12)) == ("two", "12")


def test_a_crowded_table_is_printed_smaller() -> None:
    docx = pytest.importorskip("docx")
    few = Table(id="t", caption="T", columns=("Search", "Records"), rows=(("Scopus", 1),))
    many = Table(id="t", caption="T", columns=("Appraisal",) * 12, rows=(("",) * 12,))
    found = docx.Document(io.BytesIO(document([few, many], title="T", figures={})))
    sizes = [table.rows[0].cells[0].paragraphs[0].runs[0].font.size.pt for table in found.tables]
    assert sizes[0] == 8 and 5.5 <= sizes[1] < 8

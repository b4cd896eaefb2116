"""The page: everything is on it, nothing harmful is, and nothing is fetched."""

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from report_builder import HOSTILE, RECORDS, record, report
from slr.model.flow import Box, flow_from_boxes
from slr.model.plan import Plan
from slr.publish.data import ExcludedReport, StudyRow, Table
from slr.publish.lists import flow_links
from slr.publish.page import render_page


class Page(HTMLParser):
    """What a browser would find: tags with their attributes, ids, links, and the text outside scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.skipping = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag in ("script", "style"):
            self.skipping = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.skipping:
            self.skipping = ""

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]


def test_everything_is_on_the_page() -> None:
    text = Page(render_page(report())).text
    for said in (
        "Social media in public health",
        "What do public health organizations use social media for?",
        "Population public health organizations",
        'TITLE-ABS-KEY("social media" AND health*)',
        "Öztürk AN, O'Brien S. Social media and health services a1. J Health Commun. 2012;5(1):1-9.",
        "Transparency, co-production",
        "Transparency (ann); co-production (bob)",
        "case study",
        "Aim by design",
        "Not an empirical study",
        "0.812",
        "sha256 abc",
        "searches/scopus/export.ris",
    ):
        assert said in text, said


def test_synthetic_data_are_announced_before_anything_else() -> None:
    page = Page(render_page(report()))
    assert page.text.index("Synthetic data: made up") < page.text.index("Review question")
    assert page.text.endswith("Made with slr. Synthetic data: made up for a test.")
    quiet = replace(report(), flow=replace(report().flow, notice=""))
    assert "Synthetic" not in Page(render_page(quiet)).text


def test_a_draft_says_so() -> None:
    pending = Box(name="screening-pending", column="databases", unit="records", label="Pending", ids=("a9",))
    flow = flow_from_boxes((*report().flow.boxes, pending))
    assert "Draft: screening or full-text work is still pending" in Page(render_page(report(flow=flow))).text
    assert "Draft:" not in Page(render_page(report())).text


def test_nothing_is_fetched_and_only_our_script_may_run() -> None:
    html = render_page(report())
    page = Page(html)
    loading = {attribute for _, attrs in page.tags for attribute in attrs} & {"src", "srcset", "background"}
    assert loading == set()
    assert page.all("link") == []
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)
    assert script
    digest = b64encode(hashlib.sha256(script.group(1).encode()).digest()).decode()
    policy = next(meta["content"] for meta in page.all("meta") if "http-equiv" in meta)
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert len(page.all("script")) == 1
    assert not re.search(r"url\(|@import", html)


def test_the_page_is_accessible_in_its_structure() -> None:
    page = Page(render_page(report()))
    tags = [tag for tag, _ in page.tags]
    for landmark in ("header", "nav", "main", "footer"):
        assert tags.count(landmark) == 1
    assert tags.count("h1") == 1
    assert tags.count("caption") == tags.count("table") > 5
    assert all(th.get("scope") in ("col", "row") for th in page.all("th"))
    assert len(page.ids) == len(set(page.ids))
    assert page.all("html") == [{"lang": "en"}]
    assert page.all("a")[0] == {"class": "skip", "href": "#content"}


def test_every_inner_link_leads_somewhere() -> None:
    data = report()
    links = flow_links(data.flow)
    drawn = "".join(f'<a href="{target}">x</a>' for target in links.values())
    page = Page(render_page(replace(data, flow_svg=f"<svg>{drawn}</svg>")))
    inner = {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")}
    assert inner <= set(page.ids)
    assert links["databases/excluded-full-text/(no reason given)"] == "#list-databases-excluded-full-text-2"
    assert "databases/not-retrieved" not in links  # it counts nothing


def test_the_lists_behind_the_boxes_name_what_they_count() -> None:
    text = Page(render_page(report())).text
    assert "Identified – databases and registers (6)" in text
    assert "MEDLINE (3) records a4 Öztürk 2012. Social media and health services a4" in text
    assert "a6" in text  # a refused entry has no record, but it is listed


def test_abstracts_are_left_out_unless_asked_for() -> None:
    assert "copyrighted" not in render_page(report())
    assert "copyrighted" in render_page(report(with_abstracts=True))


def test_hostile_text_does_no_harm() -> None:
    endless = "y" * 10_000
    bad = record("a1", title=f"{HOSTILE} \u202eevil\u2066 \x00\x1b\ud800 {endless}", authors=(HOSTILE,))
    data = report(
        plan=Plan(title=HOSTILE, question=HOSTILE, framework={HOSTILE: HOSTILE}, registration="javascript:x"),
        records=RECORDS | {"a1": bad},
        studies=(StudyRow(id="a1", records=(bad,)),),
        excluded=(ExcludedReport(report="a1", record=bad, reason="x", text=HOSTILE),),
        provenance=((HOSTILE, HOSTILE),),
        sources={HOSTILE: HOSTILE},
    )
    html = render_page(data)
    page = Page(html)
    assert len(page.all("script")) == 1
    assert 'alert("x")' in page.text  # shown as text
    assert not set(html) & set("\u202e\u2066\x00\x1b\ud800")
    assert endless in html
    assert all(not a["href"].lower().startswith("javascript") for a in page.all("a"))
    html.encode()


@pytest.mark.parametrize(
    ("changes", "links"),
    [
        ({"doi": "", "url": "https://example.org/x"}, ["https://example.org/x"]),
        ({"doi": "", "url": "javascript:alert(1)"}, []),
        ({"doi": "", "url": "data:text/html,x"}, []),
        ({"doi": "", "url": "https://example.org/\nx y"}, []),
        ({"doi": '10.1000/"><script>'}, ["https://doi.org/10.1000/%22><script>"]),
    ],
)
def test_only_web_addresses_become_links(changes: dict[str, object], links: list[str]) -> None:
    data = report(studies=(StudyRow(id="a1", records=(record("a1", **changes),)),), excluded=())
    page = Page(render_page(data))
    outside = [a["href"] for a in page.all("a") if not a["href"].startswith(("#", "https://example.org/reg"))]
    assert outside == links
    assert len(page.all("script")) == 1


def test_an_empty_review_has_a_page() -> None:
    page = Page(
        render_page(
            report(
                plan=Plan(),
                flow=flow_from_boxes(()),
                records={},
                searches=(),
                studies=(),
                codebooks=(),
                codings=(),
                cross_tables=(),
                excluded=(),
                agreement=(),
                provenance=(),
                sources={},
            )
        )
    )
    assert "Systematic review" in page.text
    assert page.all("table") == []


def test_the_same_report_is_the_same_bytes() -> None:
    assert render_page(report()) == render_page(report())


def test_a_cell_says_how_it_wants_to_be_set() -> None:
    rows = (("A name of a middling length", 12, "2015-07-12", "words " * 20),)
    table = Table(id="t", caption="T", columns=("Name", "Count", "Date", "Text"), rows=rows)
    page = render_page(report(more_tables=(table,)))
    row = page[page.index('id="table-t"') :].partition("<tbody>")[2].partition("</tr>")[0]
    assert re.findall(r'class="(\w+)"', row) == ["plain", "number", "short", "long"]

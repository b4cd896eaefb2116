"""Tables as Markdown, LaTeX and XLSX: right, and harmless whatever is in them."""

import html
import io
import re
import zipfile

import pytest

from report_builder import report
from slr.publish.archive import without_clock, zipped
from slr.publish.data import Cell, Link, Table
from slr.publish.latex import latex_table, latex_text
from slr.publish.markdown import markdown_table, markdown_text
from slr.publish.report_tables import report_tables
from slr.publish.workbook import workbook


def table(*rows: tuple[Cell, ...], note: str = "", name: str = "t") -> Table:
    return Table(id=name, caption="Cap_tion", columns=("Na|me", "Value"), rows=rows, note=note)


def test_a_markdown_table() -> None:
    rows = (("a|b <script> *x*", 3), (Link("10.1/a_b", "https://doi.org/10.1/a_b"), None), ("c\nd", 0.25))
    assert markdown_table(table(*rows, note="A [note]")) == (
        "**Cap\\_tion**\n\n"
        "| Na\\|me | Value |\n"
        "| --- | --- |\n"
        "| a\\|b &lt;script&gt; \\*x\\* | 3 |\n"
        "| [10.1/a\\_b](<https://doi.org/10.1/a_b>) |  |\n"
        "| c d | 0.25 |\n\n"
        "A \\[note\\]\n"
    )


def test_columns_of_numbers_are_set_to_the_right() -> None:
    assert "| --- | ---: |" in markdown_table(table(("a", 1), ("b", 2)))


@pytest.mark.parametrize(
    "text",
    [
        "![x](javascript:1)",
        "# head",
        "`code`",
        "a|b",
        "<b>&amp;",
        "~~x~~",
        "[[l]]",
        "1. a",
        "- a",
        "+ a",
        "> a",
    ],
)
def test_no_text_is_markdown(text: str) -> None:
    parser = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])
    shown = parser.render(markdown_text(text))
    assert shown == f"<p>{html.escape(text)}</p>\n"


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("100% & $5 #1_a", r"100\% \& \$5 \#1\_a"),
        (r"\input{/etc/passwd}", r"\textbackslash{}input\{/etc/passwd\}"),
        ("~^<>|", r"\textasciitilde{}\textasciicircum{}\textless{}\textgreater{}\textbar{}"),
        ("x" * 25, "x" * 10 + r"\allowbreak{}" + "x" * 10 + r"\allowbreak{}" + "x" * 5),
    ],
)
def test_no_text_is_tex(text: str, tex: str) -> None:
    assert latex_text(text) == tex


def test_a_latex_table_has_every_row_and_links() -> None:
    link = Link("10.1/a_b", "https://doi.org/10.1/a_b#1%20{}")
    text = latex_table(table(("a", 1), (link, None), note="Note."))
    assert text.count(r" \\" + "\n") == 3
    assert r"\href{https://doi.org/10.1/a\_b\#1\%20\%7B\%7D}{" in text
    assert r"10.\allowbreak{}1/\allowbreak{}a\_\allowbreak{}b} & -- \\" in text
    assert r"\caption{Cap\_tion}\label{tab:t}" in text
    assert text.endswith("\\end{longtable}}\n")
    assert text.count("linewidth") == 3


def test_a_workbook_holds_the_tables_and_no_formula() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    link = Link("10.1/x", "https://doi.org/10.1/x")
    rows: tuple[tuple[Cell, ...], ...] = (
        ("=1+1", 2),
        (link, None),
        ("@SUM(A1)\x00", -0.5),
        ("z" * 40_000, 1),
    )
    content = workbook([table(*rows), table(("a", 1))], notice="Synthetic data: made up.")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["About", "t", "t-2"]
    assert book["About"]["A1"].value == "Synthetic data: made up."
    sheet = book["t"]
    cells = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row}
    assert (cells["A2"].value, cells["A2"].data_type, cells["A2"].quotePrefix) == ("=1+1", "s", True)
    assert (cells["B2"].value, cells["B4"].value, cells["B3"].value) == (2, -0.5, None)
    assert cells["A3"].hyperlink.target == "https://doi.org/10.1/x"
    assert cells["A4"].value == "@SUM(A1)"
    assert len(cells["A5"].value) == 32_000
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert "<f>" not in "".join(parts.read(n).decode() for n in parts.namelist() if "sheet" in n)


def test_the_reports_tables_all_have_a_sheet_and_the_bytes_are_the_same_twice() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    tables = report_tables(report())
    content = workbook(tables)
    assert content == workbook(tables)
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == [t.id for t in tables]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in parts.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")
    assert without_clock(content) == content


def test_names_of_sheets_are_short_and_differ() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    long = "codings-of-a-book-with-a-very-long-name"
    content = workbook([table(name=long), table(name=long.upper()), table(name="a/b?[c]")])
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == [
        long[:31],
        long.upper()[:29] + "-2",
        "a-b--c-",
    ]


def test_no_tables_are_still_a_workbook() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    assert openpyxl.load_workbook(io.BytesIO(workbook([]))).sheetnames == ["Empty"]


def test_an_archive_is_the_same_whatever_the_order_and_holds_every_file() -> None:
    files = {"b/x.txt": b"x" * 5000, "a.txt": b"", "ü.csv": "ü".encode()}
    content = zipped(files)
    assert content == zipped(dict(reversed(files.items())))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["a.txt", "b/x.txt", "ü.csv"]
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_a_cell_that_begins_like_an_option_of_the_row_before_is_text() -> None:
    text = latex_table(table(("a", 1), ("[red] b", None), ("* c", None)))
    assert "{[}red] b" in text and "{*} c" in text
    assert not re.search(r"\\\\\s*[\[*]", text)

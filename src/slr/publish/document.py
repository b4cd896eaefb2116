"""The report as DOCX, with real headings, captions and tables whose first row repeats on each page."""

import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from slr.publish.archive import without_clock
from slr.publish.blocks import Block, Bullets, Figure, Heading, Paragraph
from slr.publish.data import Cell, Link, Table
from slr.publish.plain_text import number, printable, safe_url
from slr.publish.widths import column_shares, crowding

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as DocxParagraph

_ALARM = "B42318"
_SMALL, _SMALLEST = 8.0, 5.5  # points: letters in tables, and where a table has many columns


def document(blocks: Iterable[Block], *, title: str, figures: Mapping[str, bytes]) -> bytes:
    """The blocks as DOCX, the same bytes each time. `figures` maps a figure's name to its PNG."""
    from docx import Document as new_document
    from docx.shared import Cm, Pt

    page = new_document()
    for section in page.sections:
        section.left_margin = section.right_margin = Cm(2)
    page.styles["Normal"].font.name = "Arial"
    page.styles["Normal"].font.size = Pt(10)
    about = page.core_properties
    about.title, about.author, about.comments, about.last_modified_by = printable(title)[:255], "", "", ""
    for block in blocks:
        _write(page, block, figures)
    out = io.BytesIO()
    page.save(out)
    return without_clock(out.getvalue())


def _write(page: "Document", block: Block, figures: Mapping[str, bytes]) -> None:
    if isinstance(block, Table):
        _table(page, block)
    elif isinstance(block, Heading):
        page.add_heading(printable(block.text), 0 if block.level == 1 else block.level - 1)
    elif isinstance(block, Bullets):
        for item in block.items:
            page.add_paragraph(printable(item), style="List Bullet")
    elif isinstance(block, Figure):
        _figure(page, block, figures)
    else:
        _paragraph(page, block)


def _paragraph(page: "Document", block: Paragraph) -> None:
    from docx.shared import RGBColor

    run = page.add_paragraph().add_run(printable(block.text))
    if block.alarm:
        run.bold = True
        run.font.color.rgb = RGBColor.from_string(_ALARM)


def _figure(page: "Document", block: Figure, figures: Mapping[str, bytes]) -> None:
    """The picture as wide as the text, or as high as a page allows, with its alternative text and caption."""
    png = figures.get(block.name)
    if png is None:
        return
    section = page.sections[0]
    shape = page.add_picture(io.BytesIO(png))
    room = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    tall = section.page_height - section.top_margin - section.bottom_margin - 900_000  # type: ignore[operator]
    scale = min(room / shape.width, tall / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    shape._inline.docPr.set("descr", printable(block.alt))
    page.add_paragraph(printable(block.caption), style="Caption")


def _table(page: "Document", table: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Emu, Pt

    caption = page.add_paragraph(printable(table.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = Pt(12)
    grid = page.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    grid.autofit = False
    section = page.sections[0]
    room = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    widths = [Emu(int(room * share)) for share in column_shares(table)]
    size = max(_SMALLEST, round(2 * min(_SMALL, _SMALL / max(crowding(table), 1))) / 2)
    for column, wide in zip(grid.columns, widths, strict=True):
        column.width = wide
    for cell, name, wide in zip(grid.rows[0].cells, table.columns, widths, strict=True):
        cell.width = wide
        _fill(cell, name, size, bold=True)
    repeated = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in table.rows:
        for place, (cell, value) in enumerate(zip(grid.add_row().cells, row, strict=True)):
            _fill(cell, value, size, bold=table.row_heads and place == 0)
    if table.note:
        note = page.add_paragraph().add_run(printable(table.note))
        note.italic = True


def _fill(cell: "_Cell", value: Cell, size: float, *, bold: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    if isinstance(value, int | float):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        text = number(value)
    else:
        text = "" if value is None else printable(str(value))
    url = safe_url(value.url) if isinstance(value, Link) else ""
    if url:
        _hyperlink(paragraph, text, url, size)
        return
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = Pt(size)


def _hyperlink(paragraph: "DocxParagraph", text: str, url: str, size: float) -> None:
    """python-docx cannot make links itself: a relationship, and a run inside a w:hyperlink."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.underline = True
    run.font.color.rgb = RGBColor(0x0B, 0x4F, 0x9E)
    link = OxmlElement("w:hyperlink")
    # relate_to would look through all relationships for one that fits: too slow for hundreds of links.
    relationships = paragraph.part.rels
    name = f"rIdLink{len(relationships) + 1}"
    relationships.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, url, name, is_external=True)
    link.set(qn("r:id"), name)
    paragraph._p.append(link)
    link.append(run._r)

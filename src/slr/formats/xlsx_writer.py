"""Records as XLSX: one sheet with the columns of the record table, the same bytes each time."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from slr.formats.delimited_writer import cells_of
from slr.formats.lost import CELL, length_of
from slr.model.record import COLUMNS, LISTS, Record

_FIRST = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip file can say
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\r]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # what Excel would take for an escaped letter
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49"/>'
    '<xf fontId="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Records" sheetId="1" r:id="rId1"/></sheets></workbook>',
}  # fmt: skip


def write_xlsx(records: Iterable[Record]) -> bytes:
    """XLSX with the columns of the record table, as `write_csv` has them: lists joined, formulas disarmed.

    Years are numbers, all else is text. What is longer than a cell of Excel is cut at a letter, a list after
    one of its items; `losses` tells of it.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in _PARTS.items():
            archive.writestr(_part(name), _HEAD + content, compresslevel=6)
        with archive.open(_part("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            for piece in _sheet(records):
                sheet.write(piece.encode("utf-8"))
    return out.getvalue()


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, date_time=_FIRST)
    part.compress_type = zipfile.ZIP_DEFLATED
    part.external_attr = 0o644 << 16
    part.create_system = 3  # the same on Windows and elsewhere
    return part


def _sheet(records: Iterable[Record]) -> Iterator[str]:
    """The sheet, its first row kept in view, piece by piece."""
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    yield "</sheetView></sheetViews>"
    names = "".join(_text(place, 1, name, style=1) for place, name in enumerate(COLUMNS))
    yield f'<sheetData><row r="1">{names}</row>'
    for row, record in enumerate(records, start=2):
        yield f'<row r="{row}">'
        for place, (name, value) in enumerate(zip(COLUMNS, cells_of(record), strict=True)):
            if name == "year" and value:
                yield f'<c r="{_letter(place)}{row}"><v>{value}</v></c>'
            elif value:
                yield _text(place, row, _fitting(value, name in LISTS), style=0)
        yield "</row>"
    yield "</sheetData></worksheet>"


def _text(place: int, row: int, text: str, *, style: int) -> str:
    escaped = _ESCAPED.sub("_x005F_", text)
    plain = escape(_ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", escaped))
    cell = f'<c r="{_letter(place)}{row}" t="inlineStr" s="{style}">'
    return f'{cell}<is><t xml:space="preserve">{plain}</t></is></c>'


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _fitting(text: str, is_list: bool) -> str:
    if length_of(text) <= CELL:
        return text
    cut = text.encode("utf-16-le", "surrogatepass")[: 2 * CELL].decode("utf-16-le", "ignore")
    return cut.rpartition("; ")[0] or cut if is_list else cut

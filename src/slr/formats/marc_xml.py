"""MARCXML, as library catalogs give it, also inside the answers of SRU and OAI-PMH."""

from xml.etree.ElementTree import Element

from slr.formats.draft import Draft
from slr.formats.log import ReadingLog
from slr.formats.marc_fields import Field, Fields
from slr.formats.marc_fields import draft_of as draft_of_fields
from slr.formats.xml_entries import first_text, read_xml, text_of, without_namespaces
from slr.model.reading import Reading

VERSION = 1
# Answers wrap each record in an element that is called record, too.
_BEGINS = r"[^<>]*>\s*<(?:[\w.-]{1,40}:)?(?:leader|controlfield|datafield)(?=[\s>])"


def read_marc_xml(data: bytes, file: str) -> Reading:
    """Read MARCXML: one entry for each record with a leader or fields, whatever prefix it has."""
    log = ReadingLog(data, file, "marcxml", VERSION)
    names = ("record", r"[\w.-]{1,40}:record")
    return read_xml(log, names, _draft_of, plain=without_namespaces, follows=f"(?={_BEGINS})", wrapped=True)


def _draft_of(entry: Element) -> Draft | None:
    fields = []
    for one in entry:
        if one.tag == "controlfield":
            fields.append(Field(one.get("tag", ""), "", (("", text_of(one)),)))
        elif one.tag == "datafield":
            parts = tuple((part.get("code", ""), text_of(part)) for part in one if part.tag == "subfield")
            fields.append(Field(one.get("tag", ""), one.get("ind1", " ") + one.get("ind2", " "), parts))
    return draft_of_fields(Fields(first_text(entry, "leader"), fields)) if fields else None

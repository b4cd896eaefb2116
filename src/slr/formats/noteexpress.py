"""NoteExpress' text ({Title}: …), as CNKI, Wanfang and VIP write it."""

import re

from slr.formats.draft import Draft
from slr.formats.normalize.names import family_first_all
from slr.formats.normalize.pages import page_range
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import csl_type
from slr.formats.tagged import Fields, Tagged, all_of, first_of, read_tagged
from slr.model.reading import Reading

VERSION = 1

_PARTS = frozenset(["chapter", "paper-conference"])


def draft_of(fields: Fields) -> Draft:
    """The draft of a record in NoteExpress' field names; names and titles in translation stay in `raw`."""
    kind = csl_type(first_of(fields, "Reference Type"))
    names = [name for text in all_of(fields, "Author") for name in re.split(r"[;；\n]", text)]
    within = (
        ("Tertiary Title", "Secondary Title", "Conference Name") if kind in _PARTS else ("Secondary Title",)
    )
    return Draft(
        type=kind,
        title=first_of(fields, "Title", "Translated Title").replace("\n", " "),
        abstract=first_of(fields, "Abstract", "Translated Abstract"),
        authors=family_first_all(names),
        dates=all_of(fields, "Year", "Date"),
        journal=first_of(fields, "Journal", *(() if kind in ("book", "thesis") else within)),
        volume=first_of(fields, "Volume"),
        issue=first_of(fields, "Issue", "Number"),
        pages=page_range(clean(first_of(fields, "Pages"))),
        dois=all_of(fields, "DOI"),
        serials=[
            text for name, texts in fields.items() if "ISBN" in name or "ISSN" in name for text in texts
        ],
        urls=[url for text in all_of(fields, "URL") for url in text.split("\n")],
        notes=all_of(fields, "Notes"),
        language=first_of(fields, "Language"),
        keywords=split_keywords(all_of(fields, "Keywords"), ";；\n"),
        publisher=first_of(fields, "Publisher"),
        accession=first_of(fields, "Accession Number"),
    )


FORMAT = Tagged(
    name="noteexpress",
    version=VERSION,
    start=re.compile(r"\n(?=\ufeff?[ \t]{0,8}\{Reference Type\}:)"),
    field=re.compile(r"\n\ufeff?[ \t]{0,8}\{([^{}\n]{1,60})\}:"),
    draft=draft_of,
    first="Reference Type",
    fold="\n",
)


def read_noteexpress(data: bytes, file: str) -> Reading:
    """Read NoteExpress' text: one entry for each {Reference Type} line."""
    return read_tagged(FORMAT, data, file)

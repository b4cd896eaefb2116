"""CSL-JSON, as Zotero, Mendeley and citeproc write it."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from slr.formats.draft import Draft
from slr.formats.json_items import read_items
from slr.formats.log import ReadingLog
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import family_first
from slr.formats.normalize.pages import page_range
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import CSL_TYPES, csl_type
from slr.formats.written_names import name_parts
from slr.model.reading import Reading
from slr.model.record import Record

VERSION = 3
_TITLED = re.compile(r"\A\s*<(?:jats:)?title>\s*Abstract\s*</(?:jats:)?title>", re.IGNORECASE)  # Crossref

_WRITTEN = (
    ("title", "title"),
    ("abstract", "abstract"),
    ("container-title", "journal"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "pages"),
    ("DOI", "doi"),
    ("PMID", "pmid"),
    ("ISSN", "issn"),
    ("ISBN", "isbn"),
    ("URL", "url"),
    ("language", "language"),
    ("publisher", "publisher"),
    ("archive_location", "accession"),
)


def write_csl_json(records: Iterable[Record]) -> str:
    """A list of CSL items; the id is slr's, else the place in the list, the accession archive_location."""
    items = [_item(record, number) for number, record in enumerate(records, start=1)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _item(record: Record, number: int) -> dict[str, Any]:
    item: dict[str, Any] = {"id": record.id or str(number), "type": record.type or "document"}
    if not record.type:
        item["genre"] = "none"
    for name, column in _WRITTEN:
        if value := getattr(record, column):
            item[name] = value
    if record.authors:
        item["author"] = [_written_name(name) for name in record.authors]
    if record.year is not None:
        item["issued"] = {"date-parts": [[record.year]]}
    if record.keywords:
        item["keyword"] = "; ".join(record.keywords)
    return item


def _written_name(name: str) -> dict[str, str]:
    parts = name_parts(name)
    if parts is None:
        return {"literal": name}
    written = zip(("family", "given", "suffix"), parts, strict=True)
    return {key: value for key, value in written if value}


def read_csl_json(data: bytes, file: str) -> Reading:
    """Read a list of CSL items (or one alone); an item that cannot be read is refused, the rest goes on."""
    return read_items(ReadingLog(data, file, "csl-json", VERSION), draft_of)


def draft_of(values: Mapping[str, Any]) -> Draft | None:
    """The draft of a CSL item; None where it has no field of one."""
    fields = {name: _text(value) for name, value in values.items()}
    get = fields.get
    kind = get("type", "")
    authors = values.get("author")
    if not any(value for name, value in values.items() if name not in ("id", "type")):
        return None
    keyword = values.get("keyword") or values.get("subject")
    keywords = (
        [word for word in keyword if isinstance(word, str)] if isinstance(keyword, list) else [_text(keyword)]
    )
    draft = Draft(
        type=kind if kind in CSL_TYPES else csl_type(kind),
        title=_title(values, get("title", "")),
        abstract=_TITLED.sub("", get("abstract", "")),
        authors=tuple(filter(None, map(_read_name, authors if isinstance(authors, list) else []))),
        dates=_dates(values),
        journal=_container(values.get("container-title"), kind)
        or _container(values.get("container-title-short"), kind)
        or _container(values.get("short-container-title"), kind)
        or get("journalAbbreviation", "")
        or (get("event-title", "") or get("event", "") if kind == "paper-conference" else ""),
        volume=get("volume", ""),
        issue=get("issue", ""),
        pages=page_range(clean(get("page", "") or get("article-number", ""))),
        dois=[doi for doi in [get("DOI", "")] if doi],
        pmid=pmid_of(get("PMID", "")),
        serials=[number for name in ("ISSN", "ISBN") if (number := get(name, ""))],
        urls=[url for url in [get("URL", "")] if url],
        notes=[note for note in [get("note", "")] if note],
        language=get("language", ""),
        keywords=split_keywords(
            [word for word in keywords if word], ";\n" if not isinstance(keyword, list) else "\n"
        ),
        publisher=get("publisher", ""),
        accession=get("archive_location", ""),
    )
    if kind == "document" and get("genre") == "none":
        draft.type = ""
    return draft


def _title(values: Mapping[str, Any], title: str) -> str:
    """The title, with the subtitle that Crossref gives apart."""
    subtitle = _text(values.get("subtitle"))
    if not subtitle or not title or subtitle.lower() in title.lower():
        return title
    return f"{title}{' ' if title[-1] in '?!:' else ': '}{subtitle}"


def _container(value: Any, kind: str) -> str:
    """The journal or book; of a chapter Crossref names the series first and the book last."""
    if isinstance(value, list):
        names = [name for name in value if isinstance(name, str) and name]
        return names[-1 if csl_type(kind) in ("chapter", "paper-conference") else 0] if names else ""
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return " ".join(value) if len(value) > 1 else str(value[0])  # Crossref gives lists of one
    return ""


def _dates(values: Mapping[str, Any]) -> list[str]:
    found = []
    for name in ("issued", "published-print", "published-online", "created"):
        date = values.get(name)
        if isinstance(date, dict):
            parts = date.get("date-parts")
            if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0] != [None]:
                found.append("-".join(str(part) for part in parts[0]))
            if date.get("year"):
                found.append(str(date["year"]))
            found += [date[key] for key in ("raw", "literal", "date-time") if isinstance(date.get(key), str)]
        elif isinstance(date, list):  # pandoc's older form: [{"year": 2014}]
            found += [str(one["year"]) for one in date if isinstance(one, dict) and one.get("year")]
        elif date:
            found.append(_text(date))
    return [date for date in found if date]


def _read_name(value: Any) -> str:
    if isinstance(value, str):
        return family_first(value)
    if not isinstance(value, dict):
        return ""
    parts = {key: clean(part) for key, part in value.items() if isinstance(part, str)}
    if "literal" in parts or not parts.get("family"):
        group = parts.get("literal") or parts.get("name") or parts.get("given") or ""
        return family_first(f"{group},") if group else ""
    particles = [parts.get("dropping-particle", ""), parts.get("non-dropping-particle", "")]
    family = " ".join(filter(None, [*particles, parts["family"]]))
    return family_first(", ".join(filter(None, [family, parts.get("given", ""), parts.get("suffix", "")])))

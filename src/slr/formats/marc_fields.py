"""What the fields of a MARC 21 record mean."""

import re
from dataclasses import dataclass

from slr.formats.draft import Draft
from slr.formats.normalize.identifiers import doi_of
from slr.formats.normalize.names import family_first
from slr.formats.normalize.pages import page_range
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.words import words

# Signs that library rules write between the parts of a record.
_MARKS = " /:;,=."
_AUTHORS = frozenset(
    words("aut cre dis author creator verfasser verfasserin autor autorin auteur autore forfatter dissertant")
)
_VOLUME = re.compile(r"(?:\bvol(?:ume|\.)?|\bv\.|\bbd\.?|\bband|\bt\.|\btome|\bjg\.)[: ]*(\d[\w/-]*)", re.I)
_ISSUE = re.compile(r"(?:\bno\.?|\bnr\.?|\bnumber|\bissue|\bheft|\biss\.|\bn[°º])[: ]*(\d[\w/-]*)", re.I)
_PAGES = re.compile(
    r"(?:\bpages?|\bpp?\.?|\bs\.|\bseiten?)[: ]*([A-Za-z]?\d+(?:\s*[-\u2013]\s*[A-Za-z]?\d+)?)", re.I
)
_YEAR = re.compile(r"(?:\(|year:)(\d{4})(?!\d)")
_LANGUAGE = re.compile(r"([a-z]{3})[ |a-z]{0,2}$")  # of 008, also where blanks before it were folded
_PLACE = re.compile(r"(?P<volume>\d+)(?::(?P<issue>[\w/-]+))?(?:<(?P<page>\w+))?")  # 773 $q
_KINDS = {"c": "musical_score", "d": "musical_score", "e": "map", "f": "map", "g": "motion_picture"} | {
    "i": "song", "j": "song", "k": "graphic", "r": "document", "p": "collection"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One variable field: its tag, indicators and subfields; of a control field the text, under no code."""

    tag: str
    indicators: str
    subfields: tuple[tuple[str, str], ...]

    def all(self, codes: str) -> list[str]:
        """The texts of the subfields with these codes, in the record's order, without marks between parts."""
        return [plain for code, text in self.subfields if code in codes and (plain := _bare(text))]

    def one(self, codes: str) -> str:
        """The first of them."""
        return next(iter(self.all(codes)), "")


def _bare(text: str) -> str:
    """Without the punctuation that stands for what comes next; the full stop of initials stays."""
    text = clean(text).strip(" ")
    while text and text[-1] in _MARKS and not re.search(r"(?:^|[\s.])\w\.$", text):
        text = text[:-1]
    return text.rstrip(" ")


class Fields:
    """The fields of a record by tag."""

    def __init__(self, leader: str, fields: list[Field]) -> None:
        self.leader = leader.ljust(24)
        self._fields = fields

    def all(self, *tags: str) -> list[Field]:
        """The fields with one of these tags, in order."""
        return [field for field in self._fields if field.tag in tags]

    def texts(self, tag: str, codes: str) -> list[str]:
        """The texts of these subfields of all fields with a tag."""
        return [text for field in self.all(tag) for text in field.all(codes)]

    def control(self, tag: str) -> str:
        """The text of a control field."""
        return next((field.subfields[0][1] for field in self.all(tag) if field.subfields), "")


def draft_of(record: Fields) -> Draft | None:
    """The draft of a record; None where it has no field."""
    hosts = record.all("773")
    coded = record.control("008")
    part = " ".join(text for host in hosts for text in host.all("g"))
    volume, issue, pages = _place(hosts, part)
    is_part = bool(hosts)
    kind = _type(record, hosts, is_journal=bool(volume or issue or any(host.one("x") for host in hosts)))
    found = record.all("264", "260")
    published = [field for field in found if field.tag == "260" or field.indicators[1:] in ("1", "")] or found
    return Draft(
        type=kind,
        title=_title(record),
        abstract=" ".join(clean(text) for text in _whole(record, "520", "ab")),
        authors=tuple(filter(None, map(_name, record.all("100", "110", "111", "700", "710")))),
        dates=[
            *(text for field in published for text in field.all("c")),
            *record.texts("502", "d"),
            *_YEAR.findall(part),
            coded[7:11],
            *(text for host in hosts for text in host.all("d")),
        ],
        journal=next(filter(None, (host.one("t") or host.one("a") for host in hosts)), "").partition(" / ")[
            0
        ],
        volume=volume,
        issue=issue,
        pages=pages or (page_range(_only_pages(record)) if is_part else ""),
        dois=[
            text
            for field in record.all("024")
            for text in field.all("a")
            if field.one("2").lower() == "doi" or (text.startswith("10.") and doi_of(text))
        ],
        serials=[
            *record.texts("020", "a"),
            *record.texts("022", "a"),
            *(text for host in hosts for text in host.all("xz")),
        ],
        urls=[clean(text) for field in record.all("856") for code, text in field.subfields if code == "u"],
        language=next(iter(record.texts("041", "a")), "") or _language(coded),
        keywords=split_keywords(
            ["/".join(field.all("axyzv")) for field in record.all("650", "651", "653", "690")], "\n"
        ),
        publisher=next((text for field in published for text in field.all("b")), "")
        or next(iter(record.texts("502", "c")), ""),
        accession=record.control("001").strip(),
    )


def _language(coded: str) -> str:
    found = _LANGUAGE.search(coded)
    return found[1] if found and found[1] not in ("und", "zxx") else ""


def _whole(record: Fields, tag: str, codes: str) -> list[str]:
    return [text for field in record.all(tag) for code, text in field.subfields if code in codes]


def _type(record: Fields, hosts: list[Field], *, is_journal: bool) -> str:
    material, level = record.leader[6], record.leader[7]
    if record.all("502"):
        return "thesis"
    if hosts and level in "abdi ":
        return "article-journal" if is_journal or level == "b" else "chapter"
    if material in _KINDS:
        return _KINDS[material]
    if level == "s":
        return "periodical"
    return "book" if material in "at" or record.all("020") else "document"


def _title(record: Fields) -> str:
    """Title, subtitle, number and name of a part; not the statement of who is responsible."""
    for field in record.all("245"):
        title = ": ".join(field.all("ab"))
        return ". ".join(filter(None, [title, ", ".join(field.all("np"))]))
    return ""


def _name(field: Field) -> str:
    """The name of who made it; who edited, translated or printed it is left out, and a work's title, too."""
    roles = {re.sub(r"\W.*", "", text.lower()) for text in field.all("4")}
    roles |= {re.sub(r"\W.*", "", text.lower()) for text in field.all("j" if field.tag == "111" else "e")}
    if field.one("t") or (roles and not roles & _AUTHORS) or (field.tag == "111" and not roles):
        return ""
    name = field.one("a")
    if field.tag in ("110", "710", "111"):
        return family_first(f"{'. '.join(field.all('ab' if field.tag != '111' else 'a'))},") if name else ""
    return family_first(f"{name}," if field.indicators[:1] == "0" and "," not in name else name)


def _place(hosts: list[Field], part: str) -> tuple[str, str, str]:
    """(volume, issue, pages) of a part in its host."""
    found = [pattern.search(part) for pattern in (_VOLUME, _ISSUE, _PAGES)]
    volume, issue, pages = (one[1] if one else "" for one in found)
    for host in hosts:
        if coded := _PLACE.fullmatch(host.one("q").replace(" ", "")):
            volume, issue = volume or coded["volume"], issue or coded["issue"] or ""
            pages = pages or coded["page"] or ""
    return volume, issue, page_range(pages) if pages else ""


def _only_pages(record: Fields) -> str:
    found = _PAGES.search(next(iter(record.texts("300", "a")), ""))
    return found[1] if found else ""

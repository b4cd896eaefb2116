"""The exports: how each database writes a record. Every function returns the bytes of a whole file."""

import csv
import io
import textwrap
from collections.abc import Sequence
from random import Random

from variants import plain_letters, title_case
from works import MONTHS, Author, Work

NOTE = "Synthetic record made for an example of slr; no such publication exists"
PUBLISHER = "Synthetic Press"
SITE = "https://example.org"
LANGUAGES = {"eng": "English", "spa": "Spanish", "ger": "German", "por": "Portuguese"}


def initials(given: str) -> str:
    """`Anna B` gives `AB`."""
    return "".join(part[0] for part in given.split())


def short_pages(work: Work) -> str:
    """`123-9` for 123 to 129, as MEDLINE writes it."""
    if not work.first:
        return work.article
    if work.last <= work.first:
        return str(work.first)
    start, end = str(work.first), str(work.last)
    same = 0
    while len(start) == len(end) and same < len(end) - 1 and start[same] == end[same]:
        same += 1
    return f"{start}-{end[same:]}"


def long_pages(work: Work, dash: str = "-") -> str:
    """`123-129`."""
    if not work.first:
        return work.article
    return f"{work.first}{dash}{work.last}" if work.last > work.first else str(work.first)


# ------------------------------------------------------------------------------------------------- MEDLINE

_MEDLINE_TYPES = {
    "trial": ("Journal Article", "Randomized Controlled Trial"), "editorial": ("Editorial",),
    "letter": ("Letter",),
    "erratum": ("Published Erratum",), "preprint": ("Preprint",),
}  # fmt: skip


def _tagged(tag: str, text: str) -> list[str]:
    """A field of a tagged file, folded as PubMed folds it."""
    lines = textwrap.wrap(text, 82, break_long_words=False, break_on_hyphens=False) or [""]
    return [f"{tag:<4}- {lines[0]}", *(f"      {line}" for line in lines[1:])]


def _medline_record(rng: Random, work: Work) -> list[str]:
    assert work.journal is not None
    month = f" {MONTHS[work.month - 1]}" if rng.random() < 0.8 else ""
    title = (
        f"[{work.title}]."
        if work.language != "eng"
        else work.title + ("" if work.title[-1] in "?!." else ".")
    )
    lines = [*_tagged("PMID", work.pmid), *_tagged("OWN", "NLM"), *_tagged("STAT", "MEDLINE")]
    lines += _tagged("IS", f"{work.journal.issn} (Print)") if work.journal.issn else []
    lines += [*_tagged("VI", work.volume)] if work.volume else []
    lines += [*_tagged("IP", work.issue)] if work.issue else []
    lines += [*_tagged("DP", f"{work.year}{month}"), *_tagged("TI", title)]
    pages = short_pages(work)
    lines += _tagged("PG", pages) if pages else []
    lines += _tagged("LID", f"{work.doi} [doi]") if work.doi else []
    lines += _tagged("AB", work.abstract) if work.abstract else []
    for family, given in work.authors:
        lines += [*_tagged("FAU", f"{family}, {given}"), *_tagged("AU", f"{family} {initials(given)}")]
    lines += _tagged("LA", work.language)
    for kind in _MEDLINE_TYPES.get(work.kind, ("Journal Article",)):
        lines += _tagged("PT", kind)
    lines += [
        *_tagged("PL", "Norvania"),
        *_tagged("TA", work.journal.short),
        *_tagged("JT", work.journal.name),
    ]
    lines += [line for word in work.keywords for line in _tagged("OT", word)]
    lines += _tagged("GN", NOTE)
    lines += _tagged("AID", f"{work.doi} [doi]") if work.doi else []
    volume = f";{work.volume}({work.issue})" if work.volume and work.issue else ""
    place = f"{volume}:{pages}" if pages else volume
    lines += _tagged("SO", f"{work.journal.short}. {work.year}{month}{place}.")
    return lines


def medline(rng: Random, works: Sequence[Work]) -> bytes:
    """PubMed's tagged format (.nbib)."""
    records = ["\n".join(_medline_record(rng, work)) for work in works]
    return ("\n" + "\n\n".join(records) + "\n").encode()


# ------------------------------------------------------------------------------------------------ Cochrane


def cochrane(rng: Random, works: Sequence[Work]) -> bytes:
    """RIS as the Cochrane Library gives it: CRLF, initials, a typographic hyphen in page ranges."""
    lines: list[str] = []
    for number, work in enumerate(works, start=1):
        assert work.journal is not None
        fields = [("TY", "JOUR"), ("AN", f"CN-99{number:06d}")]
        fields += [("AU", f"{family}, {initials(given)}") for family, given in work.authors]
        title = work.title.replace("&", "&amp;") if rng.random() < 0.5 else work.title
        fields += [("TI", title), ("JO", work.journal.short if rng.random() < 0.4 else work.journal.name)]
        fields += [("PY", str(work.year)), ("VL", work.volume), ("IS", work.issue)]
        fields += [
            ("SP", long_pages(work, "\u2010")),
            ("M3", "Trial registry record" if not work.abstract else "Journal article"),
        ]
        fields += [("KW", word) for word in work.keywords]
        fields += [("AB", work.abstract), ("DO", work.doi), ("N1", NOTE)]
        fields += [("XR", f"PUBMED {work.pmid}" if work.pmid and rng.random() < 0.7 else "")]
        fields += [("UR", f"{SITE}/central/CN-99{number:06d}/full")]
        lines += [f"{tag}  - {text}" for tag, text in fields if text]
        lines += ["ER  - ", ""]
    return ("\r\n".join(lines) + "\r\n").encode()


# ------------------------------------------------------------------------------------------ Web of Science

_ACCENTS = {
    "ö": r'{\"o}', "ü": r'{\"u}', "è": r"{\`e}", "é": r"{\'e}", "á": r"{\'a}", "ñ": r"{\~n}", "ğ": r"{\u g}",
    "ø": r"{\o}",
}  # fmt: skip
_WOS_TYPES = {
    "editorial": "Editorial Material",
    "letter": "Letter",
    "erratum": "Correction",
    "conference": "Proceedings Paper",
}


def _latex(text: str) -> str:
    """Text as BibTeX wants it."""
    for character in "&%_#$":
        text = text.replace(character, "\\" + character)
    return "".join(_ACCENTS.get(c, c) for c in text)


def _wos_people(rng: Random, authors: Sequence[Author]) -> str:
    full = rng.random() < 0.7
    names = (f"{family}, {given if full else '. '.join(initials(given)) + '.'}" for family, given in authors)
    return " and ".join(names)


def wos(rng: Random, works: Sequence[Work]) -> bytes:
    """BibTeX as Web of Science gives it: double braces, journals in capitals, titles in Title Case."""
    entries = []
    for number, work in enumerate(works, start=1):
        assert work.journal is not None
        accession = f"WOS:000999{number:06d}000"
        draw = rng.random()
        title = work.title.upper() if draw < 0.07 else title_case(work.title) if draw < 0.7 else work.title
        journal = work.journal.short if rng.random() < 0.1 else work.journal.name
        fields = [
            ("Author", _wos_people(rng, work.authors)), ("Title", title), ("Journal", journal.upper()),
            ("Year", str(work.year)), ("Volume", work.volume), ("Number", work.issue),
            ("Pages", long_pages(work) if work.first else ""),
            ("Article-Number", "" if work.first else work.article),
            ("Month", MONTHS[work.month - 1].upper()), ("Abstract", work.abstract),
            ("Publisher", PUBLISHER.upper()),
            ("Type", _WOS_TYPES.get(work.kind, "Article")), ("Language", LANGUAGES[work.language]),
            ("DOI", work.doi),
            ("ISSN", work.journal.issn), ("Keywords", "; ".join(work.keywords)), ("Note", NOTE),
            ("Unique-ID", accession),
        ]  # fmt: skip
        head = "@inproceedings" if work.kind == "conference" else "@article"
        lines = [f"{name} = {_braced(name, text)}," for name, text in fields if text]
        entries.append("\n".join([f"{head}{{ {accession},", *lines, "}"]))
    return ("\n" + "\n\n".join(entries) + "\n").encode()


def _braced(name: str, text: str) -> str:
    """A field's value in the braces that Web of Science puts around it: two pairs, for people one."""
    text = text if name in ("DOI", "Unique-ID", "ISSN") else _latex(text)
    return f"{{{text}}}" if name == "Author" else f"{{{{{text}}}}}"


# -------------------------------------------------------------------------------------------------- Scopus

SCOPUS_COLUMNS = (
    "Authors", "Author full names", "Author(s) ID", "Title", "Year", "Source title", "Volume", "Issue",
    "Art. No.",
    "Page start", "Page end", "Page count", "Cited by", "DOI", "Link", "Abstract", "Author Keywords",
    "Publisher",
    "ISSN", "PubMed ID", "Language of Original Document", "Abbreviated Source Title", "Document Type",
    "Publication Stage", "Open Access", "Source", "EID",
)  # fmt: skip
_SCOPUS_TYPES = {
    "editorial": "Editorial", "letter": "Letter", "erratum": "Erratum", "conference": "Conference paper",
    "preprint": "Preprint",
}  # fmt: skip


def _marked_up(rng: Random, title: str) -> str:
    """The title with the entities and tags that leak into exports."""
    if rng.random() < 0.5:
        title = title.replace("&", "&amp;")
    for name in ("Streptococcus", "Haemophilus", "Candida", "Listeria", "Legionella"):
        if rng.random() < 0.5:
            title = title.replace(name, f"<i>{name}</i>")
    return title


def scopus(rng: Random, works: Sequence[Work]) -> bytes:
    """CSV as Scopus gives it: a byte order mark, `Family I.I.` joined with semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(SCOPUS_COLUMNS)
    for number, work in enumerate(works, start=1):
        assert work.journal is not None
        ids = [f"99{number:05d}{place:02d}" for place in range(len(work.authors))]
        short = [f"{family} {''.join(i + '.' for i in initials(given))}" for family, given in work.authors]
        full = [f"{f}, {g} ({i})" for (f, g), i in zip(work.authors, ids, strict=True)]
        eid = f"2-s2.0-999{number:08d}"
        abstract = (
            f"{work.abstract} © {work.year} {PUBLISHER}." if work.abstract else "[No abstract available]"
        )
        journal = work.journal.short if rng.random() < 0.05 else work.journal.name
        pages = (
            ("", "", "")
            if not work.first
            else (str(work.first), str(work.last or ""), str(max(1, work.last - work.first + 1)))
        )
        writer.writerow([
            "; ".join(short), "; ".join(full), "; ".join(ids), _marked_up(rng, work.title), work.year,
            journal,
            work.volume, work.issue, work.article, *pages, rng.randrange(40), work.doi,
            f"{SITE}/scopus/record/{eid}", abstract, "; ".join(work.keywords), PUBLISHER,
            work.journal.issn.replace("-", ""), work.pmid if rng.random() < 0.5 else "",
            LANGUAGES[work.language],
            work.journal.short, _SCOPUS_TYPES.get(work.kind, "Article"), "Final", "", "Scopus", eid,
        ])  # fmt: skip
    return b"\xef\xbb\xbf" + out.getvalue().encode()


# ---------------------------------------------------------------------------------------------------- grey

GREY_COLUMNS = ("title", "authors", "year", "type", "publisher", "url", "abstract", "note")


def grey(rng: Random, works: Sequence[Work]) -> bytes:
    """The sheet in which a reviewer kept what the grey literature gave."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(GREY_COLUMNS)
    for number, work in enumerate(works, start=1):
        people = "; ".join(f"{family}, {given}" for family, given in work.authors) or work.group
        plain = rng.random() < 0.3
        writer.writerow([
            plain_letters(work.title) if plain else work.title, plain_letters(people) if plain else people,
            work.year,
            "journal article" if work.journal is not None and work.kind != "preprint" else work.kind,
            work.group or (work.journal.name if work.journal else "University of Quillhaven"),
            f"{SITE}/grey/{number:03d}", work.abstract, NOTE,
        ])  # fmt: skip
    return out.getvalue().encode()


EXPORTS = {
    "medline": ("medline.nbib", medline), "cochrane": ("cochrane.ris", cochrane), "wos": ("wos.bib", wos),
    "scopus": ("scopus.csv", scopus), "grey": ("grey.csv", grey),
}  # fmt: skip

"""Rows of a table (CSV, TSV, XLSX) to drafts, by what the columns mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slr.formats.citations import is_no_journal, parts_of_citation, parts_of_source
from slr.formats.column_names import SEVERAL, WEAK
from slr.formats.columns import FIELDS, meanings_of, squeeze
from slr.formats.draft import Draft
from slr.formats.normalize.cell_lists import (
    are_listed_by_comma,
    are_words_by_comma,
    split_authors,
    split_words,
)
from slr.formats.normalize.identifiers import doi_of, pmid_of
from slr.formats.normalize.names import family_first, family_first_all
from slr.formats.normalize.pages import join_pages, page_range
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import CSL_TYPES, csl_type
from slr.formats.ris_fields import SLR_ID
from slr.model.record import COLUMNS

# What spreadsheets and pandas write as floats.
_NUMBERS = frozenset(
    ["volume", "issue", "pages", "first_page", "last_page", "article_number", "pmid", "own_id"]
)
_NOTHING = frozenset(
    ["NA", "N/A", "n/a", "#N/A", "<NA>", "nan", "NaN", "NaT", "NULL", "null", "None", "-", "\u2013", "\u2014"]
)
_ARMED = re.compile(r"'+[=+\-@\t\r]")
_PUBMED = re.compile(r"\s*(?:PUBMED|MEDLINE)[ :]+(?=\d)", re.IGNORECASE)  # CENTRAL: PUBMED 24000001
_BRACED = re.compile(
    r"\{(?!\s*['\"])([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}", re.DOTALL
)  # BibTeX's, kept by a program
_TRIAL = re.compile(r"NCT\d{8}")
_WHOLE = re.compile(r"(\d{1,8})[.,]0")
SAMPLE = 60  # rows that are looked at to tell what commas separate in a column
# Where one name ends and the next begins: `Jane RoeAlan B. DoeAnn McPoe`.
_GLUED = re.compile(
    r"(?:(?<=[^\W\d_][^\W\d_A-ZÀ-ÖØ-Þ])(?<!\bMc)(?<!\bMac)(?<!\b(?:De|Di|Du|La|Le))|(?<=\)))(?=[A-ZÀ-ÖØ-Þ])"
)


# Cells that say nothing of what their column is taken for.
_NO_WORDS: frozenset[str] = frozenset()
_NEVER: dict[str, frozenset[str]] = {
    "journal": _NO_WORDS,  # see `is_no_journal`
    "year": frozenset(["0", "0000"]),
    "type": frozenset(["HTML", "PDF", "CITATION", "DOC"]),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one table: their names, what they mean, and whether slr wrote the table itself.

    `commas` says that commas separate keywords (Embase), `listed` that they stand between whole names,
    `glued` that nothing separates names (Springer), `sources` that a journal's column may name a database,
    `braced` that cells stand in braces.
    """

    header: tuple[str, ...]
    meanings: dict[str, list[int]]
    own: bool
    commas: bool = False
    listed: bool = False
    glued: bool = False
    sources: bool = False
    braced: bool = False

    def has_value(self, cells: list[str]) -> bool:
        """Whether a row has something in a column that is read."""
        return any(
            place < len(cells) and cells[place] for places in self.meanings.values() for place in places
        )

    @property
    def guesses(self) -> str:
        """What each column that is read was taken for: `title is Article Title, ...`."""
        taken = {
            meaning: [" ".join(self.header[place].split()) for place in places]
            for meaning, places in self.meanings.items()
        }
        return ", ".join(f"{meaning} is {' and '.join(names)}" for meaning, names in taken.items())


def layout_of(
    header: list[str], columns: Mapping[str, str] | None = None, sample: Sequence[list[str]] = ()
) -> Layout:
    """The layout that a header row gives; `columns` (a field to a column's name) overrides the guesses.

    The first rows of the table (`sample`) tell what separates names and keywords.
    """
    names = [name.strip(" \ufeff\0") for name in header]
    meanings = meanings_of(names)
    named: dict[str, list[int]] = {}
    for field, name in (columns or {}).items():
        if name in names:
            named.setdefault(FIELDS[field], []).append(names.index(name))
    meanings |= named
    for meaning in ("journal", "citation"):
        told = _cells_of(meaning, meanings, sample)
        if told and all(map(is_no_journal, told)) and {squeeze(names[n]) for n in meanings[meaning]} <= WEAK:
            del meanings[meaning]  # the column says which database a record is from
    squeezed = set(map(squeeze, names))
    embase = not squeezed.isdisjoint(("embaseaccessionid", "emtreedrugindexterms", "emtreemedicalindexterms"))
    return Layout(
        tuple(names),
        meanings,
        own=tuple(names) == COLUMNS,
        commas=embase or are_words_by_comma(_cells_of("keywords", meanings, sample)),
        listed=are_listed_by_comma(_cells_of("authors", meanings, sample)),
        glued={"itemtitle", "itemdoi"} <= squeezed,
        braced=any(_BRACED.fullmatch(cell) for cell in _cells_of("title", meanings, sample)),
        sources=any(squeeze(names[place]) in WEAK for place in meanings.get("journal", ())),
    )


def _cells_of(meaning: str, meanings: dict[str, list[int]], rows: Sequence[list[str]]) -> list[str]:
    """The cells of the columns of a meaning that have anything."""
    places = meanings.get(meaning, [])
    return [row[place] for row in rows for place in places if place < len(row) and row[place]]


def raw_of(layout: Layout, cells: list[str]) -> tuple[tuple[str, str], ...]:
    """Column name and cell, in order, empty cells left out; cells beyond the header have an empty name."""
    names = [*layout.header, *[""] * (len(cells) - len(layout.header))]
    return tuple([(name, cell) for name, cell in zip(names, cells, strict=False) if cell])


def draft_of(layout: Layout, cells: list[str]) -> Draft:
    """The draft of one row."""
    if layout.own:
        cells = [cell[1:] if cell.startswith("'") and _ARMED.match(cell) else cell for cell in cells]
    values = _values_of(layout, cells)
    one = {meaning: found[0] for meaning, found in values.items()}
    if not layout.own:
        one = _with_citation(one | {name: _whole(one[name]) for name in _NUMBERS & one.keys()})
    get = one.get
    dois, addresses = _dois(values.get("doi", []))
    return Draft(
        type=_type(one, layout.own),
        title=get("title", ""),
        abstract=get("abstract", ""),
        authors=_all_authors(one, layout),
        dates=[*([one["year"]] if "year" in one else []), *values.get("date", [])],
        journal=get("journal", ""),
        volume=get("volume", ""),
        issue=get("issue", ""),
        pages=_pages(one),
        dois=dois,
        pmid=pmid_of(_PUBMED.sub("", get("pmid", ""))),
        serials=values.get("serials", []),
        urls=[part for url in values.get("url", []) for part in re.split(r"[;\s]+(?=https?://)", url.strip())]
        + addresses,
        notes=values.get("notes", []),
        language=get("language", ""),
        keywords=_keywords(values.get("keywords", []), layout),
        publisher=get("publisher", ""),
        accession=_accession(one).removeprefix("https://openalex.org/"),
    )


def _dois(cells: list[str]) -> tuple[list[str], list[str]]:
    """The DOIs, and the addresses that stand among them where a page has none (a column `DOI or link`)."""
    addresses = [
        cell for cell in cells if cell.startswith("http") and "doi.org" not in cell and not doi_of(cell)
    ]
    return [cell for cell in cells if cell not in addresses] if addresses else cells, addresses


def _values_of(layout: Layout, cells: list[str]) -> dict[str, list[str]]:
    """Meaning to its cells that say something: the first, or for the meanings in SEVERAL all of them."""
    nothing = _NO_WORDS if layout.own else _NOTHING
    width = len(cells)
    values: dict[str, list[str]] = {}
    for meaning, places in layout.meanings.items():
        for place in places:
            if place >= width or not (cell := cells[place]) or cell in nothing or cell.isspace():
                continue
            if layout.braced and (bare := _BRACED.fullmatch(cell)):
                cell = bare[1]
            if meaning in _NEVER and not layout.own and _says_nothing(meaning, cell.strip(), layout):
                continue
            if meaning not in SEVERAL:
                values[meaning] = [cell]
                break
            values.setdefault(meaning, []).append(cell)
    return values


def _says_nothing(meaning: str, cell: str, layout: Layout) -> bool:
    if meaning == "journal":
        return layout.sources and is_no_journal(cell)
    return cell in _NEVER[meaning]


def _whole(number: str) -> str:
    """A number that a spreadsheet or pandas wrote as a float, whole again."""
    found = _WHOLE.fullmatch(number.strip())
    return found[1] if found else number


def _type(one: dict[str, str], own: bool) -> str:
    name = one.get("type", "")
    if _TRIAL.fullmatch(one.get("accession", "")) or ("sponsor" in one and not name):
        return "dataset"  # CSL has no type for the entry of a register
    return name if own and name in CSL_TYPES else csl_type(name)


def _authors(cell: str, layout: Layout) -> tuple[str, ...]:
    if not cell:
        return ()
    if layout.glued:
        return family_first_all(_GLUED.sub(";", cell).split(";"))
    if layout.own:
        return family_first_all(cell.split(";"))
    return family_first_all(split_authors(cell, by_comma=layout.listed))


def _all_authors(one: dict[str, str], layout: Layout) -> tuple[str, ...]:
    people = _authors(one.get("authors", ""), layout)
    return people + _groups(one.get("groups", "")) or _sponsor(one.get("sponsor", ""))


def _groups(cell: str) -> tuple[str, ...]:
    return family_first_all([f"{name}," for name in cell.split(";") if name.strip()])


def _keywords(cells: list[str], layout: Layout) -> tuple[str, ...]:
    if layout.own:
        return split_keywords(cells, ";\n")
    words = [word for cell in cells for word in split_words(cell, by_comma=layout.commas)]
    return split_keywords(words, ";\n|")


def _sponsor(names: str) -> tuple[str, ...]:
    """The group that answers for a trial; ClinicalTrials.gov names its collaborators after it."""
    name = names.partition("|")[0]
    return (family_first(f"{name},"),) if name else ()


def _pages(one: dict[str, str]) -> str:
    pages, first = clean(one.get("pages", "")), clean(one.get("first_page", ""))
    if pages and (not first or not pages.isdigit()):  # with a first page apart, a plain number counts them
        return join_pages(pages, "")
    last = clean(one.get("last_page", ""))
    return join_pages(first, last) or page_range(clean(one.get("article_number", "")))


def _with_citation(one: dict[str, str]) -> dict[str, str]:
    """The fields with what a citation in one cell says of them, where they have no cell of their own."""
    journal, citation = one.get("journal", ""), one.get("citation", "")
    if parts := parts_of_source(journal):
        return one | {"journal": ""} | parts
    parts = parts_of_source(citation) or parts_of_citation(citation)
    if "-" in parts.get("pages", "") and one.get("pages", "").isdigit():
        one = one | {"pages": parts["pages"]}  # the column counts them
    return parts | one


def _accession(one: dict[str, str]) -> str:
    if "accession" in one:
        return one["accession"]
    own = one.get("own_id", "")
    return "" if SLR_ID.fullmatch(own) else own

"""What the fields of a BibTeX entry mean, BibLaTeX's and those of databases included."""

import re
from collections.abc import Mapping

from slr.formats.bibtex_types import TYPES
from slr.formats.draft import Draft
from slr.formats.latex import to_address, to_unicode
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import PARTICLES, family_first, given_first
from slr.formats.normalize.pages import join_pages
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import CSL_TYPES

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_FAMILY_KEY = re.compile(r"\s*(family|given|prefix|suffix)\s*=\s*(.*)", re.DOTALL)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def draft_of(kind: str, values: Mapping[str, str]) -> Draft:
    """The draft of an entry, from its type and its fields (lower-case names, values without delimiters)."""

    def text(*names: str) -> str:
        for name in names:
            if (value := values.get(name)) and (plain := to_unicode(value)):
                return plain
        return ""

    def addresses(*names: str) -> list[str]:
        return [to_address(value) for name in names if (value := values.get(name))]

    eprint = text("eprint") if text("eprinttype", "archiveprefix").lower() in ("pubmed", "pmid") else ""
    csl = text("csltype")
    return Draft(
        type=csl if csl in CSL_TYPES else "" if csl == "none" else TYPES.get(kind, ""),
        title=_with_subtitle(text("title", "maintitle", "shorttitle"), text("subtitle")),
        abstract=to_unicode(values.get("abstract", ""), ligatures=False),  # machines write these
        authors=names_of(values.get("author", "")),
        dates=[date for name in ("year", "date", "issued") if (date := text(name))],
        journal=_with_subtitle(
            text("journaltitle", "journal", "booktitle", "shortjournal"), text("booksubtitle")
        ),
        volume=text("volume"),
        issue=text("number", "issue") if kind not in ("techreport", "report", "patent") else text("issue"),
        pages=join_pages(clean(text("pages")), "") or clean(text("article-number", "articleno", "eid")),
        dois=addresses("doi", "digitalobjectidentifier"),
        pmid=pmid_of(text("pmid", "pubmedid") or eprint),
        serials=[serial for name in ("issn", "eissn", "isbn") if (serial := text(name))],
        urls=[url for url in addresses("url", "howpublished", "link") if "://" in url],
        notes=[note for name in ("note", "annote", "annotation", "addendum") if (note := text(name))],
        language=text("langid", "language", "hyphenation"),
        keywords=_keywords(text("keywords", "keyword"), text("keywords-plus", "author_keywords")),
        publisher=text("publisher", "school", "institution", "organization"),
        accession=text("accession", "unique-id", "accession-number", "accessionnumber"),
    )


def _with_subtitle(title: str, subtitle: str) -> str:
    if not subtitle or not title:
        return title or subtitle
    return f"{title}{' ' if title[-1:] in '?!:' else ': '}{subtitle}"


def _keywords(*values: str) -> tuple[str, ...]:
    found: list[str] = []
    for value in values:
        found += split_keywords([value], ";\n" if ";" in value else ",\n")
    return tuple(dict.fromkeys(found))


def names_of(value: str) -> tuple[str, ...]:
    """The names of an author field: parts at ` and ` outside braces; a name all in braces is a group."""
    if not value:
        return ()
    names: list[str] = []
    for part in _split_at_and(value):
        if name := _name(part.strip()):
            names.append(name)
    return tuple(names)


def _split_at_and(value: str) -> list[str]:
    if "{" not in value:
        return _AND.split(value)
    parts, start, depth, counted = [], 0, 0, 0
    for match in _AND.finditer(value):
        depth += sum(
            {"{": 1, "}": -1}.get(found, 0) for found in _BRACE.findall(value, counted, match.start())
        )
        counted = match.start()
        if depth <= 0:
            parts.append(value[start : match.start()])
            start = match.end()
    return [*parts, value[start:]]


def _name(part: str) -> str:
    if _is_one_group(part):
        return family_first(f"{clean(to_unicode(part))},")
    if "=" in part and _FAMILY_KEY.match(part):
        return _keyed_name(part)
    if part.count(",") and "{" in part:
        # A brace protects a comma or a particle of the family name: Barnes {and} Noble, {Inc.}
        pieces = [clean(to_unicode(piece)) for piece in part.split(",")]
        return family_first(", ".join(pieces))
    plain = clean(to_unicode(part))
    words = plain.split()
    if "," in plain or len(words) < 2 or plain.lower() == "others":
        return family_first(plain)
    return _spoken_name(part, plain, words)


def _is_one_group(part: str) -> bool:
    """Whether one pair of braces holds the whole name; escaped braces do not count."""
    depth = 0
    for found in _BRACE.finditer(part):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 and found[0] == "}":
            return part.startswith("{") and found.end() == len(part)
    return False


def _spoken_name(part: str, plain: str, words: list[str]) -> str:
    """A name in the order of speech: BibTeX's family name is the last word, and the particles before it."""
    initials_last = words[-1].isupper() and len(words[-1]) < 4 and not words[0].isupper()
    if "{" in part or not plain.isascii() or initials_last or words[0] in PARTICLES:
        last_group = re.search(r"\{([^{}\\]{2,})\}$", part)
        if last_group and " " in last_group[1]:
            family = clean(to_unicode(last_group[1]))
            return family_first(f"{family}, {clean(to_unicode(part[: last_group.start()]))}")
        if initials_last:
            return family_first(plain)
    return family_first(", ".join(given_first(words))) if len(words) < 6 else family_first(plain)


def _keyed_name(part: str) -> str:
    """BibLaTeX's extended names: family=Berg, prefix=van den, given=Jan, suffix=Jr."""
    found = {
        match[1]: clean(to_unicode(match[2]))
        for piece in part.split(",")
        if (match := _FAMILY_KEY.match(piece))
    }
    family = " ".join(filter(None, [found.get("prefix", ""), found.get("family", "")]))
    return family_first(", ".join(filter(None, [family, found.get("given", ""), found.get("suffix", "")])))

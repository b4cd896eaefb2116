"""Records for the property tests: anything a person could type, as a reader would have normalized it."""

from hypothesis import strategies as st

from slr.formats.json_lines import draft_of
from slr.formats.normalize.types import CSL_TYPES
from slr.formats.trouble import Troubles
from slr.model.record import Record

# Signs that formats give a meaning to, besides letters of several scripts.
_SIGNS = "=+-@'\"\\{}$&%#_~^<>|;:,.!?*()[]/ \t\n\u00a0é\u0301ßŁ中–’𝔸"
_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cn"))
text = st.text(st.one_of(st.sampled_from(_SIGNS), st.sampled_from("abcXYZ019"), _LETTERS), max_size=24)
_PIECES = [
    *("and", "of", "TY  - JOUR", "ER  -", "PMID- 1", "van", "Jr", "A.", "Group", "Wei", "@book{x,", "&amp;"),
    *("Nguyễn", "Văn", "Min-jun", "ZHANG", "[Review]", "[References].", "a, b"),
    *("&lt;i&gt;", "<i>", "--", "``", "''", "10.1000/x", "xxxxxxxxx"),
]
_words = st.one_of(text, st.lists(st.sampled_from(_PIECES), max_size=4).map(" ".join))
_pages = st.from_regex(r"[A-Z]?[0-9]{1,4}-[A-Z]?[0-9]{1,4}(, [0-9]{1,3})?", fullmatch=True)
_URLS = ["https://example.org/a_b?c=1&d=%20~x", "https://www.scopus.com/record.uri?eid=2-s2.0-1"]
_doi = st.from_regex(r"10\.[0-9]{4}/[a-z0-9()<>;:._-]{1,12}", fullmatch=True)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """One record as a reader gives it: every field perhaps there, text of any kind."""
    values = {
        "type": draw(st.sampled_from(sorted([*CSL_TYPES, ""]))),
        "title": draw(_words),
        "abstract": draw(_words),
        "authors": draw(st.lists(_words, max_size=3)),
        "year": draw(st.one_of(st.none(), st.integers(1400, 2099))),
        "journal": draw(_words),
        "volume": draw(text),
        "issue": draw(text),
        "pages": draw(st.one_of(text, _pages)),
        "doi": draw(st.one_of(st.just(""), _doi)),
        "pmid": draw(st.one_of(st.just(""), st.integers(1, 99_999_999).map(str))),
        "issn": draw(st.sampled_from(["", "0028-0836", "0028-0836 1476-4687", "1466-822X"])),
        "isbn": draw(st.sampled_from(["", "9783161484100", "080442957X"])),
        "url": draw(st.one_of(st.just(""), st.sampled_from(_URLS))),
        "language": draw(st.sampled_from(["", "en", "fr; de", "klingon"])),
        "keywords": draw(st.lists(_words.map(lambda word: word.replace(";", ",")), max_size=3)),
        "publisher": draw(_words),
        "accession": draw(st.one_of(text, st.sampled_from(["WOS:000082252000006", "Book: 2015-00001-001."]))),
    }  # fmt: skip
    return draft_of(values).record(Troubles("made"), line=1, entry=1)

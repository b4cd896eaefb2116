"""The quick way through BibTeX gives what bibtexparser gives, and LaTeX becomes Unicode and comes back."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from golden_formats import exports
from slr.formats import bibtex
from slr.formats.bibtex_scan import scan_entry
from slr.formats.decode import decode
from slr.formats.latex import to_address, to_latex, to_unicode
from slr.formats.registry import read_export, write_records
from slr.model.record import Record
from strategies_formats import records, text


def agree(library: str) -> int:
    """How many blocks were read quickly; each must be what bibtexparser reads."""
    body = f"\n{library}"
    starts = [found.start() for found in bibtex._BLOCK.finditer(body)]
    quick = 0
    for start, end in pairwise([*starts, len(library)]):
        block = bibtex._parse_quickly(library[start:end], start)
        if block:
            assert list(bibtex._parse(library[start:end], start)) == [block]
            quick += 1
    return quick


@settings(max_examples=60, deadline=None)
@given(
    st.lists(records(), min_size=1, max_size=3),
    st.integers(0, 400),
    st.sampled_from(["", "{", "}", ",\n a = ", '"']),
)
def test_quick_reading_agrees_with_bibtexparser(written: list[Record], place: int, change: str) -> None:
    library = write_records(written, "bibtex")
    agree(library[:place] + change + library[place:])


def test_most_of_a_real_library_is_read_quickly() -> None:
    libraries = {export.name: export.read_bytes() for export in exports() if export.suffix == ".bib"}
    assert {name: agree(decode(data).text) for name, data in libraries.items()} == {
        "acm.bib": 2,
        "better-bibtex.bib": 4,
        "biblatex.bib": 5,
        "broken.bib": 3,
        "ieee.bib": 2,
        "habits.bib": 1,
        "latex.bib": 4,
        "publishers.bib": 5,
        "scholar.bib": 2,
        "scopus.bib": 2,
        "wos.bib": 3,
        "zotero.bib": 1,  # the other has escaped braces
    }


@pytest.mark.parametrize(
    "entry",
    [
        """@book{a, title = "A {"}quoted{"} word", author = {B}, note = "x" # y # {z"}, year = 2001 }""",
        """ @book(a,\ntitle={A "quote"},\n year = 2001,)""",
    ],
)
def test_a_quotation_mark_in_braces_ends_nothing(entry: str) -> None:
    scanned = scan_entry(entry)
    assert scanned is not None
    kind, key, fields, end = scanned
    assert (kind, key, end) == ("book", "a", len(entry))
    assert fields[-1] == ("year", "2001")
    assert dict(fields)["title"] in ('"A {"}quoted{"} word"', '{A "quote"}')
    broken = [entry.replace(" = ", " "), entry[:-1], entry.replace("{", "{{"), "", "@book"]
    assert [scan_entry(one) for one in broken] == [None] * 5


@given(text)
@settings(max_examples=300)
def test_latex_comes_back(value: str) -> None:
    assert to_unicode(to_latex(value)) == value


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"Erd{\H o}s, R{\'e}nyi and \v{S}v\'{\i}k", "Erdős, Rényi and Švík"),
        (r"{\ss}, {\O}re, \aa r, \L\'od\'z, na{\"\i}ve", "ß, Øre, år, Łódź, naïve"),
        (r"``Quoted'' --- and 1--2", "“Quoted” — and 1–2"),
        (r"5\,\% \& \$3 \#1 a\_b \{x\}", "5 % & $3 #1 a_b {x}"),
        (r"\textit{E. coli} {DNA} in H$_{2}$O", "E. coli DNA in H2O"),
        (r"$\alpha$-blockers $\leq$ 5\textdegree", "α-blockers ≤ 5°"),
        (r"\unknowncommand{kept} by \LaTeX{} and \log n", "kept by LaTeX and log n"),
        (r"\textcolor{red}{$\frac{a}{b}$} at 5\,$^{\circ}$C \cite[p.~3]{x}", "a/b at 5 °C [x]"),
        (r"$-$50 of $5 and $10, $n = 3$, US$5/$10, \(\hat{p}_2\)", "-50 of $5 and $10, n = 3, US$5/$10, p̂2"),
        (r"\href{https://example.org}{Text}, \enquote{quoted}\;{\noopsort{1900}}x", "Text, “quoted” x"),
    ],
)
def test_latex_becomes_unicode(latex: str, plain: str) -> None:
    assert to_unicode(latex) == plain


def test_addresses_keep_their_signs() -> None:
    assert (
        to_address(r"\url{https://example.org/~roe/a\_page?x=1\&y=\%20}")
        == "https://example.org/~roe/a_page?x=1&y=%20"
    )


def test_cross_references_that_go_on_and_on_are_followed_so_far() -> None:
    chain = [f"@inbook{{c{n}, title={{Part {n}}}, crossref={{c{n + 1}}}}}\n" for n in range(2000)]
    fan = [f"@book{{d{n}, title={{Book {n}}}, xdata={{d{n + 1}, e{n + 1}}}}}\n" for n in range(40)]
    fan += [f"@xdata{{e{n}, publisher={{P}}, xdata={{d{n + 1}, e{n + 1}}}}}\n" for n in range(40)]
    reading = read_export("".join([*chain, "@book{z, title={Z}, year=2001}\n", *fan]).encode(), file="x.bib")
    assert [record.title for record in reading.records[:2]] == ["Part 0", "Part 1"]
    assert len(reading.records) == 2041
    told = [finding for finding in reading.findings if "followed through 30 entries" in finding.message]
    assert told[0].line == 1 and all(finding.code == "I304" for finding in told)

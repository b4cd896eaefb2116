"""Exports of odd shapes, each of one dimension that grows: used by benchmarks/growth.py."""

from collections.abc import Callable, Iterator

from growth_files import Paper, papers, ris_entry
from growth_review import PROTOCOL, THINGS
from growth_run import Place, Story


def first() -> Paper:
    """Some paper."""
    return next(papers(1))


def one_record(more: str) -> bytes:
    """A record in RIS with more lines."""
    return ris_entry(first()).replace("ER  - ", f"{more}ER  - ").encode()


def many_authors(n: int) -> bytes:
    """One record with 3,000 authors (all figures here at the size of 10,000)."""
    return one_record("".join(f"AU  - Family{k}, A. B.\n" for k in range(3 * n // 10)))


def long_abstract(n: int) -> bytes:
    """An abstract of 200 kB, a lone < and & here and there."""
    return one_record(f"N1  - x\nAB  - {'words of p < 0.05 & more, ' * (n * 20 // 26)}\n")


def same_title(n: int) -> bytes:
    """Records with one title, nothing else to tell them apart."""
    return "".join(f"TY  - JOUR\nTI  - Editorial\nAU  - Family{k}, A\nER  - \n\n" for k in range(n)).encode()


def same_everything(n: int) -> bytes:
    """The same record again and again."""
    return (ris_entry(first()) * n).encode()


def same_doi(n: int) -> bytes:
    """Different records with one DOI."""
    return "".join(ris_entry(p).replace(p.doi, "10.5555/grow") for p in papers(n)).encode()


def many_keywords(n: int) -> bytes:
    """5,000 keywords in one field."""
    return one_record(f"KW  - {'; '.join(f'word {k}' for k in range(n // 2))}\n")


def one_line(n: int) -> bytes:
    """One line of 20 MB."""
    return one_record(f"AB  - {'abcdefghi ' * (200 * n)}\n")


def no_line_ends(n: int) -> bytes:
    """20 MB of a word without a blank."""
    return one_record(f"AB  - {'a' * (2000 * n)}\n")


def wide_table(n: int) -> bytes:
    """A table of 2,000 columns and 100 rows."""
    columns = n // 5
    head = ",".join(["Title", *(f"Column {k}" for k in range(columns))])
    return "\n".join([head, *(f"Towns {r}" + ",x" * columns for r in range(100))]).encode()


def faulty_ris(n: int) -> bytes:
    """Records that each have two faults: a year that is none and a DOI that is none."""
    return "".join(
        ris_entry(p).replace(f"PY  - {p.year}", "PY  - soon").replace(p.doi, "none") for p in papers(n)
    ).encode()


def no_titles(n: int) -> bytes:
    """Entries that are refused."""
    return b"TY  - JOUR\nER  - \n\n" * n + ris_entry(first()).encode()


def never_ended(n: int) -> bytes:
    """RIS entries without an end."""
    return "".join(ris_entry(p).replace("ER  - \n", "") for p in papers(n)).encode()


def bibtex_strings(n: int) -> bytes:
    """10,000 @string, each named once."""
    strings = "".join(f'@string{{j{k} = "Journal {k}"}}\n' for k in range(n))
    return (
        strings + "".join(f"@article{{k{k}, title={{Towns {k}}}, journal=j{k}}}\n" for k in range(n))
    ).encode()


def bibtex_chain(n: int) -> bytes:
    """@string that each hold the one before."""
    chain = "".join(f"@string{{s{k} = s{k - 1} # {{a}}}}\n" for k in range(1, n // 4))
    return f"@string{{s0 = {{x}}}}\n{chain}@article{{k, title={{T}}, note=s{n // 4 - 1}}}\n".encode()


def bibtex_crossrefs(n: int) -> bytes:
    """10,000 chapters of one book, and a chain of them."""
    book = "@book{b, title={Book}, publisher={Press}, year=2001}\n"
    of_one = (f"@incollection{{c{k}, title={{Part {k}}}, crossref={{b}}}}\n" for k in range(n))
    return "".join([*of_one, book]).encode()


def bibtex_crossref_chain(n: int) -> bytes:
    """Entries of which each refers to the next."""
    return "".join(f"@inbook{{c{k}, title={{Part {k}}}, crossref={{c{k + 1}}}}}\n" for k in range(n)).encode()


def bibtex_braces(n: int) -> bytes:
    """A title in 10,000 braces, and one that is never closed."""
    return (
        f"@article{{a, title={{{'{' * n}T{'}' * n}}}, year=2001}}\n@article{{b, title={{{'{' * n} x}}\n"
        f"@article{{c, title={{Towns}}}}\n"
    ).encode()


def bibtex_open(n: int) -> bytes:
    """Entries of which none is closed."""
    return "".join(f"@article{{k{k}, title={{Towns {k},\n year=2001,\n" for k in range(n)).encode()


def bibtex_latex(n: int) -> bytes:
    """10,000 escapes of LaTeX in one title."""
    letters = "{\\'e}\\\"{o} " * n
    return f"@article{{a, title={{{letters}}}, year=2001}}\n".encode()


def endnote(record: str) -> bytes:
    """EndNote XML with what stands in its records."""
    return f"<?xml version='1.0'?><xml><records>{record}</records></xml>".encode()


BOOK = "<record><ref-type name='Book'>6</ref-type>"


def xml_siblings(n: int) -> bytes:
    """One record with 10,000 keywords and as many unknown elements."""
    keywords = "".join(f"<keyword>w{k}</keyword><custom{k % 9}>x</custom{k % 9}>" for k in range(n))
    return endnote(f"{BOOK}<titles><title>T</title></titles><keywords>{keywords}</keywords></record>")


def xml_nested(n: int) -> bytes:
    """A title in 10,000 nested elements."""
    title = f"{'<style>' * n}T{'</style>' * n}"
    return endnote(f"{BOOK}<titles><title>{title}</title></titles></record>")


def xml_open(n: int) -> bytes:
    """XML records that are cut off after each start."""
    return endnote(f"{BOOK}<titles><title>T</title>" * n)


def json_nested(n: int) -> bytes:
    """A list in lists."""
    return f'[{{"title": "T", "x": {"[" * n}{"]" * n}}}]'.encode()


def quotes(n: int) -> bytes:
    """A CSV file with a quote that is opened in each row."""
    return ("Title,Year\n" + "".join(f'"Towns {k},2001\n' for k in range(n))).encode()


def mixed(n: int) -> bytes:
    """A file that changes between formats from record to record."""
    parts = (f"{ris_entry(p)}\nPMID- {p.number + 1}\nTI  - {p.title}\n\n" for p in papers(n // 2))
    return "".join(parts).encode()


# A file's name by its shape, and what is done with it besides converting it.
SHAPES: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "3,000 authors": ("a.ris", many_authors),
    "abstract of 200 kB": ("a.ris", long_abstract),
    "one title": ("a.ris", same_title),
    "one record again and again": ("a.ris", same_everything),
    "one DOI": ("a.ris", same_doi),
    "5,000 keywords": ("a.ris", many_keywords),
    "one line of 20 MB": ("a.ris", one_line),
    "one word of 20 MB": ("a.ris", no_line_ends),
    "2,000 columns": ("a.csv", wide_table),
    "faults in every record": ("a.ris", faulty_ris),
    "every entry refused": ("a.ris", no_titles),
    "RIS without ends": ("a.ris", never_ended),
    "BibTeX strings": ("a.bib", bibtex_strings),
    "BibTeX strings in a chain": ("a.bib", bibtex_chain),
    "BibTeX crossrefs": ("a.bib", bibtex_crossrefs),
    "BibTeX crossrefs in a chain": ("a.bib", bibtex_crossref_chain),
    "BibTeX braces": ("a.bib", bibtex_braces),
    "BibTeX never closed": ("a.bib", bibtex_open),
    "LaTeX in one title": ("a.bib", bibtex_latex),
    "XML siblings": ("a.xml", xml_siblings),
    "XML nested": ("a.xml", xml_nested),
    "XML cut": ("a.xml", xml_open),
    "JSON nested": ("a.json", json_nested),
    "CSV quotes": ("a.csv", quotes),
    "formats in turn": ("a.txt", mixed),
}
WHOLE = (
    "3,000 authors",
    "abstract of 200 kB",
    "5,000 keywords",
    "one title",
    "one DOI",
    "faults in every record",
)
WHOLE += ("one record again and again", "every entry refused", "2,000 columns")


def shape_story(place: Place) -> Story:
    """Each shape converted; some written in every format, and taken into a review."""
    for number, (name, (file, make)) in enumerate(SHAPES.items()):
        path = place.file(f"shape-{number}/{file}", make(place.size))
        yield place.command(f"convert: {name}", "convert", path, "--raw")
        if name in WHOLE:
            yield from whole(name, path, Place(path.parent, place.size))
        path.unlink()


def whole(name: str, path: object, place: Place) -> Iterator:
    """A shape in every format, and in a review of its own."""
    for to in ("ris", "nbib", "bibtex", "csv", "endnote-xml", "enw", "xlsx", "csl-json"):
        yield place.command(
            f"convert --to {to}: {name}", "convert", path, "--to", to, "-o", place.folder / f"o.{to}"
        )
    yield place.command(f"dedup FILE: {name}", "dedup", path, "-o", place.folder / "unique.ris")
    protocol = place.file("protocol.yaml", PROTOCOL)
    yield place.command(f"init: {name}", "init", place.root, "--protocol", protocol)
    place.file("review/codebooks/things.yaml", THINGS)
    yield place.review(f"import: {name}", "import", path, "--search", "one")
    yield place.review(f"import --reread: {name}", "import", "--reread", "one")
    yield place.review(f"dedup: {name}", "dedup")
    yield place.review(f"dedup --list: {name}", "dedup", "--list")
    yield place.review(f"status: {name}", "status")
    yield place.review(f"check: {name}", "check")
    yield place.review(f"check --json: {name}", "check", "--json", "--strict")
    yield place.review(f"verify: {name}", "verify")
    yield place.review(f"export all: {name}", "export", "all", "--to", "csv", "-o", place.folder / "all.csv")
    yield place.review(f"publish: {name}", "publish", "--text-only")

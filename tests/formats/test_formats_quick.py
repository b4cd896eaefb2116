"""The quick ways of reading give what the plain ways give, whatever the bytes."""

import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.formats import nbib, pieces, ris
from slr.formats.normalize import names, text
from slr.formats.normalize.mojibake import SUSPECT
from slr.formats.normalize.pages import page_range, pages_of
from slr.formats.normalize.settled import is_settled, plainness_of, unprinted
from slr.formats.registry import read_export, write_records
from slr.model.errors import SlrError
from slr.model.raw import RawFields
from slr.model.reading import Reading
from spans_formats import check_tiling
from strategies_formats import records

Way = Callable[[bytes, str], object]

# Lines that quick reading must not take for something else, and such as it takes.
_LINES = {
    "ris": [
        *("TY  - JOUR", "TY  - ", "TY  -", "TY - JOUR", "TY-JOUR", " TY  - BOOK", "\ufeffTY  - JOUR", "TY  -x"),
        *("ER  - ", "ER  -", "ER - ", "ER-", "ER", " ER  - ", "ER  - x", "TI  - A title", "TI  - ", "TI -x"),
        *("AU  - Roe, Jane", "AU  - Roe, Jane van", "AU  - Roe, Jane;Doe, John", "AU  - Roe , J", "AU  - Roe J, Doe A, Poe E", "KW  - *a/*b"),
        *("XY  - an unknown tag", "DOI  - 10.1/x", "PMID  -", "PMID  - 7", "Record #2 of 4", "Record 3", "---", "AB  - two  spaces", "and more", "1.", "<2>", "2.", "", " "),
        *("Link to the Ovid Full Text", "http://x.org/?a=1&b=2", "N2  - a\u00a0b \u2009c", "T1  - M\u00c3\u00bcller"),
        *("TI  - e\u0301", "AB  - <p>one</p> &amp; two < 3", "PY  - 2001", "SP  - 12", "EP  - 5", "\0", "SN  - 1-2"),
        *("DO  - 10.1000/x", "AU  - Group", "AU  - O'Neil Jr, Ann", "T2  - J &Atilde;&copy;", "T2  - \u00c3<b>\u00a9"),
    ],
    "nbib": [
        *("PMID- 1", "PMID - 1", "\ufeffPMID- 2", "PMID-", "PMID- ", "OWN - NLM", "TI  - A title [a].", "TI  -", "TI -"),
        *("      goes on", "      ", "       deeper", "goes on", "      TI  - x", " ", "", "AB  - two  spaces  "),
        *("FAU - Roe, Jane", "FAU - Roe, Jane Jr", "AU  - Roe J", "CN  - A Group", "MH  - *A/*b", "OT  - c;d", "PG  - 12-5"),
        *("LID - 10.1000/x [doi]", "AID - 10.1000/y [DOI] ", "PT  - Journal Article", "PT  - Review", "PT  - none", "1X  - y"),
        *("PT  - book", "BTI - A book", "DP  - 2001 May", "LA  - eng", "IS  - 0028-0836 (Print)", "TA  - J", "A   - one"),
        *("JT  - M\u00c3\u00bcller", "AB  - \u00c3<b>\u00a9</b>", "TT  - e\u0301", "PG  - 100-200", "PG  - e12", "\0"),
    ],
}  # fmt: skip


def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take all quick ways out."""
    monkeypatch.setattr(ris, "sound_fields", lambda piece, position: None)
    monkeypatch.setattr(nbib, "sound_fields", lambda piece, lines: None)


def plain_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, and no pieces either: the whole text at once, as it was before there were any."""
    plainly(monkeypatch)
    monkeypatch.setattr(pieces, "_head_of_sound_utf_8", lambda data: None)
    found = pieces.Pieces.__init__

    def whole(self: pieces.Pieces, data: bytes, mark: str) -> None:
        found(self, data, "\0never\0\n\0")

    monkeypatch.setattr(pieces.Pieces, "__init__", whole)


def read(data: bytes, format: str) -> Reading | str:
    try:
        return read_export(data, file="f", format=format)
    except SlrError as refusal:
        return refusal.message


@pytest.mark.parametrize("slow", [plainly, plain_and_whole])
@pytest.mark.parametrize("format", ["ris", "nbib"])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_quick_reading_gives_what_plain_reading_gives(
    format: str, slow: Callable[[pytest.MonkeyPatch], None], data: st.DataObject
) -> None:
    lines = st.lists(st.sampled_from(_LINES[format]), max_size=14)
    written = st.lists(records(), min_size=1, max_size=3).map(
        lambda made: write_records(made, format).splitlines()
    )
    chosen = data.draw(st.lists(st.one_of(lines, written), max_size=4))
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    whole = end.join(line for part in chosen for line in part) + data.draw(
        st.sampled_from(["", end, end * 3])
    )
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    export = whole.encode(encoding, "replace")
    quick = read(export, format)
    with pytest.MonkeyPatch.context() as monkeypatch:
        slow(monkeypatch)
        plain = read(export, format)
    assert quick == plain
    if isinstance(quick, Reading):
        check_tiling(export, quick)


def test_an_export_without_marks_is_one_piece_whatever_its_lines_begin_with() -> None:
    export = b"TI  - A title\n\0\nTY  - JOUR\nAU  - Roe, Jane\nER  -\n"
    (entry,) = read_export(export, file="f", format="ris").entries
    assert [tag for tag, _ in entry.raw] == ["TI", "TY", "AU", "ER"]


def of_them(values: list[str]) -> int:
    """The plainness of an entry that holds these values."""
    entry = "".join(f"\nXX  - {value}" for value in values).encode()
    return plainness_of(entry, unprinted(entry))


_plain_signs = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs",)).filter(
        lambda sign: " " <= sign <= "~" or sign == "\n" or is_settled(sign)
    ),
    max_size=30,
)
_MARKS = [
    *(
        "<p>",
        "</b>",
        "&amp;",
        "&lt;i&gt;",
        "&#233;",
        "  ",
        "\u00a0",
        "<",
        "&",
        "&nbsp;",
        "&Atilde;",
        "&copy;",
    ),
    *("&eac", "ute;", "amp;", "&lt;", "&#38;", "&#\uff11\uff12\uff13;", "<br", "/>", "<x>", "</", "i>"),
    *('<AbstractText Label="A">', "\u00c3", "\u00a9", "\n"),
]
_marked = st.lists(
    st.one_of(
        _plain_signs,
        st.sampled_from(_MARKS),
    ),
    max_size=6,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(_marked)
def test_texts_are_cleaned_alike_however_plain(marked: str) -> None:
    entry = f"\n{marked}".encode()
    plainness = plainness_of(entry, unprinted(entry))
    assert text.CLEAN[plainness](marked) == text.clean(marked)


@settings(max_examples=300, deadline=None)
@given(_marked)
def test_what_begins_no_markup_has_none(marked: str) -> None:
    """Where `has_markup` sees none, the patterns that it stands for find none."""
    if not text.has_markup(marked):
        assert text._INLINE.sub("", text._BLOCK.sub("", text._LABEL.sub("", marked))) == marked


@settings(max_examples=300, deadline=None)
@given(_marked)
def test_marks_taken_at_once_are_taken_one_kind_after_the_other(marked: str) -> None:
    labeled = text._LABEL.sub(r" \1: ", marked)
    bare = text._INLINE.sub("", text._BLOCK.sub(" ", labeled))
    assert text._without_markup(marked) == text._ENTITY.sub(text._resolve, bare)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(_marked, st.sampled_from(["M\u00c3", "\u00bcller", "M\u00c3\u00bcller"])), max_size=4)
)
def test_letters_decoded_wrongly_are_looked_for_wherever_they_may_come_to_light(values: list[str]) -> None:
    plainness = of_them(values)
    if plainness >= text.SPACED:
        assert not any(SUSPECT.search(text.clean(value)) for value in values)


def test_stray_signs_are_dropped() -> None:
    assert text.clean("a\x00b\x1dc\u200bd\u2028e\u00adf\ud800g\x0b") == "ab cd ef\ufffdg"


_name = st.one_of(
    _marked,
    st.tuples(
        st.sampled_from(["Roe", "O'Neil", "van Roe", "Roe ", "\u00c9lu", "A,B", "Li;", "Mac  Roe", "G\n"]),
        st.sampled_from([", ", ",", " , ", ""]),
        st.sampled_from(["Jane", "J.", "Jane van", "Jane Jr", "II", "III", "Ann 3rd", "de", "J B ", "\u00c9", ""]),
    ).map("".join),
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(_name.map(str.strip), max_size=4))
def test_names_told_at_once_are_told_one_by_one(given_names: list[str]) -> None:
    plainness = of_them(given_names)
    assert names.family_first_all(given_names, plainness=plainness) == names.family_first_all(given_names)


def test_no_last_word_that_moves_is_passed_over() -> None:
    for word in names._MOVING:
        assert names._MAY_MOVE.search(f"Roe, Jane {word}"), word
        assert names._MAY_MOVE.search(f"Roe, {word}\0Doe, John"), word


@settings(max_examples=300, deadline=None)
@given(st.lists(_marked.map(str.strip), max_size=4))
def test_keywords_told_at_once_are_told_one_by_one(words: list[str]) -> None:
    assert text.split_keywords(words, plainness=of_them(words)) == text.split_keywords(words)


@settings(max_examples=300, deadline=None)
@given(st.one_of(_marked, st.from_regex(r"[0-9]{1,4}-[0-9]{1,4}", fullmatch=True)))
def test_pages_told_at_once(pages: str) -> None:
    assert pages_of(pages) == page_range(text.clean(pages))


def test_settled_signs_need_nothing_and_join_with_nothing() -> None:
    """All of Unicode: a sign that `is_settled` lets pass prints, is NFC, and no pair composes to its right."""
    joining = set()
    for code in range(sys.maxunicode + 1):
        decomposed = unicodedata.decomposition(chr(code))
        if decomposed and not decomposed.startswith("<"):
            joining.update(chr(int(part, 16)) for part in decomposed.split()[1:])
    joining.update(map(chr, range(0x1161, 0x11A8 + 28)))  # vowels and final consonants of Hangul
    for code in range(0x80, sys.maxunicode + 1):
        sign = chr(code)
        if 0xD800 <= code < 0xE000 or not is_settled(sign):
            continue
        assert sign.isprintable() or sign in text.OTHER_SPACES, hex(code)
        assert sign.isprintable() or text.clean(f"a{sign}b") == "a b", hex(code)
        assert unicodedata.is_normalized("NFC", sign), hex(code)
        assert not unicodedata.combining(sign), hex(code)
        assert sign not in joining, hex(code)


def test_settled_signs_are_decoded_rightly() -> None:
    assert is_settled("\u00fc\u2013\u03b1")
    assert not is_settled("\u00c3\u00bc")
    assert not is_settled("\u0301")
    assert not is_settled("\u00ad")


def test_raw_fields_are_pairs() -> None:
    raw = RawFields(("TY", "AU", "AU"), ("JOUR", "Roe, J", "Doe, J"))
    assert list(raw) == [("TY", "JOUR"), ("AU", "Roe, J"), ("AU", "Doe, J")]
    assert raw == (("TY", "JOUR"), ("AU", "Roe, J"), ("AU", "Doe, J"))
    assert raw != (("TY", "JOUR"),)
    assert raw[-1] == ("AU", "Doe, J")
    assert len(raw) == 3
    assert dict(raw) == {"TY": "JOUR", "AU": "Doe, J"}
    assert hash(raw) == hash(RawFields(raw.names, raw.values))


def test_a_wrong_byte_far_down_is_found() -> None:
    """The head tells the encoding, but one wrong byte behind it makes the whole be looked at."""
    entry = "TY  - JOUR\nTI  - M\u00fcller\nER  - \n\n".encode()
    good = entry * 3000
    assert read_export(good, file="f").encoding == "utf-8"
    found = read_export(good + b"TY  - JOUR\nTI  - M\xfcller\nER  - \n", file="f")
    assert len(found.entries) == 3001
    assert found.entries[-1].record is not None
    assert found.entries[-1].record.title == "M\u00fcller"
    assert [finding.code for finding in found.findings] == ["I106"]

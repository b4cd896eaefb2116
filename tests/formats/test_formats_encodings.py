"""Letters of every script are told from the bytes, the guess is said, and every byte has its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.formats.decode import decode
from slr.formats.encodings import KNOWN, encoding_named, guess_eight_bits, title_of
from slr.formats.registry import detect, read_export
from slr.model.errors import SlrError
from spans_formats import check_tiling

JAPANESE = ("糖尿病患者における薬物療法の効果", "山田, 太郎", "本研究では、糖尿病患者を対象とした。")
SIMPLIFIED = (
    "糖尿病患者药物治疗的临床研究",
    "王, 小明",
    "目的 探讨药物治疗糖尿病的临床疗效。方法 选取患者100例",
)
TRADITIONAL = ("糖尿病患者藥物治療的臨床研究", "王, 小明", "目的 探討藥物治療糖尿病的臨床療效。方法 選取患者")
KOREAN = ("당뇨병 환자의 약물 치료 효과", "김, 철수", "본 연구는 당뇨병 환자를 대상으로 하였다.")
RUSSIAN = ("Исследование лечения больных", "Иванов, И. И.", "Цель исследования состояла в оценке")
GREEK = ("Μελέτη της θεραπείας", "Παπαδόπουλος, Γ.", "Σκοπός της μελέτης ήταν")
HEBREW = ("מחקר של טיפול בחולים", "כהן, משה", "מטרת המחקר היתה לבדוק")
ARABIC = ("دراسة علاج المرضى", "احمد, محمد", "الهدف من الدراسة")
THAI = ("ผลการรักษาผู้ป่วย", "สมชาย, ก.", "การวิจัยนี้มีวัตถุประสงค์")
CZECH = ("Příklad léčby dětí", "Dvořák, Jiří", "Cílem studie bylo zjistit účinky léčby")
POLISH = (
    "Wpływ leczenia na zdrowie młodzieży",
    "Łukasiewicz, Świętosław",
    "Celem badań było określenie wpływu",
)
TURKISH = (
    "Çocuklarda ağrı tedavisinin değerlendirilmesi",
    "Yıldız, Şükrü",
    "Çalışmanın amacı, güncel yaklaşımların gözden geçirilmesi",
)
FRENCH = ("Étude de la santé des élèves à l’école", "Müller, José", "Où ça ? Ñandú, São, Søren, Åse, cœur")

WRITTEN = [
    *[(encoding, JAPANESE, "cp932") for encoding in ("shift_jis", "cp932")],
    ("euc_jp", JAPANESE, "euc_jp"),
    *[(encoding, SIMPLIFIED, "gb18030") for encoding in ("gb2312", "gbk", "gb18030")],
    ("big5", TRADITIONAL, "cp950"),
    *[(encoding, KOREAN, "cp949") for encoding in ("euc_kr", "cp949")],
    *[(encoding, RUSSIAN, encoding) for encoding in ("cp1251", "koi8-r", "iso8859-5", "cp866")],
    ("cp1253", GREEK, "cp1253"),
    ("cp1255", HEBREW, "cp1255"),
    ("cp1256", ARABIC, "cp1256"),
    ("cp874", THAI, "cp874"),
    ("cp1250", CZECH, "cp1250"),
    ("cp1250", POLISH, "cp1250"),
    ("iso8859-2", POLISH, "iso8859-2"),
    ("cp1254", TURKISH, "cp1254"),
    ("cp1252", FRENCH, "windows-1252"),
]
WIDE = ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]


def ris(told: tuple[str, str, str]) -> str:
    title, author, abstract = told
    return f"TY  - JOUR\r\nTI  - {title}\r\nAU  - {author}\r\nAB  - {abstract}\r\nER  - \r\n" * 2


@pytest.mark.parametrize(("encoding", "told", "named"), WRITTEN)
def test_the_letters_tell_the_encoding_and_the_guess_is_said(
    encoding: str, told: tuple[str, str, str], named: str
) -> None:
    data = ris(told).encode(encoding)
    reading = read_export(data, file="x.ris")
    check_tiling(data, reading)
    first, second = reading.records
    assert (first.title, first.authors) == (told[0], (told[1],))
    assert first == second
    assert reading.encoding == named
    assert [(found.code, found.message) for found in reading.findings] == [
        ("I111", f"The file is no UTF-8; its letters were taken for {title_of(named)}.")
    ]
    second_start = len(data) // 2
    assert reading.entries[1].span.start == second_start


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize("told", [FRENCH, JAPANESE, SIMPLIFIED, RUSSIAN], ids=["fr", "ja", "zh", "ru"])
def test_wide_letters_need_no_byte_order_mark(encoding: str, told: tuple[str, str, str]) -> None:
    for mark in ("", "\ufeff"):
        data = f"{mark}{ris(told)}".encode(encoding)
        reading = read_export(data, file="x.ris")
        check_tiling(data, reading)
        assert [record.title for record in reading.records] == [told[0]] * 2
        assert (reading.encoding, reading.findings) == (encoding, ())


@pytest.mark.parametrize("encoding", [*KNOWN])
def test_every_encoding_can_be_named(encoding: str) -> None:
    title = "糖尿病" if encoding in ("cp932", "shift_jis", "euc_jp") else "Title"
    data = ris((title, "Roe, Jane", "x")).encode(encoding)
    reading = read_export(data, file="x.ris", encoding=encoding.upper())
    check_tiling(data, reading)
    assert [record.title for record in reading.records] == [title] * 2
    assert not reading.findings


def test_what_was_named_beats_what_the_letters_say_and_stray_bytes_are_kept() -> None:
    data = ris(CZECH).encode("cp1250")
    reading = read_export(data, file="x.ris", encoding="latin-1")
    assert reading.records[0].authors == ("Dvoøák, Jiøí",)
    odd = b"TY  - JOUR\nTI  - caf\xe9 \xff\nER  - \n"
    reading = read_export(odd, file="x.ris", encoding="utf-8")
    check_tiling(odd, reading)
    assert (reading.records[0].title, reading.findings[0].code) == ("café ÿ", "I106")


@pytest.mark.parametrize("name", ["klingon", "utf-7", "iso2022_jp", "rot13", "base64", "", "\0"])
def test_an_encoding_that_cannot_be_named(name: str) -> None:
    with pytest.raises(SlrError, match="slr reads no encoding") as refusal:
        encoding_named(name)
    assert refusal.value.hint.startswith("It reads: utf-8, utf-16")


def test_an_encoding_whose_letters_change_their_length_is_refused() -> None:
    data = b"TY  - JOUR\nTI  - \x8f\xa2\xb7\nER  - \n"  # comes back as one byte
    with pytest.raises(SlrError, match="The file cannot be euc_jp"):
        read_export(data, file="x.ris", encoding="euc-jp")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60), st.sampled_from(["", *KNOWN]))
def test_places_are_right_in_any_encoding(noise: bytes, encoding: str) -> None:
    data = b"TY  - JOUR\nTI  - A\nER  - \n" + noise + b"\nTY  - JOUR\nTI  - B\nER  - \n"
    try:
        reading = read_export(data, file="x", encoding=encoding, format="ris")
    except SlrError:
        return
    check_tiling(data, reading)


@given(st.text(st.sampled_from("abcdefgh éèàçñöüßåøæíóúãõ\n"), min_size=4, max_size=300))
@settings(max_examples=200)
def test_letters_of_the_west_are_never_taken_for_another_script(text: str) -> None:
    scripts = {"cp932", "euc_jp", "cp949", "gb18030", "cp950", "cp1251", "koi8-r", "iso8859-5", "cp866"}
    words = " ".join(f"word{letter}word" if ord(letter) > 127 else letter for letter in text)
    assert guess_eight_bits(words.encode("cp1252")) not in scripts


def test_the_sniffers_see_what_was_named() -> None:
    data = "﻿title,year\nA title,2001\n".encode("utf-16-le")[2:]
    assert detect(data) is not None
    assert decode(data).encoding == "utf-16-le"
    assert read_export(data, file="x", encoding="utf-16").records[0].year == 2001

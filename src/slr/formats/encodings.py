"""Which encoding bytes are in that are no UTF-8: told by the letters that they would spell."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from slr.formats.words import words
from slr.model.errors import SlrError

SAMPLE = 1 << 16  # bytes of lines with letters outside ASCII that are looked at
FIXED = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}  # bytes of a character (or half one)
_LEAST_FREQUENT = 0.25  # share of frequent signs among the wide ones; wrong guesses give a twentieth
_LEAST_SIGNS = 4
_LEAST_WORDS = 3  # by which one alphabet must beat Western Europe's


@dataclass(frozen=True, slots=True)
class Script:
    """A script of its own: its encodings, and the signs that are most of any text in it."""

    encodings: tuple[str, ...]
    signs: frozenset[str]
    least: float = _LEAST_FREQUENT


_KANA = frozenset(map(chr, range(0x3041, 0x30FF)))
_SCRIPTS = (
    Script(
        ("cp932", "euc_jp"), _KANA | frozenset("の日本人年大学研究者性的法発症化分用中会例数調査効果病検討")
    ),
    Script(
        ("cp949",),
        frozenset(
            "이다의는에을가를은로한고하지도에서사시대기정인자리아일어나수해부있전그보장제과와주구성적상세원여국연료환치간및비문조영교유학미선안방소관위"
        ),
    ),
    Script(
        ("gb18030",),
        frozenset(
            "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
            "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
            "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
            "研究疗效治病临床患组医院试验观察分析影响药糖肝血细胞"
        ),
    ),
    Script(
        ("cp950",),
        frozenset(
            "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經"
            "十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形"
            "相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展"
            "研究療效治病臨床患組醫院試驗觀察分析影響藥糖肝血細胞"
        ),
    ),
    Script(("cp1251", "koi8-r", "iso8859-5", "cp866"), frozenset("оеаинтсрвлкмдпуя"), 0.6),
    Script(("cp1253", "iso8859-7"), frozenset("αοιετσνηυρπκμλςάόίέ"), 0.6),
    Script(("cp1255",), frozenset("יוהלאמרתבשנםדק"), 0.6),
    Script(("cp1256", "iso8859-6"), frozenset("اليمنوترهبسعدةفق"), 0.6),
    Script(("cp874",), frozenset("านรอกเงมยลวดทสตะ่้ปพคห"), 0.6),
)
_WESTERN = words(
    "äöüß àâçéèêëîïôûùüÿœæ áéíñóúü áâãàçéêíóôõúü àèéìíîòóùú åäöæøéü áðéíóúýþæö éèëïöü àçèéíïòóúü"
)
# Latin scripts of other code pages, told from the Western one by words that only they spell.
_LATIN = {
    "cp1252": _WESTERN,
    "cp1250": words("ąćęłńóśźż áčďéěíňóřšťúůýž áäčďéíĺľňóôŕšťúýž áéíóöőúüű čćđšž âăîşţ äöüß"),
    "iso8859-2": words("ąćęłńóśźż áčďéěíňóřšťúůýž áäčďéíĺľňóôŕšťúýž áéíóöőúüű čćđšž âăîşţ äöüß"),
    "cp1254": words("çğıöşüâîûi̇"),
    "cp1257": words("ąčęėįšųūž āčēģīķļņšūž äõöüšž"),
}  # fmt: skip
_HIGH_LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_RUN = re.compile(r"[^\x00-\x7f]+")

# What --encoding takes, besides other names of these; stateful encodings give no place to a single letter.
KNOWN = words(
    "utf-8 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be windows-1252 latin-1 cp1250 cp1251 "
    "cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp437 cp850 cp852 cp866 cp874 iso8859-2 iso8859-3 "
    "iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-13 iso8859-14 "
    "iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-latin2 mac-cyrillic mac-greek mac-turkish "
    "gb18030 gbk gb2312 big5 cp950 big5hkscs shift_jis cp932 euc_jp euc_kr cp949"
)
_WIDER = {"gbk": "gb18030", "gb2312": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "cp950"}
_TITLES = {
    "cp932": "Shift-JIS",
    "cp949": "EUC-KR",
    "cp950": "Big5",
    "gb18030": "GB18030",
    "euc_jp": "EUC-JP",
    "koi8-r": "KOI8-R",
    "latin-1": "Latin-1",
    "windows-1252": "Windows-1252",
}


def encoding_named(name: str) -> str:
    """The encoding of this name, as `decode` takes it. Raises SlrError where there is none such."""
    wanted = {codecs.lookup(known).name: known for known in KNOWN}
    try:
        known = wanted[codecs.lookup(name.strip()).name]
    except (LookupError, ValueError) as error:
        raise SlrError(f'slr reads no encoding "{name}".', f"It reads: {', '.join(KNOWN)}.") from error
    return _WIDER.get(known, known)


def title_of(encoding: str) -> str:
    """An encoding's name for a person."""
    return _TITLES.get(encoding) or re.sub(r"^cp(?=125|874)", "Windows-", encoding).replace(
        "iso8859", "ISO 8859"
    )


def guess_eight_bits(data: bytes) -> str:
    """The encoding of bytes that are no UTF-8, "windows-1252" where no other spells better."""
    sample = _sample(data)
    best, score = "", 0.0
    for script in _SCRIPTS:
        for encoding in script.encodings:
            share = _share(sample, encoding, script)
            if share >= script.least and share / script.least > score:
                best, score = encoding, share / script.least
    return best or _latin(sample)


def _sample(data: bytes) -> bytes:
    lines: list[bytes] = []
    size = 0
    for found in _HIGH_LINE.finditer(data):
        lines.append(found[0][:SAMPLE])
        size += len(lines[-1])
        if size >= SAMPLE:
            break
    return b"\n".join(lines)


def _share(sample: bytes, encoding: str, script: Script) -> float:
    """The share of the script's frequent signs among all outside ASCII; 0 where it cannot be this one."""
    text = sample.decode(encoding, "replace")
    signs = [sign for run in _RUN.findall(text) for sign in run]
    if len(signs) < _LEAST_SIGNS or signs.count("\ufffd") * 50 > len(signs):
        return 0.0
    if script.least > _LEAST_FREQUENT and len(signs) < 2.5 * len(_RUN.findall(text)):
        return 0.0  # letters of an alphabet stand in words, and not one here and there
    counted = Counter(signs)
    frequent = sum(counted[sign] for sign in script.signs)
    return frequent / len(signs) if frequent >= _LEAST_SIGNS else 0.0


def _latin(sample: bytes) -> str:
    """The Latin code page in which most words are spelled with the letters of one language."""
    spelled = Counter(found[0] for found in _WORD.finditer(sample))
    scores = {
        encoding: sum(count for word, count in spelled.items() if _is_spelled(word, encoding, alphabets))
        for encoding, alphabets in _LATIN.items()
    }
    best = max(scores, key=lambda encoding: scores[encoding])  # the first of equals
    return best if scores[best] >= scores["cp1252"] + _LEAST_WORDS else "windows-1252"


def _is_spelled(word: bytes, encoding: str, alphabets: tuple[str, ...]) -> bool:
    letters = {sign for sign in word.decode(encoding, "replace").lower() if ord(sign) > 127}
    return any(letters <= set(alphabet) for alphabet in alphabets)

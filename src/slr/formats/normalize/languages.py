"""Languages to ISO 639: the two-letter code where there is one, else the three-letter code."""

import re

from slr.formats.normalize.remember import remembered

# code: three-letter codes (ISO 639-2/B and /T), names in English and, where exports use it, in the language.
_TABLE = """
af afr afrikaans | am amh amharic | ar ara arabic | az aze azerbaijani azeri | be bel belarusian
bg bul bulgarian | bn ben bengali bangla | bs bos bosnian | ca cat catalan | cs cze ces czech
cy wel cym welsh | da dan danish dansk | de ger deu german deutsch ngerman austrian | el gre ell greek
en eng english american british usenglish ukenglish | eo epo esperanto
es spa spanish español espanol castilian castellano | et est estonian | eu baq eus basque
fa per fas persian farsi | fi fin finnish | fo fao faroese | fr fre fra french français francais
ga gle irish | gl glg galician | gu guj gujarati | he heb hebrew | hi hin hindi | hr hrv scr croatian
hu hun hungarian | hy arm hye armenian | id ind indonesian | is ice isl icelandic
it ita italian italiano | ja jpn japanese 日本語 | ka geo kat georgian | kk kaz kazakh | km khm khmer
kn kan kannada | ko kor korean 한국어 | ky kir kyrgyz kirghiz | la lat latin | lo lao | lt lit lithuanian
lv lav latvian | mk mac mkd macedonian | ml mal malayalam | mn mon mongolian | mr mar marathi
ms may msa malay | mt mlt maltese | my bur mya burmese | ne nep nepali
nl dut nld dutch flemish nederlands | no nor norwegian norsk | nb nob | nn nno | pa pan punjabi
pl pol polish polski | ps pus pashto | pt por portuguese brazilian português portugues
ro rum ron romanian moldavian | ru rus russian | sa san sanskrit | si sin sinhala sinhalese
sk slo slk slovak | sl slv slovenian slovene | sq alb sqi albanian | sr srp scc serbian
sv swe swedish svenska | sw swa swahili | ta tam tamil | te tel telugu | tg tgk tajik | th tha thai
tk tuk turkmen | tl tgl tagalog | fil filipino pilipino | tr tur turkish türkçe | uk ukr ukrainian
ur urd urdu | uz uzb uzbek | vi vie vietnamese | zh chi zho chinese mandarin 中文 汉语 | zu zul zulu
en englisch anglais inglés inglês ingles inglese 英语 英文 | de deutsch allemand alemán alemão tedesco 德语
es spanisch espagnol espanhol spagnolo 西班牙语 | fr französisch francés francês frances francese 法语
pt portugiesisch portugais portugués portoghese | it italienisch italien | nl niederländisch néerlandais
zh chinesisch chinois chino chinês 中文 汉语 简体中文 | ja japanisch japonais japonés japonês 日语 日文
ru russisch russe ruso russo 俄语 русский | ko koreanisch coréen coreano 韩语 한국어
yi yid yiddish | mul multilingual multiple | und undetermined unknown
"""
_CODES: dict[str, str] = {
    word: row.split()[0]
    for row in _TABLE.replace("\n", "|").split("|")
    if row.strip()
    for word in row.split()
}
_SEPARATORS = re.compile(r"\s*(?:[;,/|\n]|\band\b|&)\s*")


def is_language_name(text: str) -> bool:
    """Whether text is the English name of a language, such as a title may end with in brackets."""
    word = text.strip().lower()
    return len(word) > 3 and word in _CODES


@remembered
def language_code(text: str) -> str:
    """`English`, `eng` and `en-US` are `en`; several are joined by `; `; unknown ones are in lower case."""
    text = " ".join(text.lower().split()).strip(" .;,")
    if not text:
        return ""
    whole = _one(text)
    if whole in _CODES.values() or not _SEPARATORS.search(text):
        return whole
    parts = [_one(part.strip()) for part in _SEPARATORS.split(text) if part.strip()]
    if any(part not in _CODES.values() for part in parts):
        return text  # a sentence about languages, not a list of them
    return "; ".join(dict.fromkeys(parts))


def _one(word: str) -> str:
    code = _CODES.get(word)
    if code is None:
        stem = re.split(r"[-_ (]", word, maxsplit=1)[0]
        regional = re.fullmatch(r"[a-z]{2,3}[-_][a-z0-9-]{2,10}", word)
        code = _CODES.get(stem) if regional or "(" in word else None
    return code or word

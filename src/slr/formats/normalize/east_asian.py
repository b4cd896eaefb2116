"""Chinese, Korean and Japanese names in Latin letters whose spelling shows a family name in front."""

import re

from slr.formats.words import words

# Pinyin: the beginnings of syllables, and the ends that each of them has.
_PINYIN = {
    "": "a ai an ang ao e en er ou",
    "b|p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d|t": "a ai an ang ao e ei en eng i ian iao ie ing iu ong ou u uan ui un uo",
    "n|l": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo v",
    "g|k|h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j|q|x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh|ch|sh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z|c|s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
_SYLLABLE = "|".join(f"(?:{start})(?:{'|'.join(words(ends))})" for start, ends in _PINYIN.items())
_TWO_PINYIN = re.compile(f"(?:{_SYLLABLE}){{2}}")
_CHINESE = frozenset(
    words(
        "wang li zhang liu chen yang zhao huang zhou wu xu sun ma zhu hu lin guo he gao luo zheng liang "
        "xie song tang deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei "
        "su lu ding ren yao shen zhong cui tan fan shi liao jia xia fu fang zou xiong bai meng qin qiu "
        "hou yin xue yan lei long tao mao hao gu gong shao wan qian dai mo kong xiang tu ke shu ou zhan "
        "ji pu guan jin niu bian qi"
    )
)
# Family names elsewhere that can be read as two syllables of pinyin, and Chinese ones that have two.
_NO_GIVEN_NAMES = frozenset(
    words(
        "ouyang sima situ shangguan zhuge huangfu gongsun xiahou murong dongfang linghu hansen nansen "
        "lange lunde runge menge moran duran luna lima sala galan dali ali wali mohan nanda panda saha "
        "basu guha laha sahu sena dube pande"
    )
)
_KOREAN = frozenset(
    words(
        "kim lee park choi jung jeong kang cho yoon jang lim shin seo kwon hwang ahn hong yoo bae baek "
        "heo moon ryu"
    )
)
_TWO_KOREAN = re.compile(
    "(?:min|jun|joon|ji|hyun|hyeon|soo|su|young|yeong|ho|woo|jin|seok|suk|sung|seong|hee|hui|kyung|gyeong|eun|mi"
    "|yeon|yun|yoon|jae|dong|sang|tae|chul|cheol|hwan|won|hoon|jung|jeong|joo|ju|hye|seon|sun|bin|chan|hyung"
    "|hyeong|kwang|yong|jong|myung|myeong|byung|chang|geun|kyu|hyuk|hyeok|hwa|rae|ra|ah|in|il|ki|ha|na){2}"
)
_JAPANESE = frozenset(
    words(
        "sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada "
        "sasaki yamaguchi matsumoto inoue kimura hayashi shimizu yamazaki ikeda hashimoto yamashita "
        "ishikawa nakajima maeda fujita ogawa goto okada hasegawa murakami kondo ishii saito sakamoto "
        "endo aoki fujii nishimura fukuda ohta miura fujiwara okamoto matsuda nakagawa nakano harada "
        "tamura takeuchi kaneko wada nakayama ishida ueda morita shibata sakai kudo yokoyama miyazaki "
        "miyamoto uchida takagi ando taniguchi maruyama takada kojima takeda ueno sugiyama chiba arai "
        "sugawara kubo matsui noguchi kikuchi nomura hirano iwasaki sakurai kinoshita onishi"
    )
)
_ROMAJI = re.compile(
    "(?:(?:k|s|sh|t|ch|ts|n|h|f|m|y|r|w|g|z|j|d|b|p|ky|ry|my|ny|hy|gy|by)?[aiueo]|n(?![aiueoy])){2,8}"
)


def is_family_first(first: str, last: str) -> bool:
    """Whether a name of two words begins with its family name, for sure.

    The first word is a family name, and the second is spelled as given names of that language are and is no
    family name: `Mao Zedong`, `Kim Minjun`, `Suzuki Hanako`; not `Wang Wei` or `Lin Ouyang`.
    """
    family, given = first.lower(), last.lower()
    if given in _NO_GIVEN_NAMES or given in _JAPANESE or last[1:] != given[1:]:
        return False
    if family in _CHINESE and _TWO_PINYIN.fullmatch(given):
        return given not in _CHINESE
    if family in _KOREAN and _TWO_KOREAN.fullmatch(given):
        return given not in _KOREAN and given not in _CHINESE
    return family in _JAPANESE and _ROMAJI.fullmatch(given) is not None

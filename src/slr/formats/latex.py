"""LaTeX in BibTeX values to Unicode, and back."""

import re
import unicodedata
from functools import lru_cache

from slr.formats.words import words

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "G": "\u030f", "U": "\u030e", "f": "\u0311", "h": "\u0309",
}  # fmt: skip
_SYMBOLS = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł",
    "L": "Ł", "ss": "ß", "SS": "ẞ", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "textless": "<", "textgreater": ">", "textbar": "|",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textquoteleft": "‘",
    "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "textendash": "–",
    "textemdash": "—", "textellipsis": "…", "ldots": "…", "dots": "…", "copyright": "©",
    "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "textdegree": "°", "degree": "°",
    "textmu": "µ", "textpm": "±", "pm": "±", "texttimes": "×", "times": "×", "textdiv": "÷", "div": "÷",
    "pounds": "£", "textsterling": "£", "texteuro": "€", "euro": "€", "textyen": "¥", "S": "§", "P": "¶",
    "dag": "†", "ddag": "‡", "textbullet": "•", "textperiodcentered": "·", "guillemotleft": "«",
    "guillemotright": "»", "textexclamdown": "¡", "textquestiondown": "¿", "textordfeminine": "ª",
    "textordmasculine": "º", "textonehalf": "½", "textonequarter": "¼", "textquotesingle": "'",
    "textquotedbl": '"', "textunderscore": "_", "textdollar": "$", "textbraceleft": "{",
    "textbraceright": "}", "slash": "/", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠",
    "ne": "≠", "approx": "≈", "sim": "∼", "cdot": "·", "circ": "∘", "infty": "∞", "rightarrow": "→",
    "to": "→", "leftarrow": "←", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ",
    "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ",
    "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ",
    "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "lq": "‘", "rq": "’", "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "permil": "‰", "micro": "µ",
    "hyphen": "-", "hyp": "-", "textminus": "-", "sqrt": "√",
    "backslash": "\\", "psq": "f.", "psqq": "ff.", "lbrace": "{", "rbrace": "}",
    **dict.fromkeys(("quad", "qquad", "space", "thinspace", "enspace", "newline", "linebreak", "par"), " "),
}  # fmt: skip
# Commands that only style their argument, which stays.
_STYLES = frozenset(
    words(
        "emph textit textbf textsc textrm textsf texttt textup textsl textmd textnormal textsuperscript "
        "textsubscript mathrm mathit mathbf mathsf mathcal text mbox ensuremath underline uppercase "
        "lowercase url it bf em rm sc sf tt sl itshape bfseries scshape upshape "
        "protect relax small large ignorespaces cal hbox"
    )
)
# Accents of mathematics, over one letter; over more they are left out.
_MATH_ACCENTS = {
    "tilde": "\u0303", "hat": "\u0302", "bar": "\u0304", "dot": "\u0307", "ddot": "\u0308", "vec": "\u20d7",
    "check": "\u030c", "acute": "\u0301", "grave": "\u0300", "breve": "\u0306", "overline": "\u0305",
}  # fmt: skip
_SPACING = {
    "~": "\u00a0",
    "--": "–",
    "---": "—",
    "``": "“",
    "''": "”",
}
_NEEDED = re.compile(r"[\\{}$~]|--|``|''")
_LETTER_ACCENT = re.compile(
    r"\\(?:([`'^~=.\"])\s*|([uvHcdbkrGUfh])(?![A-Za-z])\s*)(?:\{\s*\\?([A-Za-z\u00c0-\u024f]|\\[ij])\s*\}|\\([ij])(?![A-Za-z])|([A-Za-z\u00c0-\u024f]))"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?(?:[ \t]+|\s*\n\s*)?(?:\{\})?")
# An argument that says how the text beside it is set or sorted, and is no part of it.
_ASIDE = re.compile(
    r"\\(?:noopsort|SortNoop|begin|end|foreignlanguage|textcolor|color|href|selectlanguage|[hv]space|label)\*?\s*\{[^{}]*\}",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\\(?:mkbib|en|text)quote\*?\s*\{([^{}]*)\}")
_CITED = re.compile(r"\\(?:no)?cite[a-z]{0,6}\*?\s*(?:\[[^\[\]]*\]\s*)*\{([^{}]*)\}")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_OVER_LETTER = re.compile(rf"\\({'|'.join(_MATH_ACCENTS)})\s*(?:\{{\s*([^\W\d_])\s*\}}|\s([A-Za-z]))")
_DEGREE = re.compile(r"\^(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z]))")
_PARENTHESES = re.compile(r"\\\(([^()$]*?)\\\)")
_ESCAPED = re.compile(r"\\([&%$#_{}~^ ,/\-@!;:\"'`.=<>|+*()\[\]\n\\])")
_PROTECTED = "\ue000\ue001\ue002\ue003\ue004\ue005\ue006"
_KEPT = dict(zip("{}\\$~-'", _PROTECTED, strict=True))
_BACK = str.maketrans({private: plain for plain, private in _KEPT.items()} | {"\ue007": "`"})
_HIDE = str.maketrans(_KEPT | {"`": "\ue007"})
_MATH = re.compile(r"\$\$([^$]+)\$\$|\$([^$]*)\$(?=(\d?))")
_MATH_SIGN = re.compile(r"[\\^_{}\u0080-\uffff]")
_DROP = str.maketrans("", "", "{}")
_WRITE = re.compile(r"[\\{}&%$#_~^]|--+|``|''|\u00a0")
_WRITTEN = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u00a0": "~", "``": "`{}`",
    "''": "'{}'",
}  # fmt: skip


def to_unicode(value: str, *, ligatures: bool = True) -> str:
    """A BibTeX value without its LaTeX: accents and symbols as characters, braces and math signs gone.

    With `ligatures`, `--` is a dash and two apostrophes or grave accents are quotation marks, as in TeX.
    """
    if not _NEEDED.search(value):
        return value
    if "\\" in value:
        value = _LETTER_ACCENT.sub(_accented, _without_arguments(value))
        if "{\\" in value:  # two accents on a letter: \\~{\\^e}
            value = _LETTER_ACCENT.sub(_accented, value)
        value = _ESCAPED.sub(_plain_escape, value)
    if "\\" in value:
        value = _COMMAND.sub(_command, value)
    if "$" in value:
        value = _MATH.sub(_mathematics, value)
    for sign in ("---", "--", "``", "''", "~") if ligatures else ("~",):
        if sign in value and (sign != "''" or "\u201c" in value):  # `` became one before
            value = value.replace(sign, _SPACING[sign])
    return value.translate(_DROP).translate(_BACK)


def _without_arguments(value: str) -> str:
    """A value where commands that do more with their argument than to style it are done."""
    value = _PARENTHESES.sub(r"$\1$", _ASIDE.sub("", value))
    value = _CITED.sub(r"[\1]", _QUOTED.sub("\u201c\\1\u201d", value))
    value = _DEGREE.sub("°", _FRACTION.sub(r"\1/\2", value))
    return _OVER_LETTER.sub(
        lambda found: unicodedata.normalize("NFC", (found[2] or found[3]) + _MATH_ACCENTS[found[1]]), value
    )


def _mathematics(match: re.Match[str]) -> str:
    """What stands between two dollar signs; both stay where they are currencies ($5 and $10).

    As Pandoc tells them: mathematics touches its dollar signs, and no digit follows it.
    """
    display, inline, digit = match.groups()
    text = display or inline
    is_tight = bool(text) and not text[0].isspace() and not text[-1].isspace()
    if display or _MATH_SIGN.search(text) or (is_tight and not (digit and text[0].isdigit())):
        return text.replace("_", "").replace("^", "")
    return match[0]


def to_address(value: str) -> str:
    """A URL or DOI without LaTeX: only what was escaped or wrapped is undone, so that `~` and `_` stay."""
    if "\\" not in value and "{" not in value:
        return value.strip()
    value = value.replace("\\url", "").replace("\\textasciitilde", "~").replace("\\textunderscore", "_")
    return re.sub(r"\\([&%$#_{}~^])", r"\1", value).replace("{", "").replace("}", "").strip()


def _accented(match: re.Match[str]) -> str:
    mark, letter_mark, braced, dotless, bare = match.groups()
    letter = (braced or dotless or bare).lstrip("\\")
    if dotless or (braced and braced.startswith("\\")):
        letter = {"i": "i", "j": "j"}.get(letter, letter)
    return unicodedata.normalize("NFC", letter + _ACCENTS[mark or letter_mark])


def _plain_escape(match: re.Match[str]) -> str:
    char = match[1]
    if char in " ,;:\n":
        return " "
    if char in "-/!":
        return ""
    return "\n" if char == "\\" else char.translate(_HIDE)


def _command(match: re.Match[str]) -> str:
    name = match[1]
    symbol = _SYMBOLS.get(name) or _SYMBOLS.get(name.removeprefix("text"))
    if symbol:
        return symbol.translate(_HIDE)
    if name in _STYLES:
        return ""
    symbol = _from_library(name)
    if symbol and symbol != name:
        return symbol.translate(_HIDE)
    has_argument = match.string.startswith("{", match.end())
    return "" if has_argument else f"{name} " if match[0][-1].isspace() else name


@lru_cache(maxsize=1024)
def _from_library(name: str) -> str:
    """The symbol that a command stands for which our own table lacks, by pylatexenc; else empty."""
    from pylatexenc.latex2text import MacroTextSpec, get_default_latex_context_db

    found = get_default_latex_context_db().get_macro_spec(name)
    symbol = found.simplify_repl if isinstance(found, MacroTextSpec) else None
    return symbol.strip() if isinstance(symbol, str) and not set("%<") & set(symbol) else ""


def to_latex(text: str) -> str:
    """Text as a BibTeX value that reads back the same; letters stay Unicode."""
    return _WRITE.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    found = match[0]
    return "{}".join(found) if found.startswith("-") else _WRITTEN[found]

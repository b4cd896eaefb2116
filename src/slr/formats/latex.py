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
}  # fmt: skip
# Commands that only style their argument, which stays.
_STYLES = frozenset(
    words(
        "emph textit textbf textsc textrm textsf texttt textup textsl textmd textnormal textsuperscript "
        "textsubscript mathrm mathit mathbf mathsf mathcal text mbox ensuremath underline uppercase "
        "lowercase url href it bf em rm sc sf tt sl itshape bfseries scshape upshape noopsort enquote "
        "protect relax small large"
    )
)
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
_ESCAPED = re.compile(r"\\([&%$#_{}~^ ,/\-@!;:\"'`.=<>|+*()\[\]\n\\])")
_PROTECTED = "\ue000\ue001\ue002\ue003\ue004\ue005\ue006"
_KEPT = dict(zip("{}\\$~-'", _PROTECTED, strict=True))
_BACK = str.maketrans({private: plain for plain, private in _KEPT.items()} | {"\ue007": "`"})
_HIDE = str.maketrans(_KEPT | {"`": "\ue007"})
_MATH = re.compile(r"\$([^$]*)\$")
_DROP = str.maketrans("", "", "{}$")
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
        value = _ESCAPED.sub(_plain_escape, _LETTER_ACCENT.sub(_accented, value))
    if "\\" in value:
        value = _COMMAND.sub(_command, value)
    if "$" in value:
        value = _MATH.sub(lambda match: match[1].replace("_", "").replace("^", ""), value)
    for sign in ("---", "--", "``", "''", "~") if ligatures else ("~",):
        if sign in value and (sign != "''" or "\u201c" in value):  # `` became one before
            value = value.replace(sign, _SPACING[sign])
    return value.translate(_DROP).translate(_BACK)


def to_address(value: str) -> str:
    """A URL or DOI without LaTeX: only what was escaped or wrapped is undone, so that `~` and `_` stay."""
    if "\\" not in value and "{" not in value:
        return value
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
    if char in " ,\n":
        return " "
    if char in "-/!;:":
        return ""
    return "\n" if char == "\\" else char.translate(_HIDE)


def _command(match: re.Match[str]) -> str:
    name = match[1]
    if name in _SYMBOLS:
        return _SYMBOLS[name].translate(_HIDE)
    if name in _STYLES:
        return ""
    return _from_library(match[0], name)


@lru_cache(maxsize=1024)
def _from_library(text: str, name: str) -> str:
    """What a command that our own table lacks stands for, by pylatexenc; unknown ones keep their name."""
    from pylatexenc.latex2text import LatexNodes2Text

    found = str(LatexNodes2Text().latex_to_text(f"\\{name}{{}}")).strip()
    return found.translate(_HIDE) if found else name


def to_latex(text: str) -> str:
    """Text as a BibTeX value that reads back the same; letters stay Unicode."""
    return _WRITE.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    found = match[0]
    return "{}".join(found) if found.startswith("-") else _WRITTEN[found]

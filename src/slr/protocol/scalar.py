"""What a plain scalar means under the core schema of YAML 1.2, and what YAML 1.1 would have made of it."""

import re
from typing import Self

# YAML 1.2.2, section 10.3.2 (core schema). Nothing else is ever anything but text.
_NULL = re.compile(r"null|Null|NULL|~|")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INFINITY = re.compile(r"[-+]?(\.inf|\.Inf|\.INF)")
_NOT_A_NUMBER = re.compile(r"\.nan|\.NaN|\.NAN")

_LONGEST_NUMBER = 100  # longer digits are text; Python itself refuses to read more than 4300

# What YAML 1.1, which many editors and tools still speak, reads otherwise than YAML 1.2.
_BOOLEAN_11 = re.compile(r"y|Y|n|N|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF")
_OCTAL_11 = re.compile(r"[-+]?0[0-7]+")
_SEXAGESIMAL_11 = re.compile(r"[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?")
_UNDERSCORES_11 = re.compile(r"[-+]?[0-9][0-9]*_[0-9_]+")


class WrittenInt(int):
    """A whole number that remembers how it was written, so that a text field can have `007` back."""

    written: str

    def __new__(cls, value: int, written: str) -> Self:
        number = super().__new__(cls, value)
        number.written = written
        return number


class WrittenFloat(float):
    """A number that remembers how it was written, so that a text field can have `1.0` or `1.10` back."""

    written: str

    def __new__(cls, value: float, written: str) -> Self:
        number = super().__new__(cls, value)
        number.written = written
        return number


def read_plain(text: str) -> str | int | float | bool | None:
    """The value of a scalar without quotes: null, boolean, number, else text."""
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text):
        return True
    if _FALSE.fullmatch(text):
        return False
    if len(text) > _LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return WrittenInt(int(text), text)
    if _OCTAL.fullmatch(text):
        return WrittenInt(int(text[2:], 8), text)
    if _HEXADECIMAL.fullmatch(text):
        return WrittenInt(int(text[2:], 16), text)
    if _FLOAT.fullmatch(text):
        return WrittenFloat(float(text), text)
    if _INFINITY.fullmatch(text):
        return WrittenFloat(float(text.replace(".", "")), text)
    if _NOT_A_NUMBER.fullmatch(text):
        return WrittenFloat(float("nan"), text)
    return text


def read_by_yaml_11(text: str) -> str | None:
    """What YAML 1.1 would make of a plain scalar that is text or another number here; None where the same."""
    if _BOOLEAN_11.fullmatch(text):
        return "true" if text.lower() in ("y", "yes", "on") else "false"
    if _OCTAL_11.fullmatch(text):
        return f"the octal number {int(text, 8)}"
    if _SEXAGESIMAL_11.fullmatch(text):
        return "a number in base 60"
    if _UNDERSCORES_11.fullmatch(text):
        return f"the number {text.replace('_', '')}"
    return None

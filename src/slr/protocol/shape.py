"""From parsed YAML to a pydantic model: every misfit becomes a finding with line, column and a hint."""

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, WithJsonSchema
from pydantic_core import ErrorDetails, PydanticCustomError

from slr.model.finding import Finding
from slr.model.words import IDENTIFIER, Severity, is_identifier
from slr.protocol.yaml import Marks, Path

Model = TypeVar("Model", bound=BaseModel)


class Part(BaseModel):
    """A part of what people write: immutable, and no key but its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _as_text(value: Any) -> Any:
    """Text as written; a number where text is wanted is taken as it was written."""
    return getattr(value, "written", value)


def _fold(value: Any) -> Any:
    value = _as_text(value)
    return " ".join(value.split()) if isinstance(value, str) else value


def _keep_lines(value: Any) -> Any:
    value = _as_text(value)
    if not isinstance(value, str):
        return value
    return "\n".join(line.rstrip() for line in value.strip("\n").splitlines()).strip()


def _identifier(value: Any) -> Any:
    value = _as_text(value)
    if isinstance(value, str) and not is_identifier(value):
        raise PydanticCustomError("P006", "`{id}` cannot be an id", {"id": value})
    return value


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else value


_TEXT = WithJsonSchema({"type": ["string", "number"]})  # what editors are told: a number is taken as text
_ID = WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{IDENTIFIER.pattern}$"})

Line = Annotated[str, BeforeValidator(_fold), _TEXT]  # white space folded: rewrapping changes nothing
Block = Annotated[str, BeforeValidator(_keep_lines), _TEXT]  # line breaks kept, as in a search string
Identifier = Annotated[str, BeforeValidator(_identifier), _ID]
Whole = Annotated[int, BeforeValidator(_whole)]


def fit(
    model: type[Model], data: Any, marks: Marks, file: str, *, what: str
) -> tuple[Model | None, list[Finding]]:
    """The model of these data, None where a finding is an error. `what` names the file in messages.

    Codes: P002 unknown key, P004 missing key, P005 wrong value, P006 no identifier, P007 nothing in the
    file, P013 unreadable date. A key without a value counts as not given.
    """
    if not isinstance(data, dict):
        message = f"This {what} is empty." if data is None else f"A {what} is made of keys and values."
        hint = "`slr init` writes one to start from." if what == "protocol" else ""
        return None, [_finding("P007", message, hint, file, marks.at(()))]
    try:
        return model.model_validate(_without_empty(data)), []
    except ValidationError as trouble:
        details = trouble.errors(include_url=False, include_context=True)
        return None, [_explain(detail, model, marks, file) for detail in _one_each(details)]


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word nearest to a mistyped one, empty where none is near."""
    by_folded = {candidate.lower(): candidate for candidate in sorted(known)}
    found = difflib.get_close_matches(word.lower(), list(by_folded), n=1, cutoff=0.6)
    return by_folded[found[0]] if found else ""


def did_you_mean(word: str, known: Collection[str]) -> str:
    """A hint that names the nearest known word, and all of them where they are few."""
    near = nearest(word, known)
    if near:
        return f"Did you mean `{near}`?"
    return f"Known are: {', '.join(known)}." if 0 < len(known) <= 20 else ""


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value


def _one_each(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """The first detail at each place: the others say the same of other branches of a union."""
    return list({detail["loc"]: detail for detail in reversed(details)}.values())[::-1]


def _finding(
    code: str, message: str, hint: str, file: str, place: tuple[int, int] | tuple[None, None]
) -> Finding:
    line, column = place
    return Finding(
        code=code, severity=Severity.ERROR, message=message, hint=hint, file=file, line=line, column=column
    )


def _known_keys(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model that stands at a path below `model`, None where none does."""
    here: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, int):
            continue
        fields = {info.alias or name: info for name, info in here.model_fields.items()} if here else {}
        here = _model_in(fields[step].annotation) if step in fields else None
    return here


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def path_words(path: Path) -> str:
    """A path as a person says it: `criteria, item 2, type`."""
    return ", ".join(f"item {step + 1}" if isinstance(step, int) else str(step) for step in path)


def _explain(detail: ErrorDetails, model: type[BaseModel], marks: Marks, file: str) -> Finding:
    path: Path = tuple(step for step in detail["loc"] if isinstance(step, int) or not step.startswith("["))
    kind = detail["type"]
    name = path_words(path)
    if kind == "extra_forbidden":
        around = _model_at(model, path[:-1])
        hint = did_you_mean(str(path[-1]), _known_keys(around)) if around else ""
        where = f" in {path_words(path[:-1])}" if path[:-1] else ""
        return _finding("P002", f"The key `{path[-1]}` is not known{where}.", hint, file, marks.key(path))
    if kind == "missing":
        where = path_words(path[:-1]) or "the file"
        return _finding(
            "P004", f"{where} has no `{path[-1]}`.", f"Add `{path[-1]}: …`.", file, marks.at(path[:-1])
        )
    if kind == "P006":
        lower = re.sub(r"[^a-z0-9]+", "-", _plain_letters(str(detail["input"]))).strip("-")[:32]
        hint = f"Write `{lower}`. " if is_identifier(lower) else ""
        hint += (
            "An id has 1 to 32 lower-case letters, digits and hyphens, starts with a letter or digit, and is "
            "not `auto` or a device name of Windows."
        )
        return _finding("P006", f"{name}: {detail['msg']}.", hint, file, marks.at(path))
    if kind == "P013":
        hint = "Write 2015-07-12, 2015-07 or 2015."
        return _finding("P013", f"{name}: {detail['msg']}.", hint, file, marks.at(path))
    message, hint = _wrong(kind, detail)
    return _finding("P005", f"{name}: {message}.", hint, file, marks.at(path))


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "nothing"
    text = str(getattr(value, "written", value))
    return f"`{text if len(text) <= 40 else text[:39] + '…'}`"


def _plain_letters(text: str) -> str:
    """Small letters without accents: `Maß` is `mass`, `Müller` is `muller`."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _wrong(kind: str, detail: ErrorDetails) -> tuple[str, str]:
    """Message and hint of a value that does not fit, by pydantic's type of error."""
    given = detail["input"]
    shown = _shown(given)
    limits = detail.get("ctx", {})
    if kind in ("enum", "literal_error"):
        words = [word.strip(" '") for word in str(limits["expected"]).replace(" or ", ", ").split(",")]
        near = nearest(str(given), words)
        return f"{shown} is none of {', '.join(words)}", f"Did you mean `{near}`?" if near else ""
    if kind == "bool_type":
        return (
            f"expected true or false, found {shown}",
            "Only `true` and `false` are booleans, without quotes.",
        )
    if kind == "string_type":
        hint = "Put it in quotes." if isinstance(given, bool) else "Write it on one line, or below `|`."
        return f"expected text, found {shown}", hint
    if kind in ("int_type", "float_type", "int_from_float"):
        return f"expected a number, found {shown}", "Write digits only, without quotes."
    if kind in ("list_type", "tuple_type"):
        return (
            f"expected a list, found {shown}",
            "Write each item on a line of its own that starts with `- `.",
        )
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return f"expected keys and values, found {shown}", "Write `key: value` lines below it, indented."
    if kind.startswith(("greater_than", "less_than")):
        bounds = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
        said = " and ".join(f"{word} {limits[key]}" for key, word in bounds.items() if key in limits)
        return f"{shown} must be {said}", ""
    if kind in ("string_too_short", "too_short"):
        return "it is empty", "Fill it in."
    return f"{detail['msg'][:1].lower()}{detail['msg'][1:]}, found {shown}", ""

"""Export files as the caller gave them: what is wrong with one is said with its path, not its name alone.

Web of Science calls every file savedrecs, and ten of them lie in ten folders. The ledger keeps no path: it is
the same wherever a file lay.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from slr.formats.packed import is_packed
from slr.formats.registry import FORMATS, read_export
from slr.model.errors import SlrError
from slr.model.reading import Reading


def read_given(
    data: bytes,
    given: str,
    *,
    format: str = "",
    columns: Mapping[str, str] | None = None,
    encoding: str = "",
) -> Reading:
    """Read an export's bytes; `given` is its path, or `stdin`. Raises SlrError where it cannot be read."""
    path = Path(given)
    try:
        reading = read_export(
            data, file=path.name, format=format or None, columns=columns, encoding=encoding or None
        )
    except SlrError as refusal:
        raise with_path(refusal, path) from refusal
    if path.name == given:
        return reading
    findings = tuple(
        replace(one, file=str(path.parent / one.file)) if one.file else one for one in reading.findings
    )
    return msgspec.structs.replace(reading, findings=findings)


def with_path(refusal: SlrError, path: Path) -> SlrError:
    """A refusal that names a file by its name, naming it by its path."""
    if not refusal.file:
        return refusal
    place, message = str(path.parent / refusal.file), refusal.message
    if message.startswith(refusal.file):
        message = place + message.removeprefix(refusal.file)
    return SlrError(message, refusal.hint, file=place, line=refusal.line)


def ending(format: str, data: bytes) -> str:
    """The ending of a file's name that this export should have; of what came through a pipe."""
    known = FORMATS[format].extensions
    packed = (".gz" if data.startswith(b"\x1f\x8b") else ".zip") if is_packed(data) else ""
    return ("" if packed == ".zip" else known[0] if known else "") + packed

"""Zip files with the same bytes each time: parts in order, without the hour they were made."""

import io
import re
import zipfile
from collections.abc import Mapping

_FIRST = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say
_CLOCKS = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip archive: sorted by path, times fixed, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            _add(archive, name, files[name])
    return out.getvalue()


def without_clock(office: bytes) -> bytes:
    """A DOCX or XLSX with its zip times fixed, its parts sorted, and its dates of creation left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(office)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            _add(new, name, _CLOCKS.sub(b"", content) if name == "docProps/core.xml" else content)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    part = zipfile.ZipInfo(name, date_time=_FIRST)
    part.compress_type = zipfile.ZIP_DEFLATED
    part.external_attr = 0o644 << 16
    part.create_system = 3  # the same on Windows and elsewhere
    archive.writestr(part, content, compresslevel=6)

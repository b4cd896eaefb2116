"""Office files with the same bytes each time: their parts in order, without the hour they were made."""

import io
import re
import zipfile

_FIRST = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say
_CLOCKS = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def without_clock(office: bytes) -> bytes:
    """A DOCX or XLSX with its zip times fixed, its parts sorted, and its dates of creation left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(office)) as old, zipfile.ZipFile(out, "w") as new:
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _CLOCKS.sub(b"", content)
            part = zipfile.ZipInfo(name, date_time=_FIRST)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            part.create_system = 0  # the same on Windows and elsewhere
            new.writestr(part, content, compresslevel=6)
    return out.getvalue()

"""Reference lists in any style of the Citation Style Language, by citeproc-py where it is installed.

citeproc-py (BSD, CSL 1.0.1) is no dependency of slr: it is asked for only with a style.
"""

import io
import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from slr.model.errors import SlrError
from slr.publish.plain_text import printable

_NUMBER = re.compile(
    r"^(\d+\.)(?=\S)"
)  # citeproc-py leaves no space where a style sets number and text apart
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def styled_list(items: Sequence[Mapping[str, Any]], style: bytes) -> str:
    """CSL-JSON items as plain text in a CSL style (the bytes of its .csl file), one reference a line.

    A numbering style keeps the order of the items, others sort as they say. Raises SlrError where citeproc-py
    is not installed, or cannot use the style.
    """
    if _ENTITY.search(style):
        raise SlrError("this is no CSL style: it declares entities", "styles: https://www.zotero.org/styles")
    try:
        citeproc = import_module("citeproc")
        source = import_module("citeproc.source.json")
    except ImportError as error:
        raise SlrError("citation styles need citeproc-py", "pip install citeproc-py") from error
    try:
        loaded = citeproc.CitationStylesStyle(io.BytesIO(style), validate=False)
        named = [{**item, "id": f"r{n}"} for n, item in enumerate(items, 1)]
        listed = citeproc.CitationStylesBibliography(
            loaded, source.CiteProcJSON(named), import_module("citeproc.formatter.plain")
        )
        for item in named:
            listed.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
        listed.sort()
        lines = [str(entry) for entry in listed.bibliography()]
    # Styles are programs that strangers wrote, and citeproc-py raises whatever breaks in one of them.
    except Exception as error:
        raise SlrError(
            f"citeproc-py cannot use this style: {type(error).__name__}: {printable(str(error))[:200]}",
            "an independent style from https://www.zotero.org/styles, not one that only names its parent",
        ) from error
    return "".join(_NUMBER.sub(r"\1 ", printable(line)) + "\n" for line in lines)

"""For mkdocs: a fenced block's options in words that it understands, without those that only tests read."""

import re
from typing import Any

FENCE = re.compile(r"^```(\w+) (\S[^\n]*)$", re.MULTILINE)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """A page with `csv file=links.csv` titled `links.csv`; `sh check` and `sh exit=1` are plain `sh`."""
    return FENCE.sub(fence, markdown)


def fence(found: re.Match[str]) -> str:
    """The opening line of a block, its file's name as the title."""
    options = dict(word.partition("=")[::2] for word in found[2].split())
    return f'```{found[1]} title="{options["file"]}"' if "file" in options else f"```{found[1]}"

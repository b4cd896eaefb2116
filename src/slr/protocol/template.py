"""The commented protocol.yaml that `slr init` writes."""

import json
from importlib.resources import files

_TITLE_LINE = 'title: "Working title: a systematic review"'


def protocol_template(*, title: str = "") -> str:
    """The text of a new protocol.yaml, with this title where one is given."""
    text = files("slr.protocol").joinpath("template.yaml").read_text(encoding="utf-8")
    if not title:
        return text
    # A JSON string is a double-quoted YAML scalar, whatever the title holds.
    return text.replace(_TITLE_LINE, f"title: {json.dumps(' '.join(title.split()), ensure_ascii=False)}", 1)

"""The manifest of an output folder: what it was made from and what is in it, by SHA-256."""

import hashlib
import json
from collections.abc import Mapping

VERSION = 1


def manifest(sources: Mapping[str, str], outputs: Mapping[str, bytes]) -> str:
    """Canonical JSON (sorted keys, two spaces, a newline at the end) with `version`, `sources`, `outputs`.

    `sources` maps a path to its SHA-256, `outputs` a path to the file's bytes, which are hashed and counted.
    """
    made = {
        path: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in outputs.items()
    }
    content = {"version": VERSION, "sources": dict(sources), "outputs": made}
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

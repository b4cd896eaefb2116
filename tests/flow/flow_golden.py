"""Golden files: compare byte for byte; `SLR_UPDATE_GOLDEN=1 pytest tests/flow` writes them anew."""

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def check_golden(name: str, text: str) -> None:
    """The text is what the golden file holds."""
    path = GOLDEN / name
    if os.environ.get("SLR_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert path.exists(), f"no golden file {name}; write it with SLR_UPDATE_GOLDEN=1"
    assert text == path.read_bytes().decode()

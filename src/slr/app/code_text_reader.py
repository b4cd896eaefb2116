"""Reads one full text in a process of its own, so that a hostile file costs seconds and not the session.

Run as `python -m slr.app.code_text_reader ENDING`: the file on standard input, JSON on standard output.
"""

import json
import logging
import sys

MEMORY = 2 * 1024**3  # bytes


def bound() -> None:
    """Ask the system to refuse more than MEMORY, where it can."""
    try:
        import resource
    except ImportError:  # Windows: there the time bound alone holds
        return
    for limit in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
        try:
            resource.setrlimit(limit, (MEMORY, MEMORY))
        except (ValueError, OSError):  # macOS refuses it
            continue


def main() -> None:
    """Read, then write `{"pages": [[label, [line, …]], …], "trouble": "…"}`."""
    bound()
    logging.disable(logging.CRITICAL)  # pypdf tells of every oddity of a file
    from slr.coding.text_pages import read_pages

    found = read_pages(sys.stdin.buffer.read(), sys.argv[1])
    pages = [[page.label, list(page.lines)] for page in found.pages]
    sys.stdout.buffer.write(json.dumps({"pages": pages, "trouble": found.trouble}).encode("ascii"))


if __name__ == "__main__":
    main()

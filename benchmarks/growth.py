"""How every command grows with its input: python benchmarks/growth.py [--size 10000] [--part review]

Invents exports and a review at a quarter of the size and at the whole size, from a seed, and runs each
command that works on data as a process of its own at both. Prints CPU seconds (user and system) at each,
their ratio above what `slr --version` takes, and the peak memory at the whole size. What grows with its input
has a ratio of 4; above 6 a row is marked, unless it takes less than half a second.

Parts: `files` (convert to and from each format, through pipes too, dedup of files, simulate), `review` (the
story of a review of two people from init to publish), `shapes` (odd exports, of each one dimension grows).

Not covered: the formats that the first line of the output names;
the full screen and the plain lines of screen, resolve, code and dedup --review (see desk.py,
coding.py and dedup_queue.py); --engine cores and dask (dedup_scale.py); screen --from another tool, --assign,
--hand-over, --recheck; codebooks of results and arms; full texts as PDF; several rounds; waiting for a slow
disk, as only CPU time counts; sizes above the one asked for; a cost that is the same at both sizes, however
large; and growth that what a command loads before it begins hides at these sizes, as the ratio takes only
`slr --version` off.
"""

import argparse
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from growth_files import MAKERS, papers
from growth_review import is_included, of_reviews, review_story, table
from growth_run import Command, Cost, Place, Story, measure
from growth_shapes import shape_story

from slr.formats.known import FORMATS

TOO_MUCH = 6.0
SHORT = 0.5  # seconds; less says nothing of growth


def main() -> None:
    """Tell each story at both sizes, and print the table."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--size", type=int, default=10_000)
    asked.add_argument("--only", default="", help="rows that hold this word; what they need runs as well")
    asked.add_argument("--part", choices=[*PARTS, ""], default="")
    asked.add_argument("--limit", type=int, default=300, help="CPU seconds after which a command is stopped")
    asked.add_argument("--keep", type=Path, help="keep the files in this folder")
    given = asked.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp())
    print(f"not made here: {', '.join(not_made()) or 'nothing'}")
    print(f"{'command':52} {'n/4: s':>8} {'n: s':>8} {'ratio':>6} {'MiB':>6}")
    try:
        for name in [given.part] if given.part else PARTS:
            tell(PARTS[name], folder / name, given)
    finally:
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)


def tell(story: Callable[[Place], Story], folder: Path, given: argparse.Namespace) -> None:
    """One part at both sizes, command by command."""
    small, large = (
        Place(folder / word, size) for word, size in (("quarter", given.size // 4), ("whole", given.size))
    )
    start = min(run(Command("start", ("--version",)), given, folder).cpu for _ in range(3))
    for few, many in zip(story(small), story(large), strict=True):
        is_shown = given.only in many.name
        if is_shown or of_reviews(many):
            costs = run(few, given, folder), run(many, given, folder)
            if is_shown:
                print(row(many.name, *costs, start), flush=True)


def not_made() -> list[str]:
    """The formats that slr reads and for which nothing here makes or writes a file."""
    return [name for name, known in FORMATS.items() if known.read and not known.write and name not in MAKERS]


def run(command: Command, given: argparse.Namespace, folder: Path) -> Cost:
    """Measure a command."""
    return measure(command, given.limit, folder)


def row(name: str, few: Cost, many: Cost, start: float) -> str:
    """A line of the table."""
    ratio = (many.cpu - start) / max(few.cpu - start, 0.01)
    marks = ["grows"] if ratio > TOO_MUCH and many.cpu - start > SHORT else []
    marks += [f"exit {one.code}: {one.said[:90]}" for one in (few, many) if one.went_wrong]
    figures = f"{few.cpu:8.2f} {many.cpu:8.2f} {ratio:6.1f} {many.peak:6.0f}"
    return f"{name:52.52} {figures}  {'; '.join(marks)}".rstrip()


def file_story(place: Place) -> Story:
    """Every format read and written, without a review folder."""
    given = {}
    for name, (ending, make) in MAKERS.items():
        given[name] = place.file(f"{name}.{ending}", make(papers(place.size)))
    written = {name: known.extensions[0] for name, known in FORMATS.items() if known.write}
    for name, ending in written.items():
        path = place.folder / f"written-{name}{ending}"
        yield place.command(f"convert --to {name}", "convert", given["ris"], "--to", name, "-o", path)
        given.setdefault(name, path)
    for name, path in given.items():
        said = ("--format", name) if name == "xls" else ()  # no compound file around it, so not recognized
        yield place.command(f"convert of {name}", "convert", path, "-o", place.folder / "out.jsonl", *said)
        yield place.command(f"convert --raw of {name}, piped", "convert", "-", "--raw", *said, stdin=path)
        (place.folder / "out.jsonl").unlink(missing_ok=True)
    parts = [
        place.file(f"parts/{n}.ris", MAKERS["ris"][1](papers(25, seed=n))) for n in range(place.size // 25)
    ]
    yield place.command("convert of files of 25 records", "convert", *parts, "-o", place.folder / "parts.csv")
    outputs = [("-o", "unique.ris"), ("--groups", "groups.csv"), ("--pairs", "pairs.csv")]
    words = [word for option, name in outputs for word in (option, place.folder / name)]
    yield place.command("dedup FILE FILE", "dedup", given["ris"], given["bibtex"], *words)
    labeled = table(
        ["id", "title", "abstract", "included"],
        ((p.number, p.title, p.abstract, int(is_included(p))) for p in papers(place.size)),
    )
    yield place.command(
        "simulate", "simulate", place.file("labels.csv", labeled), "--order", place.folder / "o.csv"
    )


PARTS: dict[str, Callable[[Place], Story]] = {
    "files": file_story,
    "review": review_story,
    "shapes": shape_story,
}

if __name__ == "__main__":
    main()

"""Write the synthetic worked case, byte for byte the same every time.

    python generate.py [FOLDER]

Only the standard library is used, and nothing of slr: truth and expected flow are independent of the program
that is tested with them. Without FOLDER the files are written beside this script.
"""

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

import coders
import expectation
import reviewers
from corpus import SEARCHES, make_copies
from truth import Truth, words_on_duplicates, write_exports

SEED = "tursunbayeva-2017, synthetic, 1"
HERE = Path(__file__).resolve().parent
PROTOCOL = HERE.parents[1] / "protocols" / "tursunbayeva-2017.yaml"
SYNTHETIC = """\
# Added by examples/tursunbayeva-2017/generate.py to the bundled protocol: this sentence, and for each search what
# the synthetic corpus holds of it (`expected`).
synthetic: Every record, decision and coding of this review is made up; only the protocol, the 2441 search results and
  the 22 included studies are published.

"""  # noqa: E501


def table(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def protocol(truth: Truth, bundled: str) -> bytes:
    """The bundled protocol with the sentence that says that all is synthetic and what each search gave."""
    lines = []
    for line in bundled.splitlines(keepends=True):
        lines.append(SYNTHETIC + line if line.startswith("title:") else line)
        if line.startswith("  - id: ") and (search := line.split()[-1]) in SEARCHES:
            number = sum(one.search == search for one in truth.lines)
            lines.append(f"    expected: {number} # of the synthetic corpus\n")
    return "".join(lines).encode()


def everything() -> dict[str, bytes]:
    """Every file of the example that is generated, by its path below the example's folder."""
    exports, truth = write_exports(make_copies(SEED), SEED)
    files = {f"searches/{name}": data for name, data in exports.items()}
    files["protocol.yaml"] = protocol(truth, PROTOCOL.read_text(encoding="utf-8"))
    files["truth.csv"] = table([("id", "report"), *((line.id, line.key) for line in truth.lines)])
    files["links.csv"] = table([("a", "b", "verdict", "reason"), *words_on_duplicates(truth)])
    first = reviewers.title_abstract(Random(f"{SEED}: title and abstract"), truth)
    last = reviewers.full_text(Random(f"{SEED}: full text"), truth)
    for name, stage in (("title-abstract", first), ("full-text", last)):
        for reviewer, rows in stage.rows.items():
            files[f"decisions/{name}-{reviewer}.csv"] = table([reviewers.HEAD, *rows])
        files[f"resolutions/{name}.csv"] = table([reviewers.HEAD, *stage.resolutions])
    files["retrieval.csv"] = table(reviewers.retrieval(truth))
    files["studies.csv"] = table(reviewers.studies(truth))
    names = ("reviewer-a", "reviewer-b", "resolutions")
    for name, rows in zip(names, coders.code(Random(f"{SEED}: codings"), truth), strict=True):
        files[f"codings/{name}.csv"] = table(rows)
    files["flow.expect.yaml"] = expectation.as_yaml(truth).encode()
    return files


def main() -> None:
    """Write every file below the folder named on the command line, or beside this script."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for name, data in everything().items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(f"{name}  {len(data):,} bytes")


if __name__ == "__main__":
    main()

"""Import many records into a review, ledger and all: python benchmarks/import_review.py [RECORDS]

Writes a synthetic RIS export of so many records (100,000 by default, about 2 kB each), imports it with the
command line in a process of its own, and prints seconds, records a second and peak memory.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

WORDS = ("screening", "review", "trial", "of", "social", "media", "public", "health", "outcome", "cohort")
RUN = "from slr.__main__ import run; run()"


def export(count: int, random: Random) -> str:
    """A RIS export of made-up records."""
    entries = []
    for n in range(count):
        title = " ".join(random.choices(WORDS, k=9)) + f" {n}"
        abstract = " ".join(random.choices(WORDS, k=230))
        authors = "".join(f"AU  - Author{random.randrange(9999)}, A. B.\n" for _ in range(4))
        entries.append(
            f"TY  - JOUR\nTI  - {title}\n{authors}PY  - {1990 + n % 30}\nT2  - Journal of Made-up Studies\n"
            f"VL  - {n % 40}\nSP  - {n % 900}\nEP  - {n % 900 + 9}\nDO  - 10.5555/synthetic.{n}\n"
            f"AB  - {abstract}\nKW  - screening\nKW  - review\nER  - \n"
        )
    return "\n".join(entries)


def main() -> None:
    """Make the export, import it, print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        given, review = Path(folder) / "export.ris", Path(folder) / "review"
        given.write_text(export(count, Random(1)), encoding="utf-8")
        size = given.stat().st_size
        subprocess.run([sys.executable, "-c", RUN, "init", str(review)], check=True, capture_output=True)
        words = [sys.executable, "-c", RUN, "-C", str(review), "import", str(given), "--search", "pubmed"]
        start = time.perf_counter()
        subprocess.run(words, check=True, capture_output=True)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(
            f"{count} records, {size / 1e6:.0f} MB: {seconds:.1f} s, {count / seconds:.0f}/s, "
            f"{peak:.0f} MiB at most"
        )
        status = [sys.executable, "-c", RUN, "-C", str(review), "status"]
        start = time.perf_counter()
        subprocess.run(status, check=True, capture_output=True)
        print(f"status afterwards: {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()

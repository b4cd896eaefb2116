"""Mutated exports: whatever happens to their bytes, reading never raises, hangs or loses a byte.

    python benchmarks/formats_mutations.py [--files 10000] [--seed 1] [--only ris]

Takes the exports of the tests (tests/formats/data), flips, cuts and splices their bytes (of XLSX and zip also
those of the files inside), and reads each as the format that it was. Prints a line for each format: files,
entries read and refused, files refused as a whole, the slowest file. Stops with the file's bytes where one
raises anything but SlrError, takes over ten seconds, or has spans that do not tile it.
"""

import argparse
import random
import sys
import time
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests" / "formats"
SLOW = 10.0  # seconds


def main() -> None:
    """Run the mutations."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=10_000, help="for each format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    sys.path.insert(0, str(TESTS))
    from mutations_formats import samples_by_format

    samples = samples_by_format()
    print(f"{'format':12} {'files':>6} {'read':>7} {'refused':>7} {'whole':>6} {'slowest':>8}")
    for name in sorted(samples):
        if options.only in ("", name):
            print(
                _run(name, samples[name], options.files, random.Random(f"{options.seed} {name}")), flush=True
            )


def _run(name: str, samples: list[bytes], files: int, chance: random.Random) -> str:
    from mutations_formats import mutations
    from slr.formats.registry import read_export
    from slr.model.errors import SlrError
    from spans_formats import check_tiling

    read = refused = whole = 0
    slowest = 0.0
    for data in mutations(samples, files, chance):
        started = time.perf_counter()
        try:
            reading = read_export(data, file="mutated", format=name)
            check_tiling(data, reading)
        except SlrError:
            whole += 1
            continue
        except BaseException:
            print(f"{name}: {data!r}", file=sys.stderr)
            raise
        took = time.perf_counter() - started
        slowest = max(slowest, took)
        if took > SLOW:
            raise SystemExit(f"{name} took {took:.1f} s: {data!r}")
        read += len(reading.records)
        refused += len(reading.refused)
    return f"{name:12} {files:6} {read:7} {refused:7} {whole:6} {slowest:7.3f}s"


if __name__ == "__main__":
    main()

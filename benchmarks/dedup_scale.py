"""How the time of a deduplication grows with the number of records.

    python benchmarks/dedup_scale.py [--sizes 10000 30000 100000 300000 1000000] [--keep DIR]

Makes a synthetic set of each size (benchmarks/dedup_synthetic.py), deduplicates it in a process of its own on
one core, and prints records, seconds (wall, CPU), records per second, peak memory, wrong and missed pairs,
and the slope of log CPU time on log size (least squares): 1 is linear.
"""

import argparse
import math
import sys
import tempfile
from pathlib import Path

from dedup_synthetic import write_set

from dedup import run


def slope(sizes: list[int], seconds: list[float]) -> float:
    """The exponent with which time grows."""
    x, y = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    above = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return above / sum((a - mean_x) ** 2 for a in x)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 30_000, 100_000, 300_000, 1_000_000])
    parser.add_argument("--keep", type=Path, help="where to leave the sets, or find them")
    asked = parser.parse_args()
    times: list[float] = []
    print(
        f"{'records':>9} {'seconds':>8} {'CPU':>8} {'rec/s':>7} {'MB':>6} {'pairs':>8} "
        f"{'wrong':>6} {'missed':>7}"
    )
    with tempfile.TemporaryDirectory() as scratch:
        for size in asked.sizes:
            folder = (asked.keep or Path(scratch)) / str(size)
            if not (folder / "truth.csv").exists():
                write_set(folder, size)
            scored, took = run(sys.executable, "slr", folder)
            times.append(took["cpu_seconds"])
            print(
                f"{size:>9} {took['seconds']:>8.2f} {took['cpu_seconds']:>8.2f} "
                f"{size / took['seconds']:>7.0f} {took['peak_mb']:>6.0f} {scored.true:>8} "
                f"{scored.wrong:>6} {scored.missed:>7}",
                flush=True,
            )
    if len(times) > 1:
        print(f"exponent {slope(asked.sizes, times):.2f}")


if __name__ == "__main__":
    main()

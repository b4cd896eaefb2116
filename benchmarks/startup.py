"""How long `slr --help` takes beside an empty Typer app, in one run: python benchmarks/startup.py

Whole processes, one after the other and in turn, after a warm-up; CPU seconds (user and system), so that a
busy machine does not decide. Prints the medians and the ratio.
"""

import resource
import statistics
import subprocess
import sys

RUNS = 15
EMPTY = """
import typer
app = typer.Typer()
@app.command()
def hello() -> None:
    "Say hello."
app()
"""
OURS = "from slr.__main__ import run; run()"


def cpu_seconds(code: str) -> float:
    """The CPU seconds of one `--help`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Run both in turn and print the figures."""
    for code in (EMPTY, OURS):
        cpu_seconds(code)
    pairs = [(cpu_seconds(EMPTY), cpu_seconds(OURS)) for _ in range(RUNS)]
    empty, ours = (statistics.median(values) for values in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"empty Typer app {empty:.3f} s, slr --help {ours:.3f} s of CPU; ratio {ratio:.2f} (at most 1.5)")


if __name__ == "__main__":
    main()

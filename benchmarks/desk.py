"""How fast the screen answers: python benchmarks/desk.py [FOLDER] [--reports 10000] [--keys 400] [--as ana]

Drives the real program in a real pseudo-terminal (POSIX), fsync included, and prints

- opening: from the start of the process to the first painted report, with the cache as import and dedup
  leave it (warm) and without it (cold), and the processor time of it;
- keys: from the key to the last byte of its repaint, for include, exclude with a reason, undo, skip and
  jump, in the order of input (nothing is learned) and ranked (it is learned again and again: most include).

FOLDER is a review with something to screen; it is copied and not touched. Without it a synthetic review is
made (desk_review.py), which says that it is synthetic; --decided decides so many of its reports first.
Wall-clock time on a busy machine says little: the load is printed with the figures, and on Linux each figure
also without the time for which the program's main thread was ready but had no processor. A repaint has
ended when nothing came for 0.1 s; a frame that only tells anew how the learned order stands (at most once a
second) is not the key's.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from random import Random

from desk_review import make_review

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from real_terminal import CONTROLS, RealTerminal

STANDS = re.compile(r"order learned from \d+ decisions?(, learning)?")
QUIET = 0.1  # seconds without output after which a repaint has ended
PLAN = ("include",) * 5 + ("exclude", "undo", "skip", "jump", "exclude")
KEYS = {"include": "i", "exclude": "3", "undo": "z", "skip": "s"}


def percentile(values: list[float], share: float) -> float:
    """The smallest value that so large a share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(ceil(len(ordered) * share), 1) - 1]


def line(name: str, took: list[tuple[float, float]]) -> str:
    """A line of figures in milliseconds: as it was, and without the time that it waited for a processor."""
    told = []
    for values in ([wall for wall, _ in took], [wall - waited for wall, waited in took]):
        told += [1000 * percentile(values, share) for share in (0.5, 0.99, 1.0)]
    return "  {:<9} {:>5}   {:7.1f} {:7.1f} {:7.1f}   {:7.1f} {:7.1f} {:7.1f}".format(name, len(took), *told)


def answered(screen: RealTerminal, key: str) -> tuple[float, float]:
    """Seconds from a key to the end of its repaint, and of these for how many it waited for a processor."""
    waited = screen.waited()
    sent = screen.press(key)
    last, without = sent, 0.0
    while True:
        before = len(screen.raw)
        if not screen.read(QUIET):
            return last - sent, min(without, last - sent)
        text = CONTROLS.sub(b"", bytes(screen.raw[before:])).decode("utf-8", "replace")
        told_anew = len(text) < 300 and ("order learned" in text or "learning the order" in text)
        if not told_anew:
            last, without = screen.last, screen.waited() - waited


def press(screen: RealTerminal, name: str, random: Random, total: int) -> tuple[float, float]:
    """Do one thing; a jump is timed from its last key."""
    if name != "jump":
        return answered(screen, KEYS[name])
    screen.press("p")
    screen.settle(QUIET)
    screen.press(str(random.randrange(1, total + 1)))
    screen.settle(QUIET)
    return answered(screen, "\r")


def steps(keys: int) -> Iterator[str]:
    """What is done, one after the other."""
    for n in range(keys):
        yield PLAN[n % len(PLAN)]


def measure_keys(folder: Path, who: str, order: str, keys: int) -> None:
    """Screen for a while and print the figures."""
    random = Random(1)
    with RealTerminal(["-C", folder, "screen", "--as", who, "--order", order]) as screen:
        screen.wait_for(" left")
        if order == "ranked":
            screen.wait_for("order learned", 180)
        screen.settle(1.0)
        total = sum(screen.progress())
        took: dict[str, list[tuple[float, float]]] = {}
        learning, before = 0, screen.cpu()
        for name in steps(keys):
            took.setdefault(name, []).append(press(screen, name, random, total))
            learning += STANDS.findall(screen.text(80_000))[-1:] == [", learning"]
        each = (screen.cpu() - before) / keys
        done, left = screen.progress()
    print(f"{order}: {done} done, {left} left; {1000 * each:.1f} ms of processor time a key")
    if order == "ranked":
        print(f"  it was learning while {100 * learning / keys:.0f} % of the keys were pressed")
    print("            keys   p50, p99, max in ms         and without waiting for a processor")
    for name, each_took in took.items():
        print(line(name, each_took))
    print(line("all", [one for each_took in took.values() for one in each_took]), load())


def load() -> str:
    """The machine's load, to read the figures by."""
    return f"  (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors)"


def measure_opening(folder: Path, who: str, name: str) -> None:
    """Open, and print when the first report stood there."""
    with RealTerminal(["-C", folder, "screen", "--as", who]) as screen:
        screen.wait_for(" left", 120)
        took = screen.last - screen.started
        print(f"opening, {name}: {took:.2f} s, {screen.cpu():.2f} s of processor time", load())


def decide(folder: Path, who: str, count: int) -> None:
    """Decide on the first reports with a script: one in twenty is included."""
    names = [f"10.5555/made-up.{n}" for n in range(1, count + 1)]
    rows = [f"{name},{'exclude' if n % 20 else 'include'},{who}" for n, name in enumerate(names)]
    file = folder.with_suffix(".csv")
    file.write_text("\n".join(["report,decision,reviewer", *rows, ""]), encoding="utf-8")
    run = [sys.executable, "-c", "from slr.__main__ import run; run()", "-C", str(folder)]
    subprocess.run([*run, "screen", "--apply", str(file)], check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--decided", type=int, default=0)
    parser.add_argument("--keys", type=int, default=400)
    parser.add_argument("--as", dest="who", default="ana")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "review"
        if asked.folder:
            shutil.copytree(asked.folder, folder, copy_function=shutil.copy2)
        else:
            make_review(folder, asked.reports)
            decide(folder, asked.who, asked.decided)
            print(f"a synthetic review of {asked.reports} reports, {asked.decided} of them decided")
        time.sleep(1)
        for _ in range(3):
            measure_opening(folder, asked.who, "warm")
        shutil.rmtree(folder / ".slr", ignore_errors=True)
        measure_opening(folder, asked.who, "cold")
        if asked.keys:
            for order in ("input", "ranked"):
                measure_keys(folder, asked.who, order, asked.keys)


if __name__ == "__main__":
    main()

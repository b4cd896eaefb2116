"""Fuzz readers and loaders, guided by the branches that they take (Atheris).

    pip install atheris==3.0.0     (Linux and macOS; in an environment of its own)
    python benchmarks/fuzz_readers.py [ris bibtex ... protocol codebook ledger] [--seconds 300]

Each target starts from the exports of the tests, or from a protocol, a codebook and a ledger's lines. Nothing
but SlrError may come out, spans must tile the file, and no input may take ten seconds. Prints a line for each
target; one stops at the first input that breaks a promise, and says where it is kept. Without a wheel of it,
benchmarks/formats_mutations.py and tests/test_fuzz.py mutate without guidance.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
LOADERS = ("protocol", "codebook", "ledger")
Target = Callable[[bytes], None]


def main() -> int:
    """Fuzz each target in a process of its own."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="*", help="formats, and protocol, codebook, ledger; all by default")
    parser.add_argument("--seconds", type=int, default=300, help="for each target")
    options = parser.parse_args()
    sys.path[:0] = [str(TESTS / "formats"), str(TESTS)]
    from mutations_formats import samples_by_format

    samples = samples_by_format()
    failed = 0
    for name in options.targets or [*sorted(samples), *LOADERS]:
        with tempfile.TemporaryDirectory() as place:
            for number, seed in enumerate(samples.get(name) or seeds(name)):
                (Path(place) / f"seed-{number}").write_bytes(seed)
            words = [sys.executable, __file__, "--one", name, place, str(options.seconds)]
            done = subprocess.run(words, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
        told = [line.split()[-1] for line in done.stderr.splitlines() if "number_of_executed_units" in line]
        print(f"{name:12} {told[0] if told else '?':>9} inputs, exit {done.returncode}", flush=True)
        if done.returncode:
            print(done.stderr[-4000:])
        failed += bool(done.returncode)
    return min(failed, 1)


def seeds(name: str) -> list[bytes]:
    """What a loader's fuzzing begins with."""
    if name == "ledger":
        golden = sorted((TESTS / "golden_folders").rglob("ledger/**/*.jsonl"))
        return [path.read_bytes() for path in golden if "records" not in path.parts]
    bundled = {"protocol": ROOT / "protocols", "codebook": ROOT / "src" / "slr" / "codebooks"}
    return [path.read_bytes() for path in sorted(bundled[name].rglob("*.yaml"))]


def target(name: str) -> Target:
    """What reads the bytes."""
    from slr.model.errors import SlrError

    if name == "protocol":
        from slr.protocol.checks import check_protocol

        return lambda data: ignore(check_protocol(data.decode("utf-8", "replace")))
    if name == "codebook":
        from slr.protocol.checks import check_codebook

        return lambda data: ignore(
            check_codebook(data.decode("utf-8", "replace"), file="f", find=lambda _: None)
        )
    if name == "ledger":
        return read_lines()
    from slr.formats.registry import read_export
    from spans_formats import check_tiling

    def read(data: bytes) -> None:
        with contextlib.suppress(SlrError):
            check_tiling(data, read_export(data, file="f", format=name))

    return read


def ignore(_: object) -> None:
    """Reading it was the point."""


def read_lines() -> Target:
    """A segment of a ledger, read from a file as it always is."""
    from slr.store.ledger import read_ledger
    from slr.store.paths import ReviewPaths

    root = Path(tempfile.mkdtemp())
    place = root / "ledger" / "decisions" / "title-abstract" / "ana" / "20200101T000000Z-abc.jsonl"
    place.parent.mkdir(parents=True)

    def read(data: bytes) -> None:
        place.write_bytes(data)
        read_ledger(ReviewPaths(root))

    return read


def one(name: str, corpus: str, seconds: str) -> None:
    """Fuzz one target in this process, which libFuzzer ends."""
    import atheris

    sys.path[:0] = [str(TESTS / "formats"), str(TESTS)]
    with atheris.instrument_imports(include=["slr"]):
        read = target(name)
        for seed in sorted(Path(corpus).iterdir()):  # what is imported late is instrumented as well
            read(seed.read_bytes())

    def timed(data: bytes) -> None:
        begun = time.process_time()
        read(data)
        assert time.process_time() - begun < 10, "too slow"

    kept = Path(tempfile.gettempdir()) / f"fuzz-{name}-"
    limits = ["-max_len=20000", "-rss_limit_mb=2000", "-print_final_stats=1", f"-artifact_prefix={kept}"]
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-timeout=60", *limits, corpus], timed)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        os.environ.setdefault("PYTHONHASHSEED", "0")
        one(*sys.argv[2:5])
    sys.exit(main())

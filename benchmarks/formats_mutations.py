"""Mutated exports: whatever happens to their bytes, reading never raises, hangs or loses a byte.

    python benchmarks/formats_mutations.py [--files 10000] [--seed 1] [--only ris]

Takes the exports of the tests (tests/formats/data), flips, cuts and splices their bytes, and reads each as
the format that it was. Prints a line for each format: files, entries read and refused, files refused as a
whole, the slowest file. Stops with the file's bytes where one raises anything but SlrError, takes over ten
seconds, or has spans that do not tile it.
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
    from golden_formats import exports, read

    samples: dict[str, list[bytes]] = {}
    for export in exports():
        samples.setdefault(read(export).format, []).append(export.read_bytes())
    print(f"{'format':12} {'files':>6} {'read':>7} {'refused':>7} {'whole':>6} {'slowest':>8}")
    for name in sorted(samples):
        if options.only in ("", name):
            print(
                _run(name, samples[name], options.files, random.Random(f"{options.seed} {name}")), flush=True
            )


def _run(name: str, samples: list[bytes], files: int, chance: random.Random) -> str:
    from slr.formats.registry import read_export
    from slr.model.errors import SlrError
    from spans_formats import check_tiling

    read = refused = whole = 0
    slowest = 0.0
    for _ in range(files):
        data = _mutated(chance.choice(samples), samples, chance)
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


def _mutated(sample: bytes, samples: list[bytes], chance: random.Random) -> bytes:
    data = bytearray(sample)
    for _ in range(chance.randint(1, 12)):
        place = chance.randint(0, len(data))
        kind = chance.randrange(6)
        if kind == 0 and place < len(data):
            data[place] = chance.randrange(256)
        elif kind == 1:
            del data[place : place + chance.randint(1, 60)]
        elif kind == 2:
            other = chance.choice(samples)
            start = chance.randint(0, len(other))
            data[place:place] = other[start : start + chance.randint(1, 200)]
        elif kind == 3:
            data[place:place] = chance.choice(SIGNS) * chance.choice((1, 1, 2, 50))
        elif kind == 4:
            del data[place:]
        else:
            end = chance.choice((b"\n", b"\r\n", b"\r"))
            data = bytearray(bytes(data).replace(b"\r\n", b"\n").replace(b"\n", end))
    return bytes(data)


SIGNS = [
    *(b'"', b"'", b"{", b"}", b"[", b"]", b"<", b">", b"&", b"\\", b",", b";", b"\t", b"\n", b"\r\n", b"\0"),
    *(b"@", b"%", b"  - ", b"ER  - \n", b"TY  - JOUR\n", b"PMID- ", b"]]>", b"<!--", b"\xef\xbb\xbf"),
    *(b"\xff\xfe", b"\xe2\x80"),
]


if __name__ == "__main__":
    main()

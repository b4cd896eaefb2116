"""Kill each writing command, at moments after its first write: python benchmarks/killing.py --kills 1000

The commands, and what is held afterwards, are those of tests/withstand/test_withstand_kills.py, which .ci/run
runs with 50 kills of each: what was there or acknowledged is there, the folder opens and verifies but for a
torn tail, and the command given again completes. Prints the kills and how many different folders they left.
"""

import argparse
import os
import sys
import time
from pathlib import Path

TEST = Path(__file__).parents[1] / "tests" / "withstand" / "test_withstand_kills.py"


def main() -> int:
    """Run the test with as many kills as asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000, help="of each command")
    os.environ["SLR_KILLS"] = str(parser.parse_args().kills)
    import pytest

    begun = time.perf_counter()
    code = pytest.main([str(TEST), "-q", "-s", "-p", "no:cacheprovider"])
    spent = os.times()
    print(f"{time.perf_counter() - begun:.0f} s, {sum(spent[:4]):.0f} s of CPU, children included")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())

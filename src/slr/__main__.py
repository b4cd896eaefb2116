"""`python -m slr` and the entry point of the `slr` command."""

import gc
import os
import sys

from slr.model.lasting import end_with_this_command, is_something_kept

# A large review is millions of small objects without a cycle among them. Python would walk through them all
# again and again in search of one: half of the time of `slr status`. So it looks rarely, at the young ones.
COLLECT_AFTER = (1_000_000, 50, 1_000)


def run() -> None:
    """Run the command line and exit with its code."""
    gc.set_threshold(*COLLECT_AFTER)
    end_with_this_command()
    from slr.cli.main import main

    code = main()
    gc.freeze()  # nor does it look at all of them once more before it ends
    if is_something_kept():
        end_at_once(code)
    sys.exit(code)


def end_at_once(code: int) -> None:
    """End without freeing a large review piece by piece; where its output cannot be flushed, end as usual."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return
    os._exit(code)


if __name__ == "__main__":
    run()

"""`python -m slr` and the entry point of the `slr` command."""

import sys


def run() -> None:
    """Run the command line and exit with its code."""
    from slr.cli.main import main

    sys.exit(main())


if __name__ == "__main__":
    run()

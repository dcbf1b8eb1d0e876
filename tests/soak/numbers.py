"""The two numbers that every module of this folder with a `main` is run with."""

import argparse


def from_command_line(description: str | None, count: int) -> tuple[int, int]:
    """Read `[COUNT] [--seed SEED]` from the command line.

    Args:
        description: What the module does, for `--help`.
        count: How much is tried where the command line does not say it.

    Returns:
        How much is tried, and the seed that it is drawn from.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("count", type=int, nargs="?", default=count)
    parser.add_argument("--seed", type=int, default=0)
    read = parser.parse_args()
    return read.count, read.seed

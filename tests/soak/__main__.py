"""`make soak`: every module of this folder with a `main`, and what each has counted.

A module is run as `python -m tests.soak.NAME --seed SEED`, which repeats it; the last line that
it prints is its count. The exit status is 1 where one of them has failed.
"""

import argparse
import ast
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).parent


def parts() -> list[str]:
    """Return the names of the modules that have a `main`."""
    return [
        path.stem
        for path in sorted(FOLDER.glob("[!_]*.py"))
        if any(
            isinstance(node, ast.FunctionDef) and node.name == "main"
            for node in ast.parse(path.read_text(encoding="utf-8")).body
        )
    ]


def main() -> None:
    """Run all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    # A seed that is told can be repeated; another one each time tries something else.
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    seed = str(parser.parse_args().seed)
    counts, failed = [], False
    for name in parts():
        words = ["-m", f"tests.soak.{name}", "--seed", seed]
        print("python", *words, flush=True)
        ran = subprocess.run(
            [sys.executable, *words], stdout=subprocess.PIPE, text=True, check=False
        )
        print(ran.stdout, end="", flush=True)
        failed = failed or ran.returncode != 0
        last = ran.stdout.rstrip().rpartition("\n")[2]
        counts.append(f"{name}: {f'failed with {ran.returncode}' if ran.returncode else last}")
    print(f"\nWith the seed {seed}:", *counts, sep="\n  ")
    sys.exit(failed)


if __name__ == "__main__":
    main()

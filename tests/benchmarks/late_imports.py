"""What each import inside a function of docs/ARCHITECTURE.md would cost at the top of its file.

Prints for each pair the least processor time, of several processes, in which the second module
is imported once the first one is, and how many modules come with it. What stands in `tui.ui` is
measured in a process that has imported all that the first frame needs.
"""

import argparse
import subprocess
import sys

from tests.house import late_imports, modules

_TIMED = """
import gc, importlib, sys, time
gc.disable()
for module in sys.argv[1:-1]:
    importlib.import_module(module)
before, began = len(sys.modules), time.process_time()
importlib.import_module(sys.argv[-1])
print(time.process_time() - began, len(sys.modules) - before)
"""


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=3)
    runs = arguments.parse_args().runs
    pairs = sorted(late_imports(modules()))
    print(f"{len(pairs)} pairs:")
    for module, late in pairs:
        seconds, more = min(_measured(module, late) for _ in range(runs))
        print(f"  {seconds * 1000:6.1f} ms {more:4} modules  {module} → {late}", flush=True)


def _measured(module: str, late: str) -> tuple[float, int]:
    """Return the seconds that the import of `late` takes after `module`, and its modules."""
    before = ["tui.app", module] if module.startswith("tui.ui.") else [module]
    ran = subprocess.run(
        [sys.executable, "-c", _TIMED, *before, late], capture_output=True, text=True, check=True
    )
    seconds, more = ran.stdout.split()
    return float(seconds), int(more)


if __name__ == "__main__":
    main()

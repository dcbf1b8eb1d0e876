"""`make bench`: how newsreader compares with a bare Textual program, in one run.

Prints medians, and ratios taken pair by pair, since the speed of a machine drifts.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from tempfile import gettempdir

from benchmarks.archive import make_archive
from benchmarks.terminal import Start, start
from tui.resources import sample_articles

_BARE = [sys.executable, str(Path(__file__).parent / "bare.py")]
_OURS = [str(Path(sys.executable).with_name("newsreader"))]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=20_000)
    arguments.add_argument("--runs", type=int, default=7)
    options = arguments.parse_args()
    home = Path(gettempdir()) / f"newsreader-bench-{options.articles}"
    archive = home / "archive"
    make_archive(archive, options.articles)
    samples, large = _environment(home / "samples"), _environment(home / "large")
    _measure_index(archive, large)
    index_samples = [*_OURS, "index", "--json", str(sample_articles())]
    subprocess.run(index_samples, env=samples, check=True, capture_output=True)
    _measure_start("samples", sample_articles(), samples, options.runs)
    _measure_start(f"{options.articles:,} articles", archive, large, options.runs)


def _environment(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
    }


def _measure_index(archive: Path, environment: dict[str, str]) -> None:
    ran = subprocess.run(
        [*_OURS, "index", "--rebuild", "--json", str(archive)],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    report = json.loads(ran.stdout)
    rate = report["articles"] / report["seconds"]
    print(
        f"index: {report['articles']:,} articles in {report['seconds']:.1f} s, {rate:,.0f} a second"
    )


def _measure_start(name: str, folder: Path, environment: dict[str, str], runs: int) -> None:
    listed = subprocess.run(
        [*_OURS, "list", "--json", "--limit", "1", str(folder)],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    title = json.loads(listed.stdout)["title"][:12].encode()
    pairs: list[tuple[Start, Start]] = []
    for _ in range(runs + 1):
        bare = start(_BARE, b"A bare program", {}, 1.0)
        ours = start([*_OURS, str(folder)], title, environment, 4.0)
        pairs.append((ours, bare))
    del pairs[0]  # The first pair warms the caches up.
    print(f"{name}:")
    print(
        f"  first row {_ms(ours for ours, _ in pairs)}, bare {_ms(bare for _, bare in pairs)}",
        end="",
    )
    print(f", ratio {median(ours.seconds / bare.seconds for ours, bare in pairs):.2f}")
    print(
        f"  peak memory {_mb(ours for ours, _ in pairs)}, bare {_mb(bare for _, bare in pairs)}",
        end="",
    )
    print(f", ratio {median(ours.peak / bare.peak for ours, bare in pairs):.2f}")


def _ms(starts: Iterable[Start]) -> str:
    return f"{median(each.seconds for each in starts) * 1000:.0f} ms"


def _mb(starts: Iterable[Start]) -> str:
    return f"{median(each.peak for each in starts) / 1024:.0f} MB"


if __name__ == "__main__":
    main()

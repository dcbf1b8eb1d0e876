"""The articles of real archives, joined by `cat` and divided again: `-m tests.benchmarks.division`.

For each archive it prints how many of the files that begin with a front matter, or are HTML pages,
come out whole, how many files were divided in two, and how long that took. With `--all` files
without a front matter are among them, of which nothing tells where they begin.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.corpus import CORPUS, OUTSIDE_SETS
from tui.articles.body_format import is_page
from tui.articles.containers.cat_stream import divided
from tui.articles.encoding.decode import decode
from tui.articles.files import find_files
from tui.articles.front_matter.split import split

_CHUNK = 64 * 1024


def division(files: Sequence[bytes]) -> tuple[int, int]:
    """Return how many files come out whole of a `cat` of them, and how many are divided."""
    joined = b"".join(files)
    chunks = (joined[at : at + _CHUNK] for at in range(0, len(joined), _CHUNK))
    ends = set()
    end = 0
    for part in divided(chunks):
        end += len(part)
        # Blank lines at the top of a file go to the file before.
        ends.add(end - len(part) + len(part.rstrip()))
    wanted = []
    at = 0
    for data in files:
        wanted.append((at + len(data) - len(data.lstrip()), at + len(data.rstrip())))
        at += len(data)
    firm = {stop for _, stop in wanted}
    found = sum(
        stop in ends and (number == 0 or wanted[number - 1][1] in ends)
        for number, (_, stop) in enumerate(wanted)
    )
    return found, len(ends - firm)


def _tells_itself(data: bytes) -> bool:
    """Return whether a file begins with a front matter or is an HTML page."""
    text = decode(data).text
    return split(text).kind != "none" or is_page(text)


def main(folders: Sequence[Path], every: bool) -> None:
    """Print a line for each archive."""
    print(f"{'archive':<20} {'files':>7} {'whole':>7} {'share':>8} {'in two':>7} {'seconds':>8}")
    for folder in folders:
        read = (found.path.read_bytes() for found in find_files([folder], lambda *_: None))
        files = [data for data in read if data.strip() and (every or _tells_itself(data))]
        began = time.perf_counter()
        found, divided_in_two = division(files)
        took = time.perf_counter() - began
        share = found / len(files) if files else 1
        print(
            f"{folder.name:<20} {len(files):>7,} {found:>7,} {share:>8.2%} {divided_in_two:>7,}"
            f" {took:>8.2f}"
        )


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--all"]
    main(
        [Path(word) for word in words] or [CORPUS / "posts" / name for name in OUTSIDE_SETS],
        "--all" in sys.argv,
    )

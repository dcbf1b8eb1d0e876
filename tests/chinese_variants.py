"""Makes the table of Chinese characters that the setting `chinese = "fold"` takes for one.

    python -m tests.chinese_variants FOLDER

FOLDER holds `STCharacters.txt` and `TSCharacters.txt` of OpenCC, such as `opencc/dictionary` of
the package opencc-python-reimplemented 0.1.7. A character that has several counterparts is one
with all of them, so 发, 發 and 髮 meet, whichever of them a phrase is written with.
"""

import sys
from collections import defaultdict
from pathlib import Path

from tui.library.search.chinese import TABLE

_NOTICE = """\
# Variants of Chinese characters, each line: the character that stands for all, then the others.
# Made by `python -m tests.chinese_variants` from STCharacters.txt and TSCharacters.txt of OpenCC
# (https://github.com/BYVoid/OpenCC), Copyright 2010 and later by Carbo Kuo (BYVoid) and others.
# Licensed under the Apache License, Version 2.0; see http://www.apache.org/licenses/LICENSE-2.0.
# Changed: the two dictionaries are joined, and each group of characters is one line.
"""


def groups_of(simplified: dict[str, list[str]], traditional: dict[str, list[str]]) -> list[str]:
    """Return the groups of characters that are variants of one another, directly or by others.

    Args:
        simplified: The traditional characters for each simplified one.
        traditional: The simplified characters for each traditional one, the usual one first.

    Returns:
        A string for each group, the character that stands for the others first.
    """
    leader: dict[str, str] = {}

    def lead(character: str) -> str:
        while leader.setdefault(character, character) != character:
            character = leader[character]
        return character

    for each, others in [*traditional.items(), *simplified.items()]:
        for other in others:
            leader[lead(other)] = lead(each)
    members = defaultdict(set)
    for each in leader:
        members[lead(each)].add(each)
    weight: defaultdict[str, int] = defaultdict(int)
    for others in traditional.values():
        weight[others[0]] += 1
    return sorted(
        "".join(sorted(group, key=lambda each: (-weight[each], each)))
        for group in members.values()
        if len(group) > 1
    )


def read_dictionary(path: Path) -> dict[str, list[str]]:
    """Return what a dictionary of OpenCC says of single characters."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        character, _, others = line.partition("\t")
        if len(character) == 1:
            found[character] = [each for each in others.split() if len(each) == 1]
    return found


def main(folder: str) -> None:
    """Write the table."""
    simplified = read_dictionary(Path(folder) / "STCharacters.txt")
    traditional = read_dictionary(Path(folder) / "TSCharacters.txt")
    groups = groups_of(simplified, traditional)
    TABLE.write_text(_NOTICE + "\n".join(groups) + "\n", encoding="utf-8")
    print(f"{len(groups):,} groups, the largest: {max(groups, key=len)}")


if __name__ == "__main__":
    main(sys.argv[1])

"""The imports and exports of MDX, which produce nothing (mdxjs.com, "ESM")."""

import re

from tui.articles.late_pattern import late

_MOST = 100
"""The most lines of a statement; each begun statement is searched for its end so far."""

_BEGINS = re.compile(r"import[\s{*'\"]|export[\s{]")
_IMPORT = late(
    r"import\s*+(?:[\w$*{}\s,]+?(?<=[\s}])from\s*+)?+([\"'])[^\"'\n]++\1"
    r"(?:\s++(?:with|assert)\s*+\{[^{}]*+\})?+\s*+;?\s*+(?://.*)?"
)
_EXPORT = late(
    r"export\s++(?:(?:const|let|var|type)\s++[\w$]++\s*+[:=]|(?:const|let|var)\s++[{\[]"
    r"|(?:async\s++)?+function[\s*]++[\w$]++\s*+\(|(?:class|interface)\s++[\w$]++[^.]*+\{"
    r"|default\s++(?:(?:async\s++)?+function\b|class\b|async\b|[({\[]|[\w$.]++\s*+(?:\(|;|$))"
    r"|\{[^{}]*+\}\s*+(?:from\s*+[\"']|;|$)|\*\s*+(?:as\s++[\w$]++\s*+)?+from\s*+[\"'])"
)
_OPENED_AND_CLOSED = late(r"([(\[{])|([)\]}])")


def lines_of_statement(lines: list[str], at: int) -> int:
    """Return how many lines the import or export takes that begins at a line; 0 for text."""
    if not _BEGINS.match(lines[at]):
        return 0
    depth = 0
    for number in range(at, min(at + _MOST, len(lines))):
        line = lines[number].rstrip()
        for found in _OPENED_AND_CLOSED.finditer(line):
            depth += 1 if found[1] else -1
        if depth <= 0 and not line.endswith(("=", "=>")):
            statement = "\n".join(lines[at : number + 1]).rstrip()
            whole = _IMPORT.fullmatch(statement) or _EXPORT.match(statement)
            return number + 1 - at if whole else 0
    return 0

"""Makes docs/newsreader.1, the manual page, from the texts of `--help`: `make readme`."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from tui.cli.command_line.command_table import COMMANDS, load
from tui.cli.completion import front

MAN_PAGE = Path(__file__).parents[1] / "docs" / "newsreader.1"

_FILES = """\
.SH FILES
.B newsreader paths
prints where the settings, the bookmarks and the index are kept.
.SH EXIT STATUS
0 when all is done; 1 when it is done and there is something to report (nothing was found, a path
was missing,
.B check
found a problem); 2 for wrong usage, or when nothing could be read.
"""


def man_page() -> str:
    """Return the manual page, as man(7) describes its macros."""
    summary = front.get_short_help_str(limit=100).rstrip(".")
    parts = [
        '.TH NEWSREADER 1 "" newsreader "User Commands"\n',
        f".SH NAME\nnewsreader \\- {_escaped(summary[0].lower() + summary[1:])}\n",
        ".SH SYNOPSIS\n.B newsreader\n[PATH]...\n.br\n",
        ".B newsreader\nCOMMAND [OPTION]... [PATH]...\n",
        f".SH DESCRIPTION\n{_paragraphs(front)}",
        f".SH OPTIONS\n{''.join(_options('newsreader', front))}",
        ".SH COMMANDS\n",
        *(_section(words, command) for words, command in _commands()),
        _FILES,
    ]
    return "".join(parts)


def _commands() -> Iterator[tuple[str, click.Command]]:
    """Yield each command, and each command of a group, by the words that call it."""
    for name in COMMANDS:
        command = load(name)
        yield f"newsreader {name}", command
        if isinstance(command, click.Group):
            context = click.Context(command, **command.context_settings)
            for inner in command.list_commands(context):
                found = command.get_command(context, inner)
                assert found is not None
                yield f"newsreader {name} {inner}", found


def _section(words: str, command: click.Command) -> str:
    context = click.Context(command, **command.context_settings)
    usage = " ".join(command.collect_usage_pieces(context))
    options = "".join(_options(words, command))
    return f".SS {_escaped(f'{words} {usage}')}\n{_paragraphs(command)}{options}"


def _paragraphs(command: click.Command) -> str:
    paragraphs = (command.help or "").split("\n\n")
    return "".join(f".PP\n{_escaped(' '.join(each.split()))}\n" for each in paragraphs)


def _options(words: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=words, **command.context_settings)
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and record:
            names, text = record
            yield f".TP\n.B {_escaped(names)}\n{_escaped(text)}\n"


def _escaped(text: str) -> str:
    """Return text that roff prints as it is: its hyphens as ASCII, no line a macro."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"^(?=[.'])", r"\&", escaped)


if __name__ == "__main__":
    MAN_PAGE.write_text(man_page(), encoding="utf-8")

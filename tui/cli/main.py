"""The command `newsreader`: it finds the subcommand, and imports no more than that needs."""

import gc
import os
import sys
from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING

from tui.articles.terminal_text import harmless
from tui.cli.command_line.command_table import COMMANDS, COMPLETION_VARIABLE, load
from tui.cli.output import close_quietly, is_full, ready, say
from tui.cli.places import fold_as_set
from tui.errors import NewsreaderError

if TYPE_CHECKING:
    import click

DONE, REMARKS, FAILED = 0, 1, 2
"""The exit statuses: done; done, with something to report; wrong usage or nothing readable."""

_INTERRUPTED = 130

_OBJECTS = 50_000
"""The new objects after which Python looks for garbage. With its own 700, a walk over many files
takes a sixth longer, and leaves no garbage."""


def main() -> None:
    """Run the command line and exit with its status."""
    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        close_quietly()
    except OSError as error:
        status = _not_written(error)
    except AttributeError:
        # `sys.stdout` is None when the program was started with it closed.
        pass
    sys.exit(status)


def run(words: Sequence[str]) -> int:
    """Run a command line, and print errors as sentences.

    Args:
        words: The command line without the program's name.

    Returns:
        The exit status.
    """
    ready()
    try:
        return _dispatch(words)
    except NewsreaderError as error:
        say(*error.args)
        return FAILED
    except BrokenPipeError:
        # The reading program, such as `head`, has closed the pipe.
        close_quietly()
        return DONE
    except OSError as error:
        if not is_full(error):
            raise
        return _not_written(error)
    except KeyboardInterrupt:
        return _INTERRUPTED


def _not_written(error: OSError) -> int:
    """Report that standard output can't be written, as on a full disk."""
    close_quietly()
    say(f"The output could not be written: {error.strerror}.")
    return FAILED


def _dispatch(words: Sequence[str]) -> int:
    """Run the command; paths alone need no option parser, which takes time to import."""
    if COMPLETION_VARIABLE in os.environ:
        from tui.cli.completion import complete

        return complete()
    has_options = any(word.startswith("-") and word != "-" for word in words)
    has_command = bool(words) and words[0] in COMMANDS
    if has_command or has_options:
        gc.set_threshold(_OBJECTS)
    if has_command and words[0] == "show" and not has_options:
        from tui.cli.open import print_pages

        return print_pages(words[1:])
    fold_as_set()
    if has_command:
        return _run_command(load(words[0]), f"newsreader {words[0]}", words[1:])
    if has_options:
        from tui.cli.completion import front

        return _run_command(front, "newsreader", words)
    from tui.cli.open import open_paths

    return open_paths(words)


def _run_command(command: "click.Command", name: str, words: Sequence[str]) -> int:
    import click

    try:
        with command.make_context(name, list(words)) as context:
            status = command.invoke(context)
            return status if isinstance(status, int) else DONE
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        message = StringIO()
        error.show(message)
        # The message repeats words of the command line, which may be expanded file names.
        print(harmless(message.getvalue()), end="", file=sys.stderr)
        return FAILED

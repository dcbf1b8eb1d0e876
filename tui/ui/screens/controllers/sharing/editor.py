"""The user's editor, which has the terminal while a file is open in it."""

import shlex
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tui.errors import cause


def edit(path: Path, environment: Mapping[str, str]) -> str:
    """Open a file in the editor, and return once that has ended.

    Args:
        path: The file, absolute.
        environment: Its `VISUAL`, else `EDITOR`, is the editor with its arguments; else `vi`.

    Returns:
        What went wrong, as a sentence; empty for nothing.
    """
    named = (environment.get(name, "").strip() for name in ("VISUAL", "EDITOR"))
    typed = next(filter(None, named), "vi")  # A blank one would make the file the program.
    # As while `system` waits (POSIX): Ctrl+C is for the editor. A handler, unlike SIG_IGN, is not
    # handed on to it.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        status = subprocess.run([*shlex.split(typed), path], check=False).returncode
    except OSError as error:
        return f"The editor {typed} can't be started: {cause(error)}."
    except ValueError as error:
        return f"$VISUAL or $EDITOR can't be understood: {error}."
    finally:
        signal.signal(signal.SIGINT, before)
    return f"The editor {typed} ended with status {status}." if status else ""

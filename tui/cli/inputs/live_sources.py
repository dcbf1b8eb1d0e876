"""The sources that the screen takes in while it is up: piped input and containers."""

from pathlib import Path

from tui.cli.inputs.reading_choice import Reading
from tui.cli.inputs.standard_input import PIPE, pipe_descriptor
from tui.library.indexing.container_intake import ContainerIntake
from tui.library.indexing.intake import SourceRows
from tui.library.indexing.pipe_intake import PipeIntake
from tui.library.library import Library


def intake_of(path: str, library: Library, reading: Reading) -> PipeIntake | ContainerIntake:
    """Return what takes in a source.

    Args:
        path: The path as typed; `-` is piped input.
        library: Where the articles come.
        reading: How it is read.

    Raises:
        NewsreaderError: Nothing is piped in.
    """
    if path == PIPE:
        rows = SourceRows(library.take_in, "standard input")
        return PipeIntake(pipe_descriptor(), rows, reading.kind, reading.base)
    rows = SourceRows(library.take_in, path)
    return ContainerIntake(Path(path).resolve(), rows, reading.kind, reading.base)

"""What can go wrong, in words for the person at the keyboard."""


class NewsreaderError(Exception):
    """An error whose arguments are whole sentences that a user understands, mostly one."""

    def __str__(self) -> str:
        return "\n".join(self.args)


class ArticleError(NewsreaderError):
    """A file that could not be read at all: gone, unreadable, or not a plain file."""


class StorageError(NewsreaderError):
    """The index or the user's data could not be read or written."""


class UnwritableError(StorageError):
    """A database can't be made, opened or written where it belongs."""


class SettingsError(NewsreaderError):
    """A setting that can't be used; the text names the line and the key."""


class ImageError(NewsreaderError):
    """A picture that can't be shown; the text says why."""


def cause(error: OSError | ValueError) -> str:
    """Return why the system would not do something with a path, as a phrase.

    Args:
        error: What it raised. `ValueError` is what Python raises for a name that it can't
            even ask the system about, such as one with a NUL in it.
    """
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return "no file can have a name with such signs in it"

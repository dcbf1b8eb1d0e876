"""The errors of the program, with messages for the user."""


class NewsreaderError(Exception):
    """An error whose arguments are whole sentences for the user, usually one."""

    def __str__(self) -> str:
        return "\n".join(self.args)


class ArticleError(NewsreaderError):
    """A file that could not be read at all: gone, unreadable, or not a plain file."""


class StorageError(NewsreaderError):
    """The index or the user's data could not be read or written."""


class SettingsError(NewsreaderError):
    """A setting that can't be used; the text names the line and the key."""


class ImageError(NewsreaderError):
    """A picture that can't be shown; the text says why."""


def cause(error: OSError | ValueError) -> str:
    """Return the reason for an error with a path, as a phrase.

    Args:
        error: The error. Python raises `ValueError` for a name that it can't pass to the
            system, such as one with a NUL in it.
    """
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return "no file can have a name with such characters"

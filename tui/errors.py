"""What can go wrong, in words for the person at the keyboard."""


class NewsreaderError(Exception):
    """An error whose text is a whole sentence that a user understands."""


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

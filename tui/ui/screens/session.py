"""The session: the filters and the article of each set of folders, and the layout of the screen.

The library keeps both from one start to the next.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, get_args

from tui.articles.article import Summary
from tui.library.library import Library
from tui.library.query import NAMINGS, Days, Query, Sort, new_seed
from tui.library.values import Answer
from tui.ui.screens.controllers.query_worker import FIRST_ROWS
from tui.ui.screens.split_view import LIST_SHARE

_LAYOUT = "layout"


class Session(NamedTuple):
    """The query and the article that were on the screen."""

    query: Query
    article: int | None = None
    """The id of the article that was open."""
    title: str = ""
    """Its title: ids change when an index is made anew."""
    reading: bool = False
    """Whether the reader had the user's attention."""


class Layout(NamedTuple):
    """Sizes and colours, which are the same for all folders."""

    list_share: float = LIST_SHARE
    reading_width: int | None = None
    full_width: bool = False
    theme: str = ""
    one_row: bool = False
    """Whether the list has one row an article."""
    categories: bool = False
    """Whether the pane of categories is wanted."""


class Opening(NamedTuple):
    """All that the first frame needs, read before the screen is taken."""

    session: Session
    layout: Layout
    answer: Answer
    summaries: Sequence[Summary]
    notices: Sequence[str] = ()
    """What the user is told at once, such as a path that is missing; each a sentence."""
    advice: str = ""
    """What stands above the list all the time, such as how to leave the samples."""


def prepare(library: Library, folders: tuple[Path, ...] | None) -> Opening:
    """Open folders in the library, and read the rows of the first frame.

    Args:
        library: The library.
        folders: What is open; None for what was piped in, or for bookmarks alone.

    Raises:
        StorageError: The library can't be read.
    """
    library.folders = folders
    session = _load_session(library, folders)
    answer = library.search.first_page(session.query, FIRST_ROWS)
    if answer.problem or not answer.ids:
        # Filters that leave nothing to see would look like an empty archive at a start.
        session = session._replace(query=Query(folders=folders))
        answer = library.search.first_page(session.query, FIRST_ROWS)
    session = _with_known_article(library, session)
    shown = library.search.summaries(answer.ids[:100])
    return Opening(session, _load_layout(library), answer, shown)


def _with_known_article(library: Library, session: Session) -> Session:
    """Return the session without an article that is another one now, or gone."""
    if session.article is not None:
        known = library.search.summaries([session.article])
        if not known or known[0].title != session.title:
            return session._replace(article=None, reading=False)
    return session


def session_key(folders: tuple[Path, ...] | None) -> str:
    """Return the key that the session of these folders is stored under."""
    return "open:" + "\n".join(str(folder) for folder in folders or ())


def save_session(
    library: Library, folders: tuple[Path, ...] | None, session: Session, layout: Layout
) -> None:
    """Store the session and the layout.

    Raises:
        StorageError: It can't be written.
    """
    query = session.query
    days = query.days
    library.sessions.save(
        session_key(folders),
        {
            "text": query.text,
            "category": list(query.category) if query.category is not None else None,
            **{naming: getattr(query, naming) for naming in NAMINGS},
            "days": [_iso(days.first), _iso(days.last)] if days else None,
            "unread": query.unread,
            "bookmarked": query.bookmarked,
            # What is like an article is not remembered, and its order says nothing without it.
            "sort": "date" if query.like else query.sort,
            "reverse": query.reverse,
            "article": session.article,
            "title": session.title,
            "reading": session.reading,
        },
    )
    library.sessions.save(
        _LAYOUT,
        {
            "list_share": layout.list_share,
            "reading_width": layout.reading_width,
            "full_width": layout.full_width,
            "theme": layout.theme,
            "one_row": layout.one_row,
            "categories": layout.categories,
        },
    )


def _load_session(library: Library, folders: tuple[Path, ...] | None) -> Session:
    stored = library.sessions.load(session_key(folders))
    article, title = stored.get("article"), stored.get("title")
    return Session(
        _query(stored, folders),
        article if isinstance(article, int) else None,
        title if isinstance(title, str) else "",
        stored.get("reading") is True,
    )


def _query(stored: Mapping[str, object], folders: tuple[Path, ...] | None) -> Query:
    text, category, sort = stored.get("text"), stored.get("category"), stored.get("sort")
    bookmarked = stored.get("bookmarked") is True
    tag, author, label = (
        name if isinstance(name := stored.get(naming), str) else None for naming in NAMINGS
    )
    by: Sort = next((each for each in get_args(Sort) if each == sort), "date")
    return Query(
        tag=tag,
        author=author,
        label=label,
        text=text if isinstance(text, str) else "",
        category=tuple(map(str, category)) if isinstance(category, list) else None,
        days=_days(stored.get("days")),
        unread=stored.get("unread") is True,
        bookmarked=bookmarked,
        folders=folders,
        elsewhere=bookmarked,
        sort=by,
        reverse=stored.get("reverse") is True,
        seed=new_seed() if by == "random" else 0,
    )


def _days(stored: object) -> Days | None:
    if not isinstance(stored, list) or len(stored) != 2:
        return None
    try:
        first, last = (date.fromisoformat(end) if isinstance(end, str) else None for end in stored)
    except ValueError:
        return None
    return Days(first, last)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _load_layout(library: Library) -> Layout:
    stored = library.sessions.load(_LAYOUT)
    share, width, theme = (stored.get(key) for key in ("list_share", "reading_width", "theme"))
    return Layout(
        list_share=share if isinstance(share, float) and 0 < share < 1 else LIST_SHARE,
        reading_width=width if isinstance(width, int) else None,
        full_width=stored.get("full_width") is True,
        theme=theme if isinstance(theme, str) else "",
        one_row=stored.get("one_row") is True,
        categories=stored.get("categories") is True,
    )

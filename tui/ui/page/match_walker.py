"""The walk from match to match: of the library's search, or of a find in this article."""

from dataclasses import dataclass

from textual.message import Message
from textual.worker import get_current_worker

from tui.library.search.matches import Terms
from tui.ui.page.page_builder import Place, Text
from tui.ui.page.page_host import PageHost
from tui.ui.page.page_matches import Match, PageMatches


@dataclass(eq=False, repr=False)
class MatchesFound(Message, bubble=False):
    """The matches in a text have been found."""

    text: Text
    matches: PageMatches


@dataclass(eq=False, repr=False)
class MatchesCounted(Message):
    """The reader is at another match, or the number of matches has changed."""

    number: int | None
    """The match that the reader is at, from 1; None for none."""
    total: int
    turned: int
    """1 if the match was found from the top on again, -1 if from the end, else 0."""
    finding: bool
    """Whether the matches are of the find in the article, not of the library's search."""


class MatchWalker:
    """The terms that are looked for in the article of a host, and the match the reader is at."""

    def __init__(self, host: PageHost) -> None:
        """Begin with no terms.

        Args:
            host: The widget that shows the article; it handles `MatchesFound`.
        """
        self._host = host
        self._searched: Terms = ()
        self._sought: Terms | None = None
        """The terms of the find in this article; None without a find."""
        self._start: Place = (0, 0)
        """The reader's place when the find began."""
        self._is_ahead = False
        """Whether the find is of an article that is still on its way."""
        self.current: int | None = None
        """The number of the match that the reader was brought to last."""
        self._turned = 0
        self.opening = 0
        """The start of the article that is shown next: its first match (1), its last one (-1), or
        the place where the reader left it (0)."""
        self._enters = 0
        """The same for the article that is shown, as long as its matches are not known."""
        self._entered: Place | None = None

    @property
    def terms(self) -> Terms:
        """The terms that are highlighted: those of the find, else those of the search."""
        return self._searched if self._sought is None else self._sought

    @property
    def finding(self) -> bool:
        """Whether there is a find in this article."""
        return self._sought is not None

    @property
    def only_looking(self) -> bool:
        """Whether the reader has not moved from where the search opened the article."""
        return self._entered is not None and self._entered == self._host.place

    # -- the search of the library

    def search(self, terms: Terms) -> None:
        """Highlight the terms of another search of the library."""
        if terms != self._searched:
            if terms and not self.finding and self.only_looking:
                self._enters = 1
            self._searched = terms
            if not self.finding:
                self._seek()

    def enter_once(self) -> None:
        """Go to the first match, unless the reader has been brought to one already."""
        page = self._host.page
        if page is not None and self._searched and self.current is None and not self._enters:
            self._enters = 1
            if page.matches.terms == self.terms:
                self._enter(page.matches)
                self._tell()

    # -- the find in this article

    def begin(self, ahead: bool = False) -> None:
        """Begin a find at the reader's place.

        Args:
            ahead: Whether it is of an article that is on its way, whose beginning is the place.
        """
        self._is_ahead = ahead
        self._start = (0, 0) if ahead else self._host.place

    def find(self, terms: Terms) -> None:
        """Find other terms, and go to the first match after the place where the find began."""
        self._sought = terms
        self._seek()

    def keep(self, terms: Terms) -> None:
        """Keep the find when its typing ends; without terms, end it."""
        if not terms:
            self.leave()
        elif not self.finding:
            self.find(terms)

    def give_up(self) -> None:
        """End the find, and go back to the place where it began."""
        self.leave()
        self._go_back()

    def leave(self) -> bool:
        """End the find; return whether there was one."""
        was, self._sought = self.finding, None
        if was:
            self._seek()
        return was

    def _go_back(self) -> None:
        self._host.go_to(*self._start)

    # -- matches of the page

    def page_changed(self, same_article: bool) -> None:
        """Take another page.

        Args:
            same_article: Whether it is of the article that was shown before.
        """
        page = self._host.page
        if not same_article:
            if not self._is_ahead:
                self._sought = None
            self._is_ahead, self._entered = False, None
            self.current, self._turned = None, 0
        if self.opening or not same_article:
            self._enters, self.opening = self.opening, 0
        if page is not None and page.matches.terms != self.terms:
            self._seek()
        elif page is not None:
            self._enter(page.matches)
        self._tell()

    def _seek(self) -> None:
        """Look for the terms in the article that is shown, in a worker."""
        self.current, self._turned = None, 0
        page, terms = self._host.page, self.terms
        if page is not None:
            text = page.text
            self._host.run_worker(
                lambda: self._look(text, terms), thread=True, exclusive=True, group="matches"
            )

    def _look(self, text: Text, terms: Terms) -> None:
        """Look for terms in a text; runs in a worker thread, so touches no widget."""
        worker = get_current_worker()
        matches = PageMatches(text.paragraphs, terms, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self._host.post_message(MatchesFound(text, matches))

    def on_matches_found(self, message: MatchesFound) -> None:
        """Take the matches of a text, if that is still shown and its terms still wanted."""
        page, matches = self._host.page, message.matches
        if page is None or page.text is not message.text or matches.terms != self.terms:
            return
        page.matches = matches
        if not self._enter(matches) and self.finding and matches:
            number = matches.index_at(*self._start)
            self._go(number if number < len(matches) else 0)
        elif self.finding and not matches:
            self._go_back()
        self._tell()
        self._host.refresh()

    def _enter(self, matches: PageMatches) -> bool:
        """Go to the match at which the article is opened; return whether there is one."""
        page = self._host.page
        if not self._enters:
            return False
        if not matches:
            if page is not None and page.text.whole:
                self._enters = 0
                self._entered = self._host.place
            return False
        number = 0 if self._enters > 0 else len(matches) - 1
        self._enters = 0
        self._go(number)
        self._entered = self._host.place
        return True

    # -- steps

    def step(self, step: int) -> bool:
        """Go to the next match (`step` 1) or the one before (-1); return whether there is one.

        The step goes on from the last match if that is on the screen, else from the top of the
        screen. A find goes round at the ends of the article; a search does not.
        """
        page = self._host.page
        if page is None or not page.matches:
            return False
        count = len(page.matches)
        if self.current is not None and self._is_in_sight(page.matches.all[self.current]):
            number = self.current + step
        else:
            number = page.matches.index_at(*self._host.place) - (step < 0)
        self._turned = 0
        if not 0 <= number < count:
            if not self.finding:
                return False
            self._turned = step
        self._go(number % count)
        self._tell()
        self._host.refresh()
        return True

    def _go(self, number: int) -> None:
        page = self._host.page
        assert page is not None
        self.current = number
        match = page.matches.all[number]
        line = page.line_at(match.paragraph, match.start)
        if line is None:
            self._host.go_to(match.paragraph, match.start)
        else:
            self._host.bring_into_sight(line)

    def _is_in_sight(self, match: Match) -> bool:
        """Return whether a match is on the screen, or will be once it is laid out."""
        assert self._host.page is not None
        line = self._host.page.line_at(match.paragraph, match.start)
        first, last = self._host.lines_shown
        return line is None or first <= line < last

    def _tell(self) -> None:
        """Post the number of the reader's match, and of all matches."""
        page = self._host.page
        if page is not None:
            number = None if self.current is None else self.current + 1
            total, sought = len(page.matches), bool(self._sought)
            self._host.post_message(MatchesCounted(number, total, self._turned, sought))

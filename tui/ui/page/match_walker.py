"""From match to match: of the library's search, or of what is being found in this article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from tui.library.search.matches import Terms

if TYPE_CHECKING:
    from tui.ui.page.jumps import Place
    from tui.ui.page.page_builder import Text
    from tui.ui.page.page_matches import Match, PageMatches
    from tui.ui.page.page_view import PageView


class MatchWalker:
    """Knows what is looked for in the article of a view, and at which match the reader is."""

    def __init__(self, view: PageView) -> None:
        """Look for nothing."""
        self._view = view
        self._searched: Terms = ()
        self._sought: Terms | None = None
        """What is being found in this article; None: nothing."""
        self._start: Place = (0, 0)
        """Where the reader was when the find began."""
        self.current: int | None = None
        """The number of the match that the reader was brought to last."""
        self._turned = 0
        self.opening = 0
        """Where the article that is shown next begins: at its first match (1), at its last one
        (-1), or where the reader left it (0)."""
        self._enters = 0
        """The same for the article that is shown, as long as its matches are not known."""
        self._entered: Place | None = None

    @property
    def terms(self) -> Terms:
        """What is highlighted: what is being found, else the words of the search."""
        return self._searched if self._sought is None else self._sought

    @property
    def finding(self) -> bool:
        """Whether something is being found in this article."""
        return self._sought is not None

    # -- what is looked for

    def search(self, terms: Terms) -> None:
        """Highlight the words of another search of the library."""
        if terms != self._searched:
            if terms and not self.finding and self.only_looking:
                self._enters = 1
            self._searched = terms
            if not self.finding:
                self._seek()

    def begin(self) -> None:
        """A find begins: what is typed is looked for from here on."""
        self._view.jumps.leave()
        self._start = self._view.place

    def find(self, terms: Terms) -> None:
        """Find other words in this article, and go to the first place from where it began."""
        self._sought = terms
        self._seek()

    def keep(self, terms: Terms) -> None:
        """The user is done typing, and goes to the text."""
        if not terms:
            self.leave()
        elif not self.finding:
            self.find(terms)

    def give_up(self) -> None:
        """Find nothing any more, and go back to where the find began."""
        self.leave()
        self.go_back()

    def leave(self) -> bool:
        """Find nothing any more; tell whether anything was being found."""
        was, self._sought = self.finding, None
        if was:
            self._seek()
        return was

    def go_back(self) -> None:
        """Go back to where the find began."""
        self._view.go_to(*self._start)

    def _seek(self) -> None:
        """Look for the words in the article that is shown, in a worker."""
        self.current, self._turned = None, 0
        view, terms = self._view, self.terms
        if view.page is not None:
            text = view.page.text
            view.run_worker(
                lambda: self._look(text, terms), thread=True, exclusive=True, group="matches"
            )

    def _look(self, text: Text, terms: Terms) -> None:
        """Look for words in a text; runs in a worker thread, so touches no widget."""
        from tui.ui.page.page_matches import PageMatches

        worker = get_current_worker()
        matches = PageMatches(text.paragraphs, terms, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self._view.post_message(self._view.MatchesFound(text, matches))

    def take(self, text: Text, matches: PageMatches) -> None:
        """Take what has been found in a text, if that is still shown and still wanted."""
        page = self._view.page
        if page is None or page.text is not text or matches.terms != self.terms:
            return
        page.matches = matches
        if not self._enter(matches) and self.finding and matches:
            number = matches.index_at(*self._start)
            self._go(number if number < len(matches) else 0)
        elif self.finding and not matches:
            self.go_back()
        self.tell()
        self._view.refresh()

    def page_changed(self, same_article: bool) -> None:
        """Another page is shown.

        Args:
            same_article: Whether it is of the article that was shown before.
        """
        page = self._view.page
        if not same_article:
            self._sought = self._entered = None
            self.current, self._turned = None, 0
        if self.opening or not same_article:
            self._enters, self.opening = self.opening, 0
        if page is not None and page.matches.terms != self.terms:
            self._seek()
        elif page is not None:
            self._enter(page.matches)
        self.tell()

    def enter_once(self) -> None:
        """Go to the first match, unless the reader has been brought to one already."""
        page = self._view.page
        if page is not None and self._searched and self.current is None and not self._enters:
            self._enters = 1
            if page.matches.terms == self.terms:
                self._enter(page.matches)
                self.tell()

    def _enter(self, matches: PageMatches) -> bool:
        """Go to where an article begins that is opened at a match; tell whether there is one."""
        page = self._view.page
        if not self._enters:
            return False
        if not matches:
            if page is not None and page.text.whole:
                self._enters = 0
                self._entered = self._view.place
            return False
        number = 0 if self._enters > 0 else len(matches) - 1
        self._enters = 0
        self._go(number)
        self._entered = self._view.place
        return True

    @property
    def only_looking(self) -> bool:
        """Whether the reader has not moved from where the search opened the article."""
        return self._entered is not None and self._entered == self._view.place

    # -- going

    def step(self, step: int) -> bool:
        """Go to the next match (`step` 1) or the one before (-1); tell whether there is one.

        It goes on from the last match if that can be seen, else from what is on the screen.
        What is found in this article is gone round; the words of the search end with it.
        """
        page = self._view.page
        if page is None or not page.matches:
            return False
        count = len(page.matches)
        if self.current is not None and self._is_in_sight(page.matches.all[self.current]):
            number = self.current + step
        else:
            number = page.matches.index_at(*self._view.place) - (step < 0)
        self._turned = 0
        if not 0 <= number < count:
            if not self.finding:
                return False
            self._turned = step
        self._go(number % count)
        self.tell()
        self._view.refresh()
        return True

    def _go(self, number: int) -> None:
        """Go to a match."""
        page = self._view.page
        assert page is not None
        self.current = number
        match = page.matches.all[number]
        line = page.line_at(match.paragraph, match.start)
        if line is None:
            self._view.go_to(match.paragraph, match.start)
        else:
            self._view.bring_into_sight(line)

    def _is_in_sight(self, match: Match) -> bool:
        """Tell whether a match is on the screen, or will be once it is laid out."""
        assert self._view.page is not None
        line = self._view.page.line_at(match.paragraph, match.start)
        first, last = self._view.lines_shown
        return line is None or first <= line < last

    def tell(self) -> None:
        """Tell at which match of how many the reader is."""
        page, view = self._view.page, self._view
        if page is not None:
            number = None if self.current is None else self.current + 1
            sought = bool(self._sought)
            view.post_message(view.MatchesCounted(number, len(page.matches), self._turned, sought))

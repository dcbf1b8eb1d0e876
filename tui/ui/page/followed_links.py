"""Links of a page followed: to a picture, to a place in the article, or out of it."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from tui.ui.page.jumps import Jumps
from tui.ui.page.page_host import ScrollingHost
from tui.ui.page.pictures.page_pictures import PagePictures


@dataclass(eq=False, repr=False)
class LinkFollowed(Message):
    """The user wants to open an address outside the article."""

    url: str


@dataclass(eq=False, repr=False)
class ImagesWanted(Message):
    """The user wants to see a picture over the whole screen."""

    number: int


class FollowedLinks:
    """The links of the page that a host shows, as the user follows them."""

    def __init__(self, host: ScrollingHost, pictures: PagePictures, jumps: Jumps) -> None:
        """Follow none yet.

        Args:
            host: The widget that shows the page.
            pictures: The pictures of the page.
            jumps: The jumps to places of the article.
        """
        self._host = host
        self._pictures = pictures
        self._jumps = jumps

    def follow(self, url: str) -> None:
        """Follow a link, if there is one.

        Args:
            url: Its address as the article has it; empty for no link.
        """
        if not url:
            return
        picture = self._pictures.leading_to(url)
        if picture is not None:
            self._host.post_message(ImagesWanted(picture))
        elif not self._jumps.follow(url):
            self._host.post_message(LinkFollowed(url))

    def click(self, event: events.Click) -> bool:
        """Follow the link or open the picture under the mouse; return whether there is one."""
        url = event.style.meta.get("url")
        picture = self._pictures.at(event.y + self._host.scroll_offset.y)
        if isinstance(url, str):
            self.follow(url)
        elif picture is not None:
            self._host.post_message(ImagesWanted(picture))
        else:
            return False
        return True

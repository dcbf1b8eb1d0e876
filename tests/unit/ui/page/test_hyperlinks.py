import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tui.ui.page.line_painter import Hyperlinks, hyperlink, link_meta

BASE = "https://example.com/posts/one"


@pytest.mark.parametrize(
    ("address", "given"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("/about", "https://example.com/about"),
        ("two", "https://example.com/posts/two"),
        ("#notes", "https://example.com/posts/one#notes"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("gemini://example.org/", "gemini://example.org/"),
        ("https://example.org/café 1", "https://example.org/caf%C3%A9%201"),
        ("https://example.org/100%25", "https://example.org/100%25"),
        ("tel:555-0100", ""),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
        ("https://example.org/" + "x" * 3000, ""),
        ("https://[broken", ""),
    ],
)
def test_only_safe_addresses_are_given_to_the_terminal(address: str, given: str) -> None:
    assert hyperlink(address, BASE) == given


def test_a_relative_address_on_an_unknown_site_is_none() -> None:
    assert hyperlink("/about", "") == ""


@pytest.mark.parametrize("code", [*range(0x20), 0x7F, *range(0x80, 0xA0), 0x202E, 0xD800])
def test_no_control_code_gets_in(code: int) -> None:
    given = hyperlink(f"https://example.org/a{chr(code)}b", BASE)
    assert all("!" <= character <= "~" for character in given)


def test_pieces_of_one_link_bear_one_id_whatever_their_style() -> None:
    meta = Style(meta={"url": "x", **link_meta("https://example.org/", "link-3")})
    segments = [
        Segment("a ", Style(bold=True) + meta),
        Segment("link", Style(color="red") + meta),
        Segment(" and text", Style(color="red")),
        Segment("bare"),
    ]
    linked = Hyperlinks().apply(segments, Color.parse("black"))
    assert [segment.text for segment in linked] == [segment.text for segment in segments]
    styles = [segment.style for segment in linked]
    assert [style.link if style else None for style in styles] == [
        "https://example.org/",
        "https://example.org/",
        None,
        None,
    ]
    assert {style.link_id for style in styles if style and style.link} == {"link-3"}
    assert styles[0] is not None
    assert styles[0].bold

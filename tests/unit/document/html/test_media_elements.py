"""Pictures, drawings, films and frames: each is a line, and its link can be opened."""

import pytest

from tests.unit.document.setting import lines, read
from tui.document.index_text.quick_text import quick_text
from tui.document.model import Media
from tui.document.text_segments import shown_text


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<img src=a.png>", "a.png"),
        ("<amp-img src=a.png></amp-img>", "a.png"),
        ("<input type=image src=a.png alt=Go>", "a.png"),
        ("<object data=a.svg></object>", "a.svg"),
        ("<embed src=a type=image/png>", "a"),
        ("<svg><image href=a.png /></svg>", "a.png"),
        ("<svg><image xlink:href=a.png /></svg>", "a.png"),
        ("<img src=data:, data-wide-image='https://h/a.jpeg?w=1' data-x=b>", "https://h/a.jpeg?w=1"),
        ("<img data-lazy=a.png src=placeholder.gif>", "a.png"),
        ("<p>x<noscript><img src=a.png></noscript>", "a.png"),
        ("<img data-id=7 style='display:none'><noscript><img src=a.png></noscript>", "a.png"),
        ("<picture><source srcset='s.webp 1x, a.webp 2x'><img></picture>", "a.webp"),
        ("<img src='data:image/png;base64,iVBORw0KGgo='>", "data:image/png;base64,iVBORw0KGgo="),
    ],
)  # fmt: skip
def test_every_picture_has_a_line_and_an_address(html: str, address: str) -> None:
    document = read(f"<p>before</p>{html}<p>after</p>")
    assert [picture.url for picture in document.pictures] == [address]
    assert sum(line.startswith("▣ 1") for line in lines(html)) == 1


@pytest.mark.parametrize("counter", ["width=1 height=1", "style='display:none'"])
def test_what_only_counts_readers_is_no_picture(counter: str) -> None:
    image = f"<img src=count.gif {counter}>"
    assert read(f"<p>a{image}</p><noscript>{image}</noscript>").pictures == ()


def test_a_drawing_is_named_and_the_words_in_it_are_shown() -> None:
    svg = "<title>Sales</title><text>2019</text><text>2020</text></svg>"
    assert lines(f"<svg viewBox='0 0 600 300'>{svg}") == ["▣ 1  Sales", "", "2019 2020"]
    assert lines("<svg width=24 height=24><title>Menu</title></svg>x") == ["x"]
    assert lines("<svg width=400 height=200 aria-label=Map></svg>") == ["▣ 1  Map"]


def test_a_word_is_no_smiley() -> None:
    small = "width=11 height=11 src=up.png"
    assert lines(f"<img alt=Increase {small}>") == ["▣ 1  Increase"]
    assert lines(f"<p>a <img alt=':-)' {small}>") == ["a :-)"]


@pytest.mark.parametrize(
    ("html", "kind", "title", "address"),
    [
        ("<video src=v.mp4>x</video>", "video", "v.mp4", "v.mp4"),
        ("<video><source src=v.webm></video>", "video", "v.webm", "v.webm"),
        ("<amp-video src=v.mp4></amp-video>", "video", "v.mp4", "v.mp4"),
        (
            "<amp-youtube data-videoid=abc title=T></amp-youtube>",
            "video",
            "T",
            "https://www.youtube.com/watch?v=abc",
        ),
        ("<audio controls><source src=s.ogg></audio>", "audio", "s.ogg", "s.ogg"),
        ("<iframe src=https://e.org/x>x</iframe>", "frame", "e.org", "https://e.org/x"),
        ("<object data=o.pdf>x</object>", "embed", "o.pdf", "o.pdf"),
        ("<object><param name=movie value=m.swf></object>", "embed", "m.swf", "m.swf"),
        ("<object><embed src=https://e.org/v></object>", "embed", "e.org", "https://e.org/v"),
    ],
)
def test_films_sounds_and_frames_are_named_links(
    html: str, kind: str, title: str, address: str
) -> None:
    document = read(html)
    (block,) = document.blocks
    assert isinstance(block, Media)
    assert (block.kind, block.title) == (kind, title)
    assert [link.url for link in document.links] == [address]


def test_what_an_object_falls_back_on() -> None:
    assert lines("<object>plain</object>") == ["plain"]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<p><img src="a.png" alt="A heron"></p><p><em>A heron</em></p><p>b</p>', "A heron\nb"),
        ('<p><img src="a.png" alt="A heron"><br>A heron</p>', "A heron"),
        ('<p><img src="a.png" alt="A heron"></p><p>A heron lands</p>', "A heron\nA heron lands"),
        ('<p><img src="a.png" alt="A"></p><p><a href="b">A</a></p>', "A\nA"),
        ('<p><img src="a.png" alt="A"></p><h2>A</h2>', "A\nA"),
    ],
)
def test_words_that_repeat_the_picture_s_are_shown_once(html: str, shown: str) -> None:
    assert shown_text(read(html)) == shown
    quick = quick_text(html)
    assert quick is None or quick.text == shown

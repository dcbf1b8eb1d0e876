import pytest

from tests.unit.document.setting import lines, read
from tui.document.model import (
    Code,
    Heading,
    Image,
    Item,
    List,
    Media,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)
from tui.document.text_segments import shown_text


def text(html: str) -> str:
    return shown_text(read(html))


def test_blocks_in_order() -> None:
    document = read("<h2 id=a>H</h2><p>P<blockquote>Q</blockquote><hr><pre>c\n  d</pre>")
    assert document.blocks == (
        Heading(2, (Span("H"),), ("a",)),
        Paragraph((Span("P"),)),
        Quote((Paragraph((Span("Q"),)),)),
        Rule(),
        Code("c\n  d"),
    )


def test_white_space_collapses_as_in_a_browser() -> None:
    assert text("<p>  a \n\t b  <b> c</b> <i>d </i> e</p>\n\n<p>f") == "a b c d e\nf"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("中文\n中文", "中文中文"),
        ("中文，\n  中文", "中文，中文"),
        ("<b>中</b>\n文", "中文"),
        ("中\n<b>文</b>", "中文"),
        ("中 文", "中 文"),
        ("中文\nword", "中文 word"),
        ("한국\n어", "한국 어"),
    ],
)
def test_a_line_break_of_the_source_between_wide_characters_is_no_space(
    source: str, shown: str
) -> None:
    assert text(f"<p>{source}</p>") == shown


def test_first_line_spaces_are_dropped_and_part_paragraphs() -> None:
    assert text("<p>　　甲<br>　　乙</p><p>&nbsp;&nbsp; c</p>") == "甲\n乙\nc"


def test_breaks() -> None:
    assert read("a<br>b").blocks == (Paragraph((Span("a\nb"),)),)
    assert text("a<br><br>b<br>") == "a\nb"


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- x -->",
        "<script>x</script>",
        "<style>x</style>",
        "<template>x</template>",
        "<noscript>x</noscript>",
        "<p hidden>x</p>",
        '<div style="color:red; DISPLAY : NONE"><p>x</p></div>',
        "<dialog>x</dialog>",
        "<title>x</title>",
        "<iframe>x</iframe>",
        "<video>x</video>",
        "<datalist><option>x</datalist>",
        "<object data=o.pdf title=T>x</object>",
    ],
)
def test_what_a_browser_hides_is_hidden(hidden: str) -> None:
    assert "x" not in text(f"<p>a{hidden}</p>b")


@pytest.mark.parametrize(
    "shown",
    [
        "<p aria-hidden=true>x</p>",
        "<details><summary>s</summary>x</details>",
        "<font color=red>x</font>",
        "<nick>x</nick>",
        "<button>x</button>",
        "<svg><text>x</text></svg>",
        "<textarea>x</textarea>",
        "<select><option>y<option selected>x</select>",
        "<dialog open>x</dialog>",
        "<marquee>x</marquee>",
        "<p>x",
        "<table>x</table>",
    ],
)
def test_what_a_browser_shows_is_shown_once(shown: str) -> None:
    assert text(f"<div>{shown}</div>").count("x") == 1


def test_inline_roles() -> None:
    (block,) = read("<b>a</b><em>b</em><code>c</code><s>d</s><kbd>e</kbd><b><i>f</i></b>").blocks
    assert isinstance(block, Paragraph)
    assert [(span.text, set(span.roles)) for span in block.spans] == [
        ("a", {"strong"}),
        ("b", {"emphasis"}),
        ("c", {"code"}),
        ("d", {"strike"}),
        ("e", {"keyboard"}),
        ("f", {"strong", "emphasis"}),
    ]


def test_links_are_numbered_in_reading_order_and_none_is_empty() -> None:
    document = read(
        '<a href="#top"></a><a href="/1"> one\n</a> <a name=x>no</a> '
        '<a href="javascript:x()">js</a>'
        '<a href="//h/2"><b>two</b> <i>too</i></a><a href="/3"><div>three</div></a>'
    )
    assert [(link.number, link.text, link.url) for link in document.links] == [
        (1, "one", "/1"),
        (2, "two too", "https://h/2"),
        (3, "three", "/3"),
    ]
    (block, three) = document.blocks
    assert isinstance(block, Paragraph) and isinstance(three, Paragraph)
    assert block.spans[0] == Span("one", frozenset({"link"}), 1)
    assert block.spans[1].text == " no js"
    assert three.spans == (Span("three", frozenset({"link"}), 3),)


def test_lists() -> None:
    (block,) = read("<ul><li>a<ul><li>b</ul>c<li><p>d</ul>").blocks
    assert isinstance(block, List) and not block.tight
    first, second = block.items
    assert first.marker == "•"
    assert first.blocks[1] == List((Item("◦", (Paragraph((Span("b"),)),)),))
    assert first.blocks[2] == Paragraph((Span("c"),))
    assert second.blocks == (Paragraph((Span("d"),)),)


@pytest.mark.parametrize(
    ("html", "markers"),
    [
        ("<ol start=9><li>a<li>b", ["9.", "10."]),
        ("<ol reversed><li>a<li>b", ["2.", "1."]),
        ("<ol><li value=7>a<li>b", ["7.", "8."]),
        ("<ol type=a start=26><li>a<li>b", ["z.", "aa."]),
        ("<ol type=I start=4><li>a<li>b", ["IV.", "V."]),
        ("<ol start=x type=&#27;><li>a", ["1."]),
        ("<li>a<li>b", ["•", "•"]),
        ("<ul><li><input type=checkbox checked> a<li><input type=checkbox>b", ["[x]", "[ ]"]),
        ("<ul><ul><li>a</ul></ul>", [""]),
    ],
)
def test_markers(html: str, markers: list[str]) -> None:
    (block,) = read(html).blocks
    assert isinstance(block, List)
    assert [item.marker for item in block.items] == markers


def test_definitions() -> None:
    assert lines("<dl><dt>T<dd>one<dd>two<dt>U<dd>three</dl>") == [
        "T", "    one", "    two", "", "U", "    three",
    ]  # fmt: skip


def test_code_keeps_its_spaces() -> None:
    (block,) = read('<pre><code class="language-py">a\n\tb\n\n  c  \n\n</code></pre>').blocks
    assert block == Code("a\n    b\n\n  c", "py")


def test_links_in_code_can_be_opened() -> None:
    document = read("<pre>\na <a href=x>b</a>\nc</pre>")
    (block,) = document.blocks
    assert isinstance(block, Code)
    assert block.text == "a b\nc" == "".join(span.text for span in block.spans)
    assert document.links[0].url == "x"


def test_line_numbers_beside_code_are_left_out() -> None:
    html = (
        '<figure class="highlight"><table><tr><td class="gutter"><pre>1<br>2</pre></td>'
        '<td class="code"><pre><span class="line">a</span><br>b</pre></td></tr></table></figure>'
    )
    assert read(html).blocks == (Code("a\nb"),)


def test_ruby_and_quotes() -> None:
    assert text("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt></rt></ruby>") == "漢(かん)字"
    assert text("he said <q>no</q>") == "he said “no”"


@pytest.mark.parametrize(
    ("attributes", "address"),
    [
        ("src=a.png", "a.png"),
        ("src='data:image/gif;base64,R0' data-src=a.png", "a.png"),
        ("src=thumb.png data-original=a.png", "a.png"),
        ("data-original-src=a.png data-src=b.png", "a.png"),
        ("srcset='s.png 480w, a.png 1024w, m.png 800w'", "a.png"),
        ("srcset='s.png, a.png 2x'", "a.png"),
        ("src=blank.gif srcset=a.png", "a.png"),
        ("src='\n //h/a.png\t'", "https://h/a.png"),
        ("src='a&#27;.png'", "a.png"),
    ],
)
def test_where_a_picture_is(attributes: str, address: str) -> None:
    (picture,) = read(f"<img {attributes}>").pictures
    assert picture.url == address


def test_pictures_of_pages_with_scripts() -> None:
    html = "<img src=data:, alt=A><noscript><img src=a.png></noscript>"
    assert [picture.url for picture in read(html).pictures] == ["a.png"]
    html = "<picture><source srcset='a.webp 2x'><img alt=x></picture>"
    assert [picture.url for picture in read(html + "<noscript><img src=b>").pictures] == ["a.webp"]
    html = "<picture><source srcset='a.webp 2x'><img alt=x></picture>"
    assert [picture.url for picture in read(html).pictures] == ["a.webp"]


def test_captions() -> None:
    document = read(
        "<figure><img src=a><figcaption>The <a href=u>cap</a>\ntion</figcaption></figure>"
        "<figure><figcaption>First</figcaption><img src=b></figure>"
        "<div><img src=c><span class=img_descr>Third</span></div><img src=d alt=alt>"
        "<figure><img src=e><img src=f><figcaption>Last</figcaption></figure>"
    )
    assert [(one.url, one.caption) for one in document.pictures] == [
        ("a", "The cap tion"), ("b", "First"), ("c", "Third"), ("d", ""), ("e", ""), ("f", "Last"),
    ]  # fmt: skip
    image = document.blocks[0]
    assert isinstance(image, Image) and image.picture == document.pictures[0]
    assert image.caption[1].link == 1


def test_a_picture_among_words_leaves_its_mark_there() -> None:
    document = read("<p>Press <img src=b.png alt=OK> to go<br><img src=c.png><br>then</p>")
    first, image, *_ = document.blocks
    assert isinstance(first, Paragraph) and isinstance(image, Image)
    assert "".join(span.text for span in first.spans) == "Press ▣1 to go"
    assert image.picture.url == "b.png"
    assert shown_text(document) == "Press to go\nOK\nthen"


def test_small_pictures() -> None:
    assert read("<img src=t.gif width=1 height=1>").pictures == ()
    assert text("a <img class=emoji alt=😀 src=x>") == "a 😀"


def test_media() -> None:
    document = read(
        "<video title=Film><source src=f.mp4></video><audio src=s.mp3></audio>"
        "<iframe src='https://www.youtube.com/embed/x'></iframe><embed src=about:blank>"
    )
    assert document.blocks == (
        Media("video", "Film", 1),
        Media("audio", "s.mp3", 2),
        Media("frame", "youtube.com", 3),
    )


def test_tables() -> None:
    (block,) = read(
        "<table><caption>C</caption><tr><th>a<th colspan=2>b"
        "<tr><td rowspan=2>1<td align=right>2<tr><td>3"
    ).blocks
    assert isinstance(block, Table)
    assert block.caption == (Span("C"),)
    assert [cell.heading for cell in block.rows[0]] == [True, True]
    assert block.rows[0][1].columns == 2
    assert block.rows[1][0].rows == 2
    assert block.rows[1][1].align == "right"


def test_tables_that_only_place_things_are_no_tables() -> None:
    assert text("<table><tr><td>a<tr><td>b</table>") == "a\nb"
    assert all(
        isinstance(block, Paragraph)
        for block in read("<table role=presentation><tr><td>a<td>b</table>").blocks
    )
    html = "<table><tr><td>a<td><table><tr><td>b<td>c</table></table>"
    outer, inner = read(html).blocks
    assert isinstance(outer, Paragraph) and isinstance(inner, Table)


def test_alignment_and_direction() -> None:
    blocks = read("<center>a</center><p align=right>b<div style='text-align:center'><p>c</div>d")
    assert [block.align for block in blocks.blocks if isinstance(block, Paragraph)] == [
        "center", "right", "center", "",
    ]  # fmt: skip
    assert not blocks.right_to_left
    assert read("<div dir=rtl>abc").right_to_left
    assert read("<p>שלום abc").right_to_left
    assert not read("<html dir=ltr><p>שלום").right_to_left


def test_no_control_code_gets_through() -> None:
    html = "<p>a&#27;[31m&#7;&#x202e;b\0<a href='x&#27;y'>c&#x9b;&#xad;</a><img src=x alt='&#27;'>"
    document = read(html)
    assert "".join(link.url for link in document.links) == "xy"
    everything = repr(document)
    assert "\\x1b" not in everything and "\\x07" not in everything and "\\u202e" not in everything


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>" * 2000 + "x",
        "<div>" * 50000 + "x" + "</div>" * 50000,
        "<blockquote><ul><li>" * 2000 + "x",
        "<b>" * 5000 + "x",
        "<table><tr><td colspan=1000 rowspan=65534>x<td colspan=99999999999999>",
        "\ud800x",
        "\0x",
        "<p" * 1000 + ">x",
        "<li><dd><td></table></ul>x</b></p><figcaption><caption><tr>",
        "x<ol start=99999999999999999999><li>",
    ],
)
def test_nothing_raises(html: str) -> None:
    assert "x" in "".join(lines(html, 20))

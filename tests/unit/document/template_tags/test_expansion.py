"""Liquid's tags, Hexo's tag plugins and Hugo's shortcodes, shown as what they stand for."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.time_bounds import spent
from tests.unit.document.setting import article, check, lines, read
from tui.document.model import Code, Document, Image, Media, Quote, walk
from tui.document.template_tags.expansion import without_tags
from tui.document.text_segments import shown_text


def markdown(body: str) -> Document:
    return read(body, "markdown")


def text(body: str) -> str:
    return shown_text(markdown(body))


# -- pictures --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "address", "words"),
    [
        ("{% asset_img a.png %}", "a.png", ""),
        ('{% asset_img a.png "A title" %}', "a.png", "A title"),
        ("{% asset_img left big a.png 500 300 'T' 'An alt' %}", "a.png", "An alt"),
        ("""{% asset_img a.png 500 300 '"T t" "An alt"' %}""", "a.png", "An alt"),
        ("{% asset_img a.png This is an example %}", "a.png", "This is an example"),
        ("{% img /images/a.png %}", "/images/a.png", ""),
        ("{% img right https://a.org/b 50% auto \"Title 'Alt'\" %}", "https://a.org/b", "Alt"),
        ("{% fi /a.png, words, title %}", "/a.png", "title"),
        ("{% fullimage /a.png %}", "/a.png", ""),
        ('{{< figure src="/a.png" alt="Alt" >}}', "/a.png", "Alt"),
        ('{{< figure src="/a.png" alt="Alt" caption="Cap" >}}', "/a.png", "Cap"),
        ('{{< figure\n  src="/a.png"\n  title="T"\n>}}', "/a.png", "T"),
        ('{{< img src="a.png" alt=`A "b"` />}}', "a.png", 'A "b"'),
        ('{{< image "a.png" "Words" >}}', "a.png", "Words"),
        ('{{% zoom src="/p.jpg" caption="C &amp; D" %}}', "/p.jpg", "C & D"),
        ('{% include figure.html src="/a.png" alt="Alt" caption="Cap" %}', "/a.png", "Cap"),
        ('{% include img.html url="{{ site.baseurl }}/a.png" %}', "/a.png", ""),
        ("![x]({{ site.baseurl }}/a.png)", "/a.png", "x"),
        ('![x]({{ "/a.png" | relative_url }})', "/a.png", "x"),
        ("![x]({{ '/a.png' | prepend: site.baseurl | prepend: site.url }})", "/a.png", "x"),
        ("![x]({% asset_path a.png %})", "a.png", "x"),
        ('<img src="{{ site.url }}/a.png" alt="x">', "/a.png", "x"),
    ],
)
def test_pictures(tag: str, address: str, words: str) -> None:
    for body in (tag, f"Before.\n{tag}\nAfter.", f"- {tag}\n- b", f"> {tag}\n> c"):
        document = markdown(body)
        (picture,) = document.pictures
        assert picture.url == address
        assert (picture.caption or picture.alt) == words
        assert any(isinstance(block, Image) for block in walk(document.blocks))
        assert "{" not in shown_text(document) and "%" not in shown_text(document)


def test_a_picture_alone_on_its_line_parts_the_text() -> None:
    assert lines("One\n{% asset_img a.png %}\n**Two**", format="markdown") == [
        "One", "", "▣ 1  a.png", "", "Two",
    ]  # fmt: skip


def test_a_picture_among_words_stays_among_them() -> None:
    assert lines("{% asset_img a.png %} *is* one", format="markdown")[0] == "▣ 1  a.png"
    assert "is one" in text("{% asset_img a.png %} *is* one")


def test_captions_of_figures_have_their_links() -> None:
    body = '{{< figure src="a.png" caption="By [me](/m)" link="/big" attr="Photo" attrlink="/f" >}}'
    document = markdown(body)
    assert document.pictures[0].caption == "By me · Photo"
    assert {link.url for link in document.links} == {"/m", "/big", "/f"}


# -- links and media -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "words", "address"),
    [
        ("{% link Words https://a.org/ %}", "Words", "https://a.org/"),
        ("{% link Two words https://a.org/ true T %}", "Two words", "https://a.org/"),
        ("{% post_link my-post %}", "my-post", "my-post"),
        ("{% post_link my-post 'A title' %}", "A title", "my-post"),
        ("{% asset_link f.pdf The file %}", "The file", "f.pdf"),
        ("[x]({% post_url 2021-03-29-name %})", "x", "/2021/03/29/name.html"),
        ("[x]({% link _posts/x.md %})", "x", "_posts/x.md"),
        ("[x]({% post_path slug %})", "x", "slug"),
        ("{% button https://a.org/, Press, home, t %}", "Press", "https://a.org/"),
        ("{% include_code A file lang:py sub/x.py %}", "A file sub/x.py", "sub/x.py"),
        ('[x]({{< ref "posts/a b.md#c" >}})', "x", "posts/a%20b.md#c"),
        ('[x]({{< relref path="b.md" >}})', "x", "b.md"),
        ("[x]({{ site.url }}{{ site.baseurl }}/y)", "x", "/y"),
        ('{{< card link="https://a.org" title="Home" >}}', "Home", "https://a.org"),
        ('{{< button href="/go" >}}Go *on*{{< /button >}}', "Go on", "/go"),
    ],
)
def test_links(tag: str, words: str, address: str) -> None:
    document = markdown(f"See {tag} now.")
    (link,) = document.links
    assert (link.text, link.url) == (words, address)
    assert shown_text(document) == f"See {words} now."


@pytest.mark.parametrize(
    ("tag", "address", "title"),
    [
        ("{% youtube abc %}", "https://www.youtube.com/watch?v=abc", "YouTube"),
        ("{% youtube abc playlist %}", "https://www.youtube.com/playlist?list=abc", "YouTube"),
        ("{{< youtube abc >}}", "https://www.youtube.com/watch?v=abc", "YouTube"),
        ('{{< youtube id="abc" title="Talk" >}}', "https://www.youtube.com/watch?v=abc", "Talk"),
        ("{% vimeo 12 %}", "https://vimeo.com/12", "Vimeo"),
        ("{{< tweet 8 >}}", "https://twitter.com/i/status/8", "Tweet"),
        ('{{< x user="u" id="8" >}}', "https://twitter.com/u/status/8", "Tweet"),
        ("{{< instagram BW >}}", "https://www.instagram.com/p/BW/", "Instagram"),
        ("{{< gist u 12 >}}", "https://gist.github.com/u/12", "Gist"),
        ("{% gist u/12 f.py %}", "https://gist.github.com/u/12", "Gist"),
        ("{% jsfiddle cc %}", "https://jsfiddle.net/cc/", "JSFiddle"),
        ("{% iframe https://a.org/x 5 3 %}", "https://a.org/x", "a.org"),
        ("{% video /v.mp4 %}", "/v.mp4", "v.mp4"),
        ('{% dplayer "url=https://a.org/v.mp4" "pic=x" %}', "https://a.org/v.mp4", "v.mp4"),
        ('{% aplayer "Song" "Who" /s.mp3 /c.png %}', "/s.mp3", "Song · Who"),
        ('{{< video src="/v.mp4" title="V" >}}', "/v.mp4", "V"),
        ('{{< audio src="/s.mp3" >}}', "/s.mp3", "s.mp3"),
        (
            '{% include video id="abc" provider="youtube" %}',
            "https://www.youtube.com/watch?v=abc",
            "YouTube",
        ),
        ('{% include youtube.html id="q" %}', "https://www.youtube.com/watch?v=q", "YouTube"),
    ],
)
def test_media(tag: str, address: str, title: str) -> None:
    for body in (tag, f"A {tag} b", f"{tag} {tag}".replace(tag, "x", 1)):
        document = markdown(body)
        (media,) = [block for block in walk(document.blocks) if isinstance(block, Media)]
        assert media.title == title
        assert document.links[0].url == address


# -- code ------------------------------------------------------------------------------

SOURCE = 'def f(x):\n\n    return "<b>*x*</b>" `\n```\n{{ x }} {% y %}\n   end \\ &amp;'


@pytest.mark.parametrize(
    ("opening", "closing", "language"),
    [
        ("{% codeblock %}", "{% endcodeblock %}", ""),
        ("{% codeblock A title lang:py https://a.org link %}", "{% endcodeblock %}", "py"),
        ("{% code lang:c++ %}", "{% endcode %}", "c++"),
        ("{% highlight ruby linenos %}", "{% endhighlight %}", "ruby"),
        ("{%- highlight sh -%}", "{%- endhighlight -%}", "sh"),
        ('{{< highlight go "linenos=table" >}}', "{{< /highlight >}}", "go"),
        ("{{< highlight go >}}", "{{< / highlight >}}", "go"),
        ('{{< code-block lang="js" >}}', "{{< /code-block >}}", "js"),
        ("{% mermaid %}", "{% endmermaid %}", "mermaid"),
    ],
)
def test_code(opening: str, closing: str, language: str) -> None:
    body = f"`a`\n\n{opening}\n{SOURCE}\n{closing}\n\nand {{{{ site.x }}}}`b`\n"
    document = markdown(body)
    codes = [block for block in walk(document.blocks) if isinstance(block, Code)]
    assert [(code.text, code.language) for code in codes] == [(SOURCE, language)]
    assert shown_text(document).endswith("\nand b")


def test_code_between_tags_may_be_in_a_fence() -> None:
    body = "{{< codegroup >}}\n```js\na\n```\n\n```py\nb\n```\n{{< /codegroup >}}"
    codes = [block for block in markdown(body).blocks if isinstance(block, Code)]
    assert codes == [Code("a", "js"), Code("b", "py")]


def test_code_in_items_and_quotes() -> None:
    body = "1. a\n\n   {% highlight sh %}\n   ls\n     -l\n   {% endhighlight %}\n\n   b\n"
    assert lines(body, format="markdown") == ["1. a", "", "   ls", "     -l", "", "   b"]
    body = "> {% codeblock %}\n> a\n>   b\n> {% endcodeblock %}\n"
    assert [code.text for code in walk(markdown(body).blocks) if isinstance(code, Code)] == [
        "a\n  b"
    ]


def test_code_among_words() -> None:
    (paragraph,) = markdown("Call {% code %}f(*x*){% endcode %} now.").blocks
    assert shown_text(Document((paragraph,))) == "Call f(*x*) now."


@pytest.mark.parametrize(
    "body",
    [
        "`{{ x.y }}`",
        "``{% raw %}``",
        "```\n{% asset_img a.png %}\n{{ x | y }}\n{{< figure src=a >}}\n```",
        "~~~ liquid\n{% if x %}\n~~~",
        "    {{< youtube x >}}\n    {% note %}",
        "- a\n\n      {{ x.y }}",
        "<pre>{{ x.y }}</pre>",
        "<code>{% tag %}</code>",
        "Write `{% note %}` and `{% endnote %}`.",
    ],
)
def test_code_is_left_alone(body: str) -> None:
    assert without_tags(body) == body


def test_what_is_raw_is_shown_as_it_stands() -> None:
    body = "{% raw %}\nUse {{ x.y }} and {% note %}.\n{% endraw %}\n{{ gone.x }}"
    assert text(body) == "Use {{ x.y }} and {% note %}."
    assert text("a {% raw %}{{ x.y }}{% endraw %} b {{ x.y }}") == "a {{ x.y }} b"


def test_escaped_shortcodes_are_shown_as_shortcodes() -> None:
    body = '{{</* figure src="a" */>}} {{%/* x */%}} `{{</* y */>}}`\n\n```\n{{</* /z */>}}\n```'
    assert text(body) == '{{< figure src="a" >}} {{% x %}} {{< y >}}\n{{< /z >}}'
    assert text("{{</*b*/>}}") == "{{<b>}}"


# -- quotes, notes, tabs ---------------------------------------------------------------


def test_quotes_say_whose_they_are() -> None:
    body = (
        "{% blockquote Seth G https://a.org/x The title %}\nA *word*.\n\n- b\n{% endblockquote %}"
    )
    assert lines(body, format="markdown") == [
        "▎ A word.", "▎", "▎ • b", "▎", "▎ — Seth G, The title",
    ]  # fmt: skip
    assert text("{% quote A, B %}q{% endquote %}") == "q\n— A, B"
    assert text("{% blockquote A https://a.org/x/ %}q{% endblockquote %}") == "q\n— A, a.org/x"
    for name in ("pullquote left", "cq", "centerquote", "blockquote", "quote"):
        (quote,) = markdown(f"{{% {name} %}}\nq\n{{% end{name.split()[0]} %}}").blocks
        assert isinstance(quote, Quote)
        assert shown_text(Document((quote,))) == "q"


@pytest.mark.parametrize(
    ("opening", "closing", "title"),
    [
        ("{% note %}", "{% endnote %}", ""),
        ("{% note default %}", "{% endnote %}", ""),
        ("{% note info %}", "{% endnote %}", "Info"),
        ("{% note warning no-icon Mind the gap %}", "{% endnote %}", "Mind the gap"),
        ("{{% notice warning %}}", "{{% /notice %}}", "Warning"),
        ('{{% notice tip "Look" %}}', "{{% /notice %}}", "Look"),
        ('{{< admonition type="note" title="T" >}}', "{{< /admonition >}}", "T"),
        ("{{< hint danger >}}", "{{< /hint >}}", "Danger"),
    ],
)
def test_notes_are_quotes_with_their_title(opening: str, closing: str, title: str) -> None:
    (quote,) = markdown(f"{opening}\n**one**\n\ntwo\n{closing}").blocks
    assert isinstance(quote, Quote)
    assert shown_text(Document((quote,))) == (f"{title}\n" if title else "") + "one\ntwo"


def test_tabs_have_their_words_above_them() -> None:
    body = (
        "{% tabs t %}\n<!-- tab One -->\n**a**\n<!-- endtab -->\n"
        "<!-- tab Two@icon -->\nb\n<!-- endtab -->\n{% endtabs %}"
    )
    assert text(body) == "One\na\nTwo\nb"
    body = '{{< tabs >}}\n{{% tab "One" %}}\n*a*\n{{% /tab %}}\n{{< /tabs >}}'
    assert text(body) == "One\na"


def test_folded_parts_are_shown() -> None:
    body = '{{< details "More" >}}\n*inner*\n{{< /details >}}'
    assert text(body) == "More\ninner"
    assert text("{% hideToggle More, red %}\n*inner*\n{% endhideToggle %}") == "More\ninner"
    assert text("{% folding blue open, More %}\n*inner*\n{% endfolding %}") == "More\ninner"
    assert text("{% folding More color:blue %}\n*inner*\n{% endfolding %}") == "More\ninner"
    assert text("{% fold info @More %}\n*inner*\n{% endfold %}") == "More\ninner"
    assert text("{% timeline 2022, blue %}\n*inner*\n{% endtimeline %}") == "2022\ninner"
    assert text('{{< spoiler text="More" >}}\n*inner*\n{{< /spoiler >}}') == "More\ninner"


def test_labels_and_other_words() -> None:
    assert text("a {% label primary@two words %} b") == "a two words b"
    assert text("a {% u under %} {% kbd Ctrl %} {% span red, word %} b") == "a under Ctrl word b"
    assert text("{% checkbox red, checked, a b %} {% cb c, true %}") == "a b c"
    assert text('{% include note.html content="An *open* valve" %}') == "An open valve"
    assert text('a {{< ruby text="漢字" ruby="かんじ" >}} b') == "a 漢字 b"
    assert text("{% site Quay, url=https://quay.example/, screenshot=a %}") == "Quay"
    assert text("{% ghcard quay/pump, theme=dark %}") == "quay/pump"


# -- what says nothing -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("a{% assign x = 1 %}b", "ab"),
        ("{% if page.x %}\nyes\n{% else %}\nno\n{% endif %}", "yes\nno"),
        ("{% for p in site.posts %}\n- {{ p.title }} x\n{% endfor %}", "x"),
        ("a {% comment %}secret {% x %}{% endcomment %} b", "a b"),
        ("a {% # remark %}b", "a b"),
        ("{% include toc.html %}\na", "a"),
        ("{% gp 5-3 %}\na\n{% endgp %}", "a"),
        ("{% unknown a b %}kept *x*{% endunknown %}", "kept x"),
        ('{% meting "6" "netease" %}\na', "a"),
        ("a {{ page.title | upcase }}b {{ content }}c", "a b c"),
        ('{{< param "x" >}}a{{< box >}}b{{< /box >}}{{% toc %}}', "ab"),
        ('{{% def id="X" name="A name" %}} what it is {{% /def %}}', "A name\nwhat it is"),
        ('see {{% glossary-term "sort order" %}} there', "see sort order there"),
        ("{% capture x %}\nkept\n{% endcapture %}", "kept"),
        ("{%- if x -%}a{%- endif -%}", "a"),
    ],
)
def test_what_says_nothing_vanishes_and_the_rest_stays(body: str, shown: str) -> None:
    assert text(body) == shown


def test_html_goes_on_after_a_tag() -> None:
    body = "<table>\n  {% for x in y %}\n    <tr><td>a *b*</td></tr>\n  {% endfor %}\n</table>\n"
    assert text(body) == "a *b*"


@pytest.mark.parametrize(
    "body",
    [
        r"$\frac{{a}}{{b}}$ and $x^{{ y }}$ and \frac{{ a }}{{ b }}",
        "{{0}} {{1,2},{3}} {{ 1 + 2 }} {{名前}} {{name}}",
        '{% } 50{% {{}} {{ }} {{ "a {%%} {% %}',
        "{{ .Title }} {{ range .Pages }} {{ $x := 1 }}",
        "{{<b>x</b>}} {{< >}} {{%%}}",
        "\\newcommand{\\a}{%\n  b}",
    ],
)
def test_what_has_not_the_shape_of_a_tag_stays(body: str) -> None:
    assert without_tags(body) == body


@pytest.mark.parametrize(
    "body",
    [
        "{% note %}\nkept",
        "{% codeblock %}\nkept",
        "{% raw %}\nkept",
        "{% highlight x %}\n**kept**",
        "{{< details >}}\nkept",
        "{% endnote %}kept{% endraw %}",
        "{% comment %} kept",
        "{% blockquote A, B %}kept",
    ],
)
def test_what_is_never_closed_loses_no_text(body: str) -> None:
    assert text(body) == "kept"


def test_a_fence_in_a_block_of_code_hides_nothing_after_it() -> None:
    body = "{% codeblock %}\n```\n{% endcodeblock %}\n\n{{ x.y }}*a*\n\n{% asset_img a.png %}"
    document = markdown(body)
    assert [code.text for code in walk(document.blocks) if isinstance(code, Code)] == ["```"]
    assert "a" in shown_text(document).split() and document.pictures[0].url == "a.png"


# -- whatever is written ---------------------------------------------------------------

_PIECES = [
    "{%", "%}", "{{", "}}", "{{<", ">}}", "{{%", "%}}", "{% note info %}", "{% endnote %}",
    "{% codeblock %}", "{% endcodeblock %}", "{% raw %}", "{% endraw %}", "{{ x.y }}", "{{< x >}}",
    "{{< /x >}}", "{% asset_img a.png 'b' %}", '{{< figure src="a" caption="b" >}}',
    "{{</* x */>}}", "```\n", "`", "\n", "\n\n", "    ", "> ", "- ", "word ", "中文", "<pre>",
    "</pre>", "\"", "'", "{% blockquote a, b %}", "{% endblockquote %}", "<!-- tab x -->",
    "{% tabs %}", "{% endtabs %}",
]  # fmt: skip
_bodies = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=4)), max_size=30)


@settings(deadline=None, max_examples=300)
@given(_bodies.map("".join))
def test_any_body_is_set(body: str) -> None:
    check(article(body, "markdown"), 30)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from([one for one in _PIECES if len(one) > 3]), max_size=20))
def test_words_outside_of_tags_are_never_lost(pieces: list[str]) -> None:
    words = [f"w{number}w" for number in range(len(pieces) + 1)]
    body = words[0] + "".join(f"{a} {b}" for a, b in zip(pieces, words[1:], strict=True))
    # `{{< x >}}` and the like are whole here, so that no word lies in a tag.
    assert re.findall(r"w\d+w", without_tags(body)) == words


@pytest.mark.parametrize(
    "piece",
    [
        "{%", "{% x ", "{% x %}", "{% note %}\n", "{{", "{{ a.b }}", "{{< x", "{{< x >}}",
        "{% raw %}", "{% raw %}`{% endraw %}", "{% codeblock %}\n```\n{% endcodeblock %}\n",
        "{% img " + '"a' * 900 + " %}", "{{ a" + " | b" * 400 + " }}", "x {% y %}",
        "{% blockquote " + "a //b " * 600 + " %}x{% endblockquote %}",
    ],
)  # fmt: skip
def test_hostile_tags_take_linear_time(piece: str) -> None:
    body = piece * (30_000 // len(piece))
    once = spent(without_tags, body)
    # Linear would be four times; sixteen would be quadratic.
    assert spent(without_tags, body * 4) < once * 10 + 0.2


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('[caption id="a"]<img src="a.png" alt="b"> *c*[/caption]', "c"),
        ("[caption]![b](a.png) c[/caption]", "c"),
        ("[embed]https://a.example/[/embed]", "https://a.example/"),
        ("[code]\na_*b*_\n\n    c\n[/code]", "a_*b*_\n\n    c"),
        ("a\n\n[gallery]\n\nb", "a\nb"),
        ("a [code] b, a [gallery] b, [video] c, [caption](d)", None),
        ('{% card url="https://a.example/" title="A *b*" %}', "A *b*"),
        ("{% card https://a.example/ %}", "https://a.example/"),
    ],
)
def test_shortcodes_of_wordpress_and_unknown_tags(body: str, shown: str | None) -> None:
    if shown is None:
        assert without_tags(body) == body
    else:
        assert text(body) == shown

"""Articles made to take long: each shape repeats something that a parser could be slow at."""

from collections.abc import Callable

from tui.articles.article import BodyFormat

Shape = Callable[[int], str]

HTML: dict[str, Shape] = {
    "attributes": lambda n: "<p " + " ".join(f'g{i}="{i}"' for i in range(n)) + ">sand</p>",
    "attributes without values": lambda n: "<p " + " ".join(f"g{i}" for i in range(n)) + ">x",
    "attributes after slashes": lambda n: "<p" + "/".join(f"g{i}" for i in range(n)) + ">x",
    "attributes of many elements": lambda n: (
        ("<p " + " ".join(f"g{i}" for i in range(250)) + ">x") * (n // 250)
    ),
    "attributes with brackets in values": lambda n: (
        "<p " + " ".join(f"g{i}='>'" for i in range(n)) + ">x"
    ),
    "attributes of a closing tag": lambda n: (
        "<p>x</p " + " ".join(f"g{i}" for i in range(n)) + ">y"
    ),
    "attributes of body again": lambda n: "".join(f"<body g{i}>" for i in range(n)) + "x",
    "attributes of html again": lambda n: "".join(f"<html g{i}=1>" for i in range(n)) + "x",
    "options": lambda n: "<select>" + "".join(f"<option value={i}>dish {i}" for i in range(n)),
    "options without a list": lambda n: "<option>x" * n,
    "groups of options": lambda n: "<select>" + "<optgroup><option>x" * n + "</select>",
    "lists in options": lambda n: "<select><option>x</select>" * n,
    "datalists": lambda n: "<datalist>" + "<option>x" * n,
    "blocks in blocks": lambda n: "<div>" * n + "x",
    "spans in blocks": lambda n: "<div><span>" * n + "deep down",
    "spans in spans": lambda n: "<span>" * n + "x",
    "paragraphs in spans": lambda n: "<span>" * n + "<p>x" * n,
    "paragraphs in bold": lambda n: "".join(f"<b {i}>" for i in range(n)) + "<p>x" * n,
    "bold closed crosswise": lambda n: (
        "".join(f"<b {i}>" for i in range(n)) + "".join(f"<i {i}>" for i in range(n)) + "x</b>" * n
    ),
    "ends of spans in blocks": lambda n: "<x-y>" + "<div>" * n + "</x-y>" * n,
    "unknown elements": lambda n: "<x-y>" * n + "x",
    "unknown names": lambda n: "".join(f"<x-{i}>" for i in range(n)) + "x",
    "unclosed fonts": lambda n: "".join(f"<p><font size={i}>x" for i in range(n)),
    "unclosed bold": lambda n: "<p><b>x" * n,
    "unclosed bold in blocks": lambda n: "<b><div>x" * n,
    "crossed bold": lambda n: "<b><p>x</b>y</p>" * n,
    "crossed links": lambda n: "<a href=x><div>" * n + "x",
    "crossed kinds": lambda n: "<b><i><u><s><p>x</b></i></u></s>" * n,
    "formatting reopened": lambda n: "".join(f"<b c={i}>" for i in range(n)) + "<p>x" * n,
    "links": lambda n: "<a href=http://a.example/>x</a> " * n,
    "cells of a row": lambda n: "<table><tr>" + "<td>x" * n,
    "cells of two rows": lambda n: "<table>" + ("<tr>" + "<td>x" * (n // 2)) * 2,
    "rows of a table": lambda n: "<table>" + "<tr><td>x<td>y" * n,
    "cells over rows": lambda n: (
        "<table>" + "<tr><td rowspan=1000>x<td rowspan=65534 colspan=9>y" * n
    ),
    "cells over columns": lambda n: "<table>" + "<tr><td colspan=1000>x<td colspan=1000>y" * n,
    "cells over rows and columns": lambda n: (
        "<table>" + ("<tr>" + "<td rowspan=1000 colspan=1000>x" * 40) * (n // 40)
    ),
    "tables in tables": lambda n: "<table><tr><td>x" * n,
    "text before tables": lambda n: "<table>x" * n,
    "text in rows": lambda n: "<table><tr>" + "x<b>" * n,
    "lists in lists": lambda n: "<ul><li>x" * n,
    "items without a list": lambda n: "<li>x" * n,
    "items counted down": lambda n: "<ol reversed><li>x" * n,
    "definitions": lambda n: "<dl>" + "<dt>x<dd>y" * n,
    "quotes in quotes": lambda n: "<blockquote>x" * n,
    "paragraphs": lambda n: "<p>x" * n,
    "closing tags": lambda n: "<div>" + "</p>" * n,
    "stray closing tags": lambda n: "<div>" * 500 + "</b>" * n,
    "breaks": lambda n: "x<br>" * n,
    "headings": lambda n: "<h2>x</h2>" * n,
    "pictures": lambda n: "<img src=a.png alt=x>" * n,
    "pictures for no script": lambda n: "".join(
        f"<noscript><img src={i}.png></noscript>" for i in range(n)
    ),
    "sources of a picture": lambda n: "<picture>" + "<source><img alt=x>" * n,
    "captions": lambda n: "<figure><img src=a.png>" + "<figcaption>x</figcaption>" * n,
    "candidates of a picture": lambda n: "<img srcset='" + "a.png 1x, " * n + "'>",
    "classes": lambda n: "<p class='" + "a " * n + "'>x",
    "style": lambda n: "<p style='" + "a:b;" * n + "'>x",
    "ruby": lambda n: "<ruby>" + "x<rt>y" * n,
    "parts of ruby": lambda n: "<ruby>" + "<rtc>x" * n,
    "formulas": lambda n: "<math>" + "<mfrac><mi>x" * n,
    "rows of formulas": lambda n: "<math>" + "<msub><mi>x</mi><mi>y</mi></msub>" * n,
    "drawings": lambda n: "<svg>" + "<g><title>x" * n,
    "templates": lambda n: "<template>" * n + "x",
    "forms": lambda n: "<form><input type=checkbox>" * n,
    "entities": lambda n: "&amp;&copy;&#65;&notanentity " * n,
    "open entities": lambda n: "&" * n + "#" * n,
    "comments": lambda n: "<!--x-->" * n,
    "unclosed comments": lambda n: "<!--" * n,
    "comment ends": lambda n: "<!--" + "--!" * n,
    "unclosed tags": lambda n: "<a " * n,
    "unclosed quotes": lambda n: "<a x='" * n,
    "unclosed scripts": lambda n: "<script>" * n,
    "escaped scripts": lambda n: "<script><!--<script>" * n,
    "data sections": lambda n: "<svg>" + "<![CDATA[x" * n,
    "angle brackets": lambda n: "<" * n + ">" * n,
    "long word": lambda n: "<p>" + "x" * n,
    "long line": lambda n: "<p>" + "hemp " * n,
    "long Chinese line": lambda n: "<p>" + "软件，" * n,
    "marks": lambda n: "<p>a" + "\u0301" * n,
    "right to left": lambda n: "<p>" + "א(ב) a " * n,
    "long code": lambda n: "<pre><code class=language-python>" + "(" * n,
    "code in lines": lambda n: "<pre><code class=language-python>" + "x = '\n" * n,
    "addresses": lambda n: "<p>" + "https://a.example/" * n,
    "brackets after an address": lambda n: "<p>https://a.example/" + ")" * n,
    "parts of an address": lambda n: "<p>" + "a." * n + " a@" + "b." * n,
    "styles": lambda n: "<div style='white-space:pre-wrap'>" + " \n" * n,
    "spaces": lambda n: "<p>x" + " \n" * n + "y",
    "empty tags with spaces": lambda n: "<p" + " " * n + ">" + "<p" + "\n" * n,
    "objects": lambda n: "<object>" + "<param name=x>" * n,
    "nested objects": lambda n: "<object>" * n + "x",
    "template tags": lambda n: "{% a %}" * n,
    "open template tags": lambda n: "{{" * n + "{%" * n,
    "variables": lambda n: "{{ a | b " + "| b " * n + "}}",
    "frames": lambda n: "<frameset>" * n,
    "buttons": lambda n: "<button>" * n + "x",
    "heads": lambda n: "<html><head>" + "<meta content=x name=y>" * n + "<body>x",
    "instructions": lambda n: "<?xml x" * n,
    "unclosed titles": lambda n: "<html><title>" * n,
}

MARKDOWN: dict[str, Shape] = {
    "brackets": lambda n: "[" * n + "]" * n,
    "links": lambda n: "[a](<b" * n,
    "link ends": lambda n: "[a](" * n + ")" * n,
    "pictures": lambda n: "![" * n + "](x)" * n,
    "notes": lambda n: "[^a] " * n + "\n\n[^a]: x",
    "many notes": lambda n: (
        "".join(f"x[^{i}] " for i in range(n)) + "".join(f"\n\n[^{i}]: y" for i in range(n))
    ),
    "inline notes": lambda n: "x^[a b " * n,
    "references": lambda n: "[a] " * n + "\n\n[a]: /" + "x" * n,
    "definitions of links": lambda n: "".join(f"[{i}]: x\n" for i in range(n)),
    "unclosed references": lambda n: "[a]: x '" * n,
    "emphasis": lambda n: "*a_ " * n,
    "emphasis nested": lambda n: "*a **b " * n + "c** d*" * n,
    "stars": lambda n: "*" * n + "a" + "*" * n,
    "strikes": lambda n: "~a~~ " * n,
    "code marks": lambda n: "".join("e" + "`" * (i % 300) for i in range(n // 100)),
    "code marks of each length": lambda n: "".join(
        "e" + "`" * i for i in range(int((2 * n) ** 0.5))
    ),
    "quotes": lambda n: ">" * n + "x",
    "quote lines": lambda n: (">" * 200 + "x\n") * (n // 200),
    "items": lambda n: "* " * n + "x",
    "items in items": lambda n: "".join("  " * i + "- x\n" for i in range(int(n**0.5))),
    "numbered items": lambda n: "1. x\n" * n,
    "table columns": lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|x" * n + "|\n",
    "table of short rows": lambda n: (
        "|a" * (n // 4) + "|\n" + "|-" * (n // 4) + "|\n" + "|x|\n" * (n // 4)
    ),
    "rules of tables": lambda n: "a|b\n-|-\n" * n,
    "headings": lambda n: "a\n===\n" * n,
    "headings with names": lambda n: "# a {#b .c}\n" * n,
    "braces": lambda n: "# a {#" + "{.a" * n + "}",
    "fences": lambda n: "```\n~~~\n" * n,
    "html": lambda n: "<a " * n,
    "html blocks": lambda n: "<div>\n\n" * n,
    "comments": lambda n: "<!-- x " * n,
    "instructions": lambda n: "a <? " * n,
    "declarations": lambda n: "a <!A " * n,
    "data sections": lambda n: "a <![CDATA[ " * n,
    "attributes": lambda n: "a <b " + " ".join(f"g{i}=1" for i in range(n)) + ">x",
    "attribute lists": lambda n: "a\n{: " + ".b " * n + "\n",
    "many attribute lists": lambda n: "(a){: .b}" * n,
    "attribute lists open": lambda n: "){.a" * n + "{: .a=b" * n,
    "tables of contents": lambda n: "- a\n{:toc" * n,
    "colons": lambda n: ":a\n" * n + "\nx\n: y\n",
    "definitions": lambda n: "x\n: y\n\n" * n,
    "definitions in definitions": lambda n: "x\n" + ": " * n,
    "alerts": lambda n: "> [!NOTE]\n> x\n\n" * n,
    "admonitions in admonitions": lambda n: "".join(
        "    " * (i % 60) + "!!! note\n" for i in range(n // 10)
    ),
    "containers open": lambda n: "::: note\n" * (n // 4),
    "containers in containers": lambda n: "::: note\n" * (n // 8) + ":::\n" * (n // 8),
    "comments of notes": lambda n: "%%\n" * (n // 4) + "%% a\n" * (n // 4) + "a %%b " * (n // 8),
    "exports open": lambda n: "export const a = {\n\n" * (n // 20),
    "components": lambda n: "<A\n b={c}\n>x\n\n" * (n // 20) + "<A b={" * (n // 20),
    "markdown in html": lambda n: (
        '<div markdown="1">' * (n // 20) + "<div" + " markdown" * (n // 4)
    ),
    "wiki links": lambda n: "[[a|" * (n // 4) + "![[a]]" * (n // 8),
    "marks": lambda n: "==a " * (n // 4) + "==a\n" * (n // 4),
    "keys": lambda n: "++a+" * (n // 4) + "a~b^c" * (n // 4),
    "names of emoji": lambda n: ":tada" * (n // 4) + ":tada: " * (n // 8),
    "comments of MDX": lambda n: "{/* " * (n // 4),
    "names of blocks": lambda n: "a ^b\n" * (n // 4) + " ^" + "b" * n,
    "captions": lambda n: "[caption]<img>" * (n // 8) + "[caption " * (n // 8),
    "entities": lambda n: "&" * n + "&#" * n,
    "escapes": lambda n: "\\" * n,
    "addresses": lambda n: "https://a.example/( " * n,
    "automatic links": lambda n: "<http://" * n,
    "template tags": lambda n: "{% note %}" * n + "x" + "{% endnote %}" * n,
    "template code": lambda n: "{% raw %}`{% endraw %}" * n,
    "verbatim tags": lambda n: "{% highlight %}" * n + "x",
    "short codes": lambda n: "{{< a '" * n,
    "arguments": lambda n: "{% img " + "a='b " * (n % 700) + "%}" + "{% img '\\" * n,
    "tabs of tags": lambda n: "{% tabs %}" + "<!-- tab " * n + "{% endtabs %}",
    "figures": lambda n: '{{< figure src="a" caption="*a" >}}' * n,
    "spaces": lambda n: " " * n + "x" + "\t" * n + "\n" * n,
    "lines of spaces": lambda n: "> \t" * n + "\n",
    "front matter again": lambda n: "---\n" + "title: a\n" * n + "---\nx",
    "hard breaks": lambda n: "a  \n" * n,
    "lazy lines": lambda n: "> " * 50 + "a\n" * n,
    "tasks": lambda n: "- [ ] x\n" * n,
    "no spaces": lambda n: "_a" * n,
    "control codes": lambda n: "\x1b[2J&#27;" * n,
}

TEXT: dict[str, Shape] = {
    "long line": lambda n: "hemp " * n,
    "long word": lambda n: "x" * n,
    "lines": lambda n: "x\n" * n,
    "paragraphs": lambda n: "x\n\n" * n,
    "indents": lambda n: "".join(" " * (i % 80) + "x\n" for i in range(n // 40)),
    "rules": lambda n: "-" * n + "\n=" * n,
    "addresses": lambda n: "www.a" * n + " http://" * n,
    "dots": lambda n: "a." * n + "@" + "a." * n,
    "mails": lambda n: "a@b-" * n,
    "spaces": lambda n: " \t" * n + "x",
}

SHAPES: dict[BodyFormat, dict[str, Shape]] = {"html": HTML, "markdown": MARKDOWN, "text": TEXT}

FRONTS: dict[str, Shape] = {
    "keys": lambda n: "---\n" + "".join(f"k{i}: v\n" for i in range(n)) + "---\nx",
    "one key": lambda n: "---\n" + "title: v\n" * n + "---\nx",
    "flow lists": lambda n: "---\ntags: " + "[" * n + "\n---\nx",
    "flow maps": lambda n: "---\ntags: " + "{a: " * n + "\n---\nx",
    "list": lambda n: "---\ntags:\n" + "- x\n" * n + "---\nx",
    "nested lists": lambda n: "---\ntags:\n" + "- " * n + "x\n---\nx",
    "nested maps": lambda n: (
        "---\n" + "".join(" " * i + "a:\n" for i in range(int(n**0.5))) + "---\nx"
    ),
    "anchors": lambda n: (
        "---\na0: &a0 [x, x]\n"
        + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, min(n, 60)))
        + "title: *a9\n---\nx"
    ),
    "merged maps": lambda n: (
        "---\na0: &a0 {x: y}\n"
        + "".join(f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}\n" for i in range(1, min(n, 60)))
        + "---\nx"
    ),
    "long value": lambda n: "---\ntitle: " + "a: b " * n + "\n---\nx",
    "quotes": lambda n: "---\ntitle: " + "'\" " * n + "\n---\nx",
    "bad lines": lambda n: "---\n" + "title: a: b\n" * n + "---\nx",
    "tabs": lambda n: "---\n" + "\ta: b\n" * n + "---\nx",
    "unclosed": lambda n: "---\n" + "a: b\n" * n,
    "fences": lambda n: "---\n" * n,
    "numbers": lambda n: "---\ndate: " + "1" * n + "\ntitle: 1e" + "9" * n + "\n---\nx",
    "sexagesimal": lambda n: "---\ndate: 1" + ":59" * n + "\n---\nx",
    "toml keys": lambda n: "+++\n" + "".join(f"k{i} = 1\n" for i in range(n)) + "+++\nx",
    "toml dots": lambda n: "+++\n" + ".".join("a" * n) + " = 1\n+++\nx",
    "toml lists": lambda n: "+++\na = " + "[" * n + "\n+++\nx",
    "toml tables": lambda n: "+++\n" + "".join(f"[a{i}.b]\n" for i in range(n)) + "+++\nx",
    "json lists": lambda n: '{"a": ' + "[" * n + "}\nx",
    "json maps": lambda n: '{"a": ' * n + "1" + "}" * n + "\nx",
    "json number": lambda n: '{"a": ' + "1" * n + "}\nx",
    "headers": lambda n: "".join(f"[k{i}]: v\n" for i in range(n)) + "\nx",
    "comments": lambda n: "[#]: a: b\n" * n + "\nx",
    "html comments": lambda n: "<!--" * n + "-->" * n,
    "words": lambda n: "Title: x\n" * n + "\nx",
}

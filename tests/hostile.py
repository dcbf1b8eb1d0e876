"""Articles, settings and bookmarks in every field of which stands what must stay text.

Markup of Textual and of Rich, emoji codes, escape sequences, C1 codes, marks of direction, NUL
and ends of lines: all in one string, which each field has.
"""

import json
import os
from pathlib import Path

MARKUP = "[/x] [@click=app.owned]press[/] [b]bold[/b] [link=file:///x]far[/link] :smile:"

CODES = (
    "\x1b]0;owned\x07 \x1b[2J \x9b31m \x9d0;owned\x9c \u202eturned \u2066open \x00 \x7f"
    " a\nb\rc\u2028d\te"
)

HOSTILE = f"{MARKUP} {CODES}"

_NAME = f"[/x] [@click=app.owned]press {CODES}".replace("/", "_").replace("\x00", "")
_NAMED = os.fsencode(_NAME) + b"\xff"
"""What the system takes for the name of a file, with a byte that is no UTF-8."""

FIELDS = ("title", "author", "date", "categories", "tags", "link", "cover", "updated")

_BODY = f"""
## {MARKUP} &#27;]0;owned&#7; &#x9b;31m &#x202e;

{MARKUP} `{MARKUP}` {CODES}

[{MARKUP}]({{link}}) ![{MARKUP} &#27;[2J]({{link}} "{MARKUP}") <http://a.example/[/x]>

- [a link](javascript:{{link}}) <a href="http://b.example/&#27;]0;owned&#7;[/x]">there</a>

| {MARKUP} |
|---|
| &#27;[2J {CODES.split()[0]} |

```[/x]
{MARKUP}	{CODES}
```
"""

_LINK = "http://a.example/[@click=app.owned]press[/x]\x1b]0;owned\x07"


def write_hostile(folder: Path) -> Path:
    """Write an archive: for each field of the front matter an article, and one with them all."""
    inside = Path(os.fsdecode(os.fsencode(folder) + b"/" + _NAMED))
    inside.mkdir(parents=True)
    body = _BODY.replace("{link}", "<http://a.example/[/x]%1b[@click=app.owned]>")
    plain = {"title": "A hedge", "date": "2021-03-29", "link": "http://a.example/[/x]"}
    for number, names in enumerate([*((name,) for name in FIELDS), FIELDS]):
        values: dict[str, object] = {**plain, **dict.fromkeys(names, HOSTILE)}
        for name in {"categories", "tags"} & set(names):
            values[name] = [HOSTILE, "inside"]
        if "link" in names:
            values["link"] = _LINK
        head = "".join(f"{name}: {json.dumps(value)}\n" for name, value in values.items())
        (folder / f"{number}.md").write_text(f"---\n{head}---\n{body}", encoding="utf-8")
    (inside / os.fsdecode(_NAMED + b".html")).write_text(
        f"<h1>{MARKUP}&#27;[2J</h1><p>{CODES}<a href='{_LINK}'>on</a><img src='a.png' alt='[/x]'>",
        encoding="utf-8",
    )
    (folder / os.fsdecode(_NAMED + b".txt")).write_bytes(b"\x00\x01 binary [/x]")
    return folder


def hostile_settings() -> str:
    """Return settings each value and each key of which is hostile."""
    said = json.dumps(HOSTILE)
    return (
        f"theme = {said}\nimages = {said}\nreading_width = {said}\n{said} = {said}\n"
        f"folders = [{said}]\n[keys]\n{said} = {said}\nhelp = [{said}, 'f1']\n"
        f"only_unread = '[/x]'\n[queries]\n{said} = {said}\n"
        f"'[/x] evenings' = 'hedge'\n'[/x] bad' = 'date:[/x]'\n'{'[@click=app.owned]'}' = 1\n"
    )


def hostile_bookmarks(folder: Path) -> list[Path]:
    """Write bookmarks in each format that is imported, and a file that is none of them."""
    from html import escape

    folder.mkdir()
    text = escape(MARKUP) + "&#27;]0;owned&#7;&#x9b;&#x202e;"
    files = {
        "kept.json": json.dumps(
            [
                {
                    "title": HOSTILE,
                    "link": _LINK,
                    "note": HOSTILE,
                    "labels": [HOSTILE],
                    "author": HOSTILE,
                }
            ]
        ),
        "kept.html": "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><H3>"
        + text
        + "</H3><DL><p>\n"
        f'<DT><A HREF="http://a.example/[/x]&#27;" TAGS="{text}">{text}</A>\n'
        f"<DD>{text}\n</DL></DL>",
        "kept.opml": '<?xml version="1.0"?><opml version="2.0"><body>'
        f'<outline text="{escape(MARKUP, quote=True)}" type="link" url="http://b.example/[/x]"/>'
        "</body></opml>",
        "kept.md": f"---\ntitle: {json.dumps(HOSTILE)}\nlink: {json.dumps(_LINK)}\n"
        f"bookmarked: 2021-03-29\nnote: {json.dumps(HOSTILE)}\nlabels: [{json.dumps(HOSTILE)}]\n"
        f"---\n{CODES}\n",
        os.fsdecode(_NAMED + b".json"): HOSTILE,
    }
    for name, said in files.items():
        (folder / name).write_text(said, encoding="utf-8")
    return [folder / name for name in files]

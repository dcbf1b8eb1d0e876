import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.unit.cli.conftest import Run
from tui.articles.reading import read_article
from tui.cli.main import run
from tui.document.body_parser import read_document
from tui.document.layout.page import lay_out_page
from tui.document.model import Setting

pytestmark = pytest.mark.usefixtures("home")

KEYS = [
    "title", "author", "date", "categories", "tags", "link", "lines", "links", "images", "warnings",
    "body", "format", "date_source",
]  # fmt: skip


def out(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    assert run([str(word) for word in words]) == 0
    return capsys.readouterr().out


def test_text_is_what_the_pane_shows(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = read_article(archive / "chips.md")
    setting = Setting(40, cell_len)
    page = [line.text.rstrip() for line in lay_out_page(article, read_document(article), setting)]
    assert out(capsys, "show", "--width", 40, archive / "chips.md").split("\n")[:-1] == page


def test_no_terminal_means_text_at_the_reading_width(
    archive: Path, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    (archive / "long.md").write_text("---\ntitle: Long\n---\n" + "word " * 200)
    text = out(capsys, "show", archive / "long.md")
    assert "\x1b" not in text
    assert 70 < max(map(len, text.split("\n"))) <= 76
    (home / "config" / "newsreader").mkdir(parents=True)
    (home / "config" / "newsreader" / "config.toml").write_text("reading_width = 50\n")
    assert 40 < max(map(len, out(capsys, "show", archive / "long.md").split("\n"))) <= 50


@pytest.mark.parametrize(
    ("words", "variables", "styled", "coloured"),
    [
        ((), {}, False, False),
        (("--color", "always"), {}, True, True),
        (("--color", "always"), {"NO_COLOR": "1"}, True, True),
        ((), {"CLICOLOR_FORCE": "1"}, True, True),
        ((), {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, True, False),
        ((), {"CLICOLOR_FORCE": "0"}, False, False),
        (("--color", "never"), {"CLICOLOR_FORCE": "1"}, False, False),
        (("--color", "always", "--format", "text"), {}, False, False),
    ],
)
def test_styles_and_colours_when_asked_for(
    archive: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    variables: dict[str, str],
    styled: bool,
    coloured: bool,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    (archive / "link.md").write_text("---\ntitle: A link\n---\n[Ink](https://example.org/)\n")
    text = out(capsys, "show", *words, archive / "link.md")
    assert ("\x1b[1m" in text) is styled
    assert ("\x1b[4;36m" in text) is coloured


def test_justified_when_asked_or_by_the_settings(
    archive: Path, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    (archive / "long.md").write_text("---\ntitle: Long\n---\n" + "some words more " * 50)

    def full(*options: str) -> set[int]:
        text = out(capsys, "show", "--width", "30", *options, archive / "long.md")
        return {len(line) for line in text.split("\n") if line.startswith(("some", "words"))}

    assert max(full()) < 30
    assert 30 in full("--justified")
    (home / "config" / "newsreader").mkdir(parents=True)
    (home / "config" / "newsreader" / "config.toml").write_text("justified = true\n")
    assert 30 in full()
    assert max(full("--ragged")) < 30


def test_ansi_has_looks_and_links(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = out(capsys, "show", "--format", "ansi", archive / "chips.md")
    assert re.search(r"\x1b\[1mfactories ?\x1b\[0m", text)
    assert ";https://example.org/report.html\x1b\\" in text


def test_markdown_can_be_taken_elsewhere(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = out(capsys, "show", "--format", "markdown", archive / "chips.md")
    assert text.startswith("---\ntitle: Chip makers add a night shift\nauthor: Ada Ray\ndate: ")
    assert text.endswith("\nSee [the report](/report.html).\n")


def test_json_has_its_keys(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads(out(capsys, "show", "--format", "json", archive / "chips.md"))
    assert list(shown) == KEYS
    assert shown["categories"] == [["world", "economy"]]
    assert shown["date"] == "2021-03-29T18:02:00+00:00"
    assert shown["links"] == [{"number": 1, "text": "the report", "url": "/report.html"}]
    assert any("The factories now run" in line for line in shown["lines"])


def test_json_numbers_the_images(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads(out(capsys, "show", "--format", "json", archive / "nanjing.md"))
    assert shown["images"] == [
        {"number": 1, "alt": "图", "caption": "", "url": "https://example.org/a.png"}
    ]


def test_several_are_parted_by_a_rule(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = out(capsys, "show", "--width", 30, archive / "chips.md", archive / "nanjing.md")
    assert text.count("\n\n" + "─" * 30 + "\n\n") == 1


def test_a_folder_is_shown_whole_by_name(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = out(capsys, "show", "--format", "json", archive).splitlines()
    assert [json.loads(line)["title"][:5] for line in lines] == ["Chip ", "南京全市软", "A not"]


def test_what_is_piped_in_is_shown(newsreader: Run, archive: Path) -> None:
    data = (archive / "chips.md").read_bytes() + (archive / "nanjing.md").read_bytes()
    for words in ((), ("show",), ("show", "-"), ("-",)):
        done = newsreader(*words, input=data)
        assert done.returncode == 0
        assert "The factories now run" in done.stdout
        assert "近日，南京公布了软件业务收入。" in done.stdout


def test_an_html_page_is_one_article(newsreader: Run) -> None:
    page = "<!doctype html><html><head><title>T</title></head><body><p>Hello"
    done = newsreader("show", "--format", "json", input=page)
    assert json.loads(done.stdout)["title"] == "T"


def test_hostile_text_reaches_no_terminal(newsreader: Run) -> None:
    page = (
        b'---\ntitle: "a\\e[2Jb"\nlink: "javascript:\\x07"\n---\n<p>x&#27;[31m\x1b[2Jy&#155;5n'
        b"\xc2\x9b1m</p><a href='https://e.org/\x1b]0;&#7;'>l</a><pre>\x07\x08&#127;</pre>\n"
    )
    for style in ("text", "ansi", "markdown", "json"):
        done = newsreader("show", "--format", style, input=page)
        assert done.returncode == 0
        own = re.compile(r"\x1b\[[0-9;]+m|\x1b\]8;[^\x1b\x07]*\x1b\\")
        left = own.sub("", done.stdout) if style == "ansi" else done.stdout
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", left), style


def test_nothing_readable_is_an_error(newsreader: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for words, sentence in (
        (("show", "gone.md"), "There is no file or folder gone.md."),
        (("show", "empty"), "There is no article in empty."),
        (("show",), "Nothing came through the pipe."),
        ((), "Nothing came through the pipe."),
    ):
        done = newsreader(*words)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{sentence}\n")


def test_some_unreadable_is_reported(newsreader: Run, archive: Path) -> None:
    done = newsreader("show", "gone.md", archive / "chips.md")
    assert done.returncode == 1
    assert "night" in done.stdout
    assert done.stderr == "There is no file or folder gone.md.\n"


def test_an_ascii_locale_shows_any_script(newsreader: Run, archive: Path) -> None:
    done = newsreader("show", archive / "nanjing.md", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "近日" in done.stdout


@pytest.mark.parametrize(
    "words", [["--width", "0"], ["--width", "x"], ["--width", "9" * 5000], ["--format", "pdf"]]
)
def test_wrong_options_are_explained(
    words: list[str], archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", *words, str(archive)]) == 2
    assert "Error: Invalid value" in capsys.readouterr().err


def test_addresses_lead_on_from_a_base(newsreader: Run) -> None:
    words = ("show", "--format", "json", "--base", "https://b.example/dir/")
    done = newsreader(*words, input="# Top\n\n[x](y.html) ![p](/i.png)\n")
    shown = json.loads(done.stdout)
    assert shown["link"] == "https://b.example/dir/"
    assert shown["links"][0]["url"] == "https://b.example/dir/y.html"
    assert shown["images"][0]["url"] == "https://b.example/i.png"

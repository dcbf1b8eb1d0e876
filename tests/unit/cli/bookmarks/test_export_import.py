import json
import shutil
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run
from tui.cli.main import run

pytestmark = pytest.mark.usefixtures("home")

FORMATS = ["kept.json", "kept.html", "kept.opml", "folder"]


@pytest.fixture
def kept(home: Path, archive: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The archive, all three of its articles bookmarked, one with a note and labels."""
    assert home.is_dir()
    assert run(["bookmarks", "add", *map(str, sorted(archive.glob("*.md")))]) == 0
    run(["bookmarks", "note", "https://example.org/chips", "A note"])
    run(["bookmarks", "label", "https://example.org/chips", "later", "工作"])
    capsys.readouterr()
    return archive


def titles(capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    run(["bookmarks", "list", "--json"])
    return [json.loads(line)["title"] for line in capsys.readouterr().out.splitlines()]


def forget_all(home: Path) -> None:
    shutil.rmtree(home / "data" / "newsreader")  # With the backups, which would bring all back.


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    run(["bookmarks", "export"])
    return capsys.readouterr().out


@pytest.mark.parametrize("name", ["kept.json", "folder"])
@pytest.mark.usefixtures("kept")
def test_whole_bookmarks_go_there_and_back(
    name: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = printed(capsys)
    target = str(tmp_path / name)
    assert run(["bookmarks", "export", target]) == 0
    forget_all(home)
    assert titles(capsys) == []
    assert run(["bookmarks", "import", target]) == 0
    assert capsys.readouterr().out == f"{target}: 3 new, 0 there already\n"
    assert printed(capsys) == before
    assert run(["bookmarks", "import", target]) == 0
    assert capsys.readouterr().out == f"{target}: 0 new, 3 there already\n"
    assert printed(capsys) == before


@pytest.mark.parametrize("name", ["kept.html", "kept.opml"])
@pytest.mark.usefixtures("kept")
def test_links_go_there_and_back(
    name: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / name
    assert run(["bookmarks", "export", str(target)]) == 1
    output = capsys.readouterr()
    assert output.out == f"{target}: 1 bookmark\n"
    assert output.err == "2 bookmarks have no link: JSON and Markdown hold those too.\n"
    assert run(["bookmarks", "import", str(target)]) == 0
    assert "0 new, 1 there already" in capsys.readouterr().out
    first = target.read_bytes()
    forget_all(home)
    assert run(["bookmarks", "import", str(target)]) == 0
    run(["bookmarks", "list", "--json"])
    only = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (only["note"], only["labels"]) == ("A note", ["later", "工作"])
    assert run(["bookmarks", "export", str(target)]) == 0
    assert target.read_bytes() == first


def test_links_without_dates_stay_in_their_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"Link {number}" for number in (3, 1, 4, 2, 5, 9, 6)]
    links = "".join(f"<DT><A HREF='https://example.org/{name[-1]}'>{name}</A>" for name in names)
    target = tmp_path / "links.html"
    target.write_text(f"<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>{links}</DL>")
    assert run(["bookmarks", "import", str(target)]) == 0
    assert titles(capsys) == names


@pytest.mark.usefixtures("kept")
def test_what_is_empty_is_filled_in_and_nothing_is_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "kept.json"
    run(["bookmarks", "export", str(target)])
    link = "https://example.org/chips"
    run(["bookmarks", "label", link, "--remove"])
    run(["bookmarks", "note", link, "Another note"])
    run(["bookmarks", "import", str(target)])
    capsys.readouterr()
    run(["bookmarks", "note", link])
    run(["bookmarks", "label", link])
    assert capsys.readouterr().out == "Another note\nlater\n工作\n"


@pytest.mark.usefixtures("kept")
def test_a_folder_is_brought_up_to_date_and_other_files_stay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    other = folder / "2021-03-29-Chip-makers-add-a-night-shift.md"
    other.write_text("mine")
    assert run(["bookmarks", "export", str(folder)]) == 0
    assert capsys.readouterr().out == f"{folder}: 3 new, 0 changed, 0 unchanged\n"
    assert other.read_text() == "mine"
    own = folder / "2021-03-29-Chip-makers-add-a-night-shift-2.md"
    named = own.rename(folder / "renamed.md")
    assert {each.name for each in folder.iterdir()} == {
        other.name,
        "renamed.md",
        "2021-03-28-南京全市软件业务收入约6000亿元.md",
        "2001-09-09-A-note-without-a-date.md",
    }
    run(["bookmarks", "note", "https://example.org/chips", "Changed"])
    capsys.readouterr()
    assert run(["bookmarks", "export", str(folder)]) == 0
    assert capsys.readouterr().out == f"{folder}: 0 new, 1 changed, 2 unchanged\n"
    assert 'note: "Changed"' in named.read_text()
    named.write_text(named.read_text() + "My own words.\n")
    run(["bookmarks", "note", "https://example.org/chips", "Once more"])
    capsys.readouterr()
    assert run(["bookmarks", "export", str(folder)]) == 1
    assert "was edited since" in capsys.readouterr().err
    assert "My own words." in named.read_text()


@pytest.mark.usefixtures("kept")
def test_the_folder_is_one_that_newsreader_opens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["bookmarks", "export", str(tmp_path / "folder")])
    capsys.readouterr()
    assert run(["list", "--json", str(tmp_path / "folder")]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == 3
    assert all(row["bookmarked"] and not row["warnings"] for row in rows)
    chips = next(row for row in rows if row["link"])
    assert (chips["author"], chips["tags"]) == ("Ada Ray", ["chips", "work"])
    assert chips["categories"] == [["world", "economy"]]


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("name", FORMATS[:3])
def test_no_file_of_others_is_written_over(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / name
    for mine in ("mine", "<html><title>My newsreader bookmarks, by hand</title>"):
        target.write_text(mine)
        assert run(["bookmarks", "export", str(target)]) == 2
        assert "that newsreader wrote" in capsys.readouterr().err
        assert target.read_text() == mine
    assert [each.name for each in tmp_path.glob(".newsreader*")] == []


@pytest.mark.usefixtures("kept")
def test_one_format_is_not_written_over_another(tmp_path: Path) -> None:
    target = tmp_path / "bookmarks.json"
    assert run(["bookmarks", "export", str(target)]) == 0
    whole = target.read_bytes()
    assert run(["bookmarks", "export", "--format", "html", str(target)]) == 2
    assert target.read_bytes() == whole


@pytest.mark.parametrize("command", ["export", "import"])
def test_an_empty_path_is_none(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bookmarks", command, ""]) == 2
    assert "An empty path was given." in capsys.readouterr().err


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["x.docx"], "Add --format"),
        (["--format", "markdown"], "name a folder"),
        (["--format", "markdown", "archive/chips.md"], "name a folder"),
        (["--format", "json", "archive"], "is a folder"),
        (["none/x.json"], "none/x.json can't be written: there is no folder none."),
        (["archive/chips.md/x.json"], "x.json can't be written: archive/chips.md is no folder."),
        (["archive/chips.md/x"], "archive/chips.md/x can't be written: archive/chips.md is no"),
        (["x" * 300], "x can't be written: File name too long."),
        (["x" * 300 + ".json"], "x.json can't be written: File name too long."),
        (["--format", "html", "x" * 300 + "/a"], "x/a can't be written: File name too long."),
        (["a\0b"], "a\\x00b can't be written: no file can have a name with such characters."),
        (["a\0.json"], "a\\x00.json can't be written: no file can have a name"),
        (["loop.json"], "loop.json can't be written: Too many levels of symbolic links."),
        (["--format", "yaml", "x"], "yaml"),
    ],
)
def test_wrong_usage_of_export(
    words: list[str],
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loop.json").symlink_to("loop.json")
    assert run(["bookmarks", "export", *words]) == 2
    assert why in capsys.readouterr().err


def test_nothing_to_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bookmarks", "export", str(tmp_path / "kept.json")]) == 1
    assert capsys.readouterr().err == "There are no bookmarks yet.\n"
    assert not (tmp_path / "kept.json").exists()


def test_what_can_t_be_read_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kept.json"
    file.write_text('[\n{"title": "one", "body": "x"},\n{"title": \n]\n')
    assert run(["bookmarks", "import", str(file)]) == 1
    output = capsys.readouterr()
    assert output.out == f"{file}: 1 new, 0 there already, 1 not read\n"
    assert output.err.startswith(f"{file}, line 4: the JSON is broken")
    assert titles(capsys) == ["one"]


def test_what_holds_no_bookmarks(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (archive / "x.bin").write_bytes(b"\0\xff")
    for path, why in (
        (archive / "x.bin", "is no text. What can be imported: "),
        (archive / "chips.md", "an ordinary article"),
        (archive / "gone.json", "There is no file"),
        (archive / ("x" * 300), "x can't be opened: File name too long."),
        (archive / "a\0b.json", "a\\x00b.json can't be opened: no file can have a name"),
        (archive / "chips.md" / "x.json", "There is no file"),
        (archive, f"3 files in {archive} without a bookmark"),
    ):
        assert run(["bookmarks", "import", str(path)]) == 2
        assert why in capsys.readouterr().err
    assert titles(capsys) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.json", "[]"),
        ("x.json", '{"bookmarks": []}'),
        ("x.html", "[]"),
        ("x.html", "<p>words</p>"),
        ("x.opml", "<opml><body/></opml>"),
        ("x.json", ""),
        ("x.html", " \n"),
        ("x.md", ""),
        ("x", ""),
        ("folder", None),
    ],
)
def test_nothing_to_import(
    name: str, text: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.mkdir() if text is None else path.write_text(text)
    assert run(["bookmarks", "import", str(path)]) == 1
    assert capsys.readouterr() == ("", f"There are no bookmarks in {path}.\n")
    other = tmp_path / "other.json"
    other.write_text('[{"title": "one"}]')
    assert run(["bookmarks", "import", str(path), str(other)]) == 1
    assert run(["bookmarks", "import", str(path), str(tmp_path / "gone")]) == 2
    assert titles(capsys) == ["one"]


@pytest.mark.parametrize("end", ["json", "html", "opml", "xml", "md", "txt"])
@pytest.mark.parametrize("format", ["json", "html", "opml"])
@pytest.mark.usefixtures("kept")
def test_what_a_file_holds_decides_and_not_its_name(
    format: str, end: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"kept.{end}"
    run(["bookmarks", "export", "--format", format, str(path)])
    forget_all(home)
    assert run(["bookmarks", "import", str(path)]) == 0
    assert "Chip makers add a night shift" in titles(capsys)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("name", ["kept.html", "kept.opml"])
def test_a_file_that_is_cut_off_is_named_with_its_last_line(
    name: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    run(["bookmarks", "export", str(path)])
    lines = path.read_text().splitlines()
    last = next(number for number, line in enumerate(lines) if "example.org" in line)
    path.write_text("\n".join(lines[: last + 1]))
    forget_all(home)
    capsys.readouterr()
    assert run(["bookmarks", "import", str(path)]) == 1
    output = capsys.readouterr()
    assert output.out == f"{path}: 1 new, 0 there already, 1 not read\n"
    assert output.err == f"{path}, line {last + 1}: the file ends in the middle.\n"


def test_through_a_pipe(newsreader: Run, archive: Path, tmp_path: Path) -> None:
    newsreader("bookmarks", "add", archive / "chips.md")
    done = newsreader("bookmarks", "export", env={"LC_ALL": "C"})
    assert done.returncode == 0
    elsewhere = {"XDG_DATA_HOME": str(tmp_path / "d"), "XDG_CACHE_HOME": str(tmp_path / "c")}
    taken = newsreader("bookmarks", "import", "-", input=done.stdout, env=elsewhere)
    assert (taken.returncode, taken.stderr) == (0, "")
    assert taken.stdout == "standard input: 1 new, 0 there already\n"
    again = newsreader("bookmarks", "export", "-", env=elsewhere)
    assert again.stdout == done.stdout


POCKET = """title,url,time_added,tags,status
One,https://p.example/1,1728576752,a|b,unread
Chips,https://example.org/chips,1728576753,mine,archive
Nowhere,none,1728576753,,unread
"""


def test_an_export_of_a_service(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pocket.csv"
    file.write_text(POCKET)
    assert run(["bookmarks", "import", "--dry-run", str(file)]) == 1
    said = capsys.readouterr()
    assert said.out == f"{file} (Pocket): 1 would be new, 1 there already, 1 not read\n"
    assert "line 4: “Nowhere” leads to none" in said.err
    assert len(titles(capsys)) == 3
    assert run(["bookmarks", "import", str(file)]) == 1
    assert capsys.readouterr().out == (f"{file} (Pocket): 1 new, 1 there already, 1 not read\n")
    run(["bookmarks", "list", "--json"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    labels = {row["link"]: row["labels"] for row in rows}
    # The same link is the same bookmark, whatever its title, and keeps the user's own labels.
    assert labels["https://p.example/1"] == ["a", "b"]
    assert labels["https://example.org/chips"] == ["later", "工作"]
    assert run(["bookmarks", "import", str(file)]) == 1
    assert "0 new, 2 there already" in capsys.readouterr().out
    assert kept.is_dir()


def test_a_link_gets_its_text_later(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "p.csv").write_text(POCKET)
    saved = {"url": "https://p.example/1", "is_archived": 0, "content": "<p>Larks.</p>"}
    (home / "w.json").write_text(json.dumps([saved | {"title": "Other", "tags": ["c"]}]))
    run(["bookmarks", "import", str(home / "p.csv")])
    assert run(["bookmarks", "import", str(home / "w.json")]) == 0
    assert "(wallabag): 0 new, 1 there already" in capsys.readouterr().out
    capsys.readouterr()
    run(["bookmarks", "export"])
    found = json.loads(capsys.readouterr().out)["bookmarks"]
    assert {each["link"]: (each["body"], each["labels"]) for each in found} == {
        "https://p.example/1": ("<p>Larks.</p>", ["a", "b"]),
        "https://example.org/chips": ("", ["mine"]),
    }
    assert run(["bookmarks", "import", str(home / "w.json")]) == 0
    assert len(titles(capsys)) == 2


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("pins.json", '[{"href": "https://a.example", "time": 1}]', "the keys href, time"),
        ("people.csv", "Name,Age\nBo,7\n", "the columns name, age"),
        ("words.txt", "Just words.\n", "holds no bookmarks in a known format"),
    ],
)
def test_anything_else_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, what: str
) -> None:
    file = home / name
    file.write_text(text)
    assert run(["bookmarks", "import", str(file)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"{file} ")
    assert what in said
    assert "wallabag" in said
    assert titles(capsys) == []

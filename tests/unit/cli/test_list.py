import json
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.unit.cli.conftest import PROGRAM, Run, environment
from tui.articles.article import Summary
from tui.cli.main import run
from tui.cli.printing.list_lines import as_text
from tui.paths import Paths
from tui.saved_queries import save_query

pytestmark = pytest.mark.usefixtures("home")

KEYS = [
    "id", "path", "title", "author", "date", "date_source", "categories", "tags", "link",
    "images", "words", "read", "bookmarked", "copies", "warnings",
]  # fmt: skip


def objects(capsys: pytest.CaptureFixture[str], *words: object) -> list[dict[str, object]]:
    assert run(["list", "--json", *map(str, words)]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def titles(capsys: pytest.CaptureFixture[str], *words: object) -> list[str]:
    return [str(row["title"])[:4] for row in objects(capsys, *words)]


def test_rows_come_newest_first(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert titles(capsys, archive) == ["Chip", "南京全市", "A no"]
    assert titles(capsys, archive, "--reverse") == ["A no", "南京全市", "Chip"]
    assert titles(capsys, archive, "--limit", 1) == ["Chip"]
    assert titles(capsys, archive, "--sort", "title") == ["A no", "Chip", "南京全市"]


def test_json_has_its_keys(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chips, nanjing, note = objects(capsys, archive)
    assert list(chips) == KEYS
    assert chips["path"] == str(archive.resolve() / "chips.md")
    assert chips["author"] == "Ada Ray"
    assert chips["categories"] == [["world", "economy"]]
    assert chips["tags"] == ["chips", "work"]
    assert chips["date_source"] == "front matter"
    assert (chips["read"], chips["bookmarked"], chips["copies"]) == (False, False, 1)
    assert nanjing["images"] == 1
    assert note["date_source"] == "file time"


def test_without_an_update_the_index_answers_as_it_stands(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["list", "--no-update", str(archive)]) == 1
    assert capsys.readouterr().out == ""
    assert len(titles(capsys, archive)) == 3
    (archive / "new.md").write_text("---\ntitle: Newest\ndate: 2031-01-01\n---\nInk.\n")
    assert titles(capsys, archive, "--no-update", "--limit", 1) == ["Chip"]
    assert titles(capsys, archive, "--limit", 1) == ["Newe"]
    assert titles(capsys, archive, "--no-update", "--limit", 1) == ["Newe"]


def test_rows_are_about_the_folders_that_are_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, year in (("shed", 2012), ("attic", 2016)):
        path = tmp_path / name / "hinges.md"
        path.parent.mkdir()
        path.write_text("Oil the hinges in spring.\n")
        moment = datetime(year, 4, 5, tzinfo=UTC).timestamp()
        os.utime(path, (moment, moment))

    def only(*words: object) -> tuple[str, str, object]:
        (row,) = objects(capsys, *words)
        path, year = Path(str(row["path"])), str(row["date"])[:4]
        return str(path.relative_to(tmp_path.resolve())), year, row["copies"]

    shed, attic = tmp_path / "shed", tmp_path / "attic"
    assert only(shed, attic) == ("attic/hinges.md", "2016", 2)
    assert only(shed) == ("shed/hinges.md", "2012", 1)
    assert only(attic / "hinges.md") == ("attic/hinges.md", "2016", 1)
    assert only(tmp_path, "-q", "date:2016 path:shed") == ("attic/hinges.md", "2016", 2)
    assert run(["list", str(shed), "-q", "date:2016"]) == 1
    (attic / "hinges.md").unlink()
    assert only(tmp_path) == ("shed/hinges.md", "2012", 1)


@pytest.mark.parametrize(
    ("closed", "kept"),
    [
        ("XDG_DATA_HOME", "Nothing that is read or marked now is kept."),
        ("XDG_CACHE_HOME", "It is made in memory, for this time only."),
    ],
)
def test_where_nothing_can_be_kept_rows_are_listed_all_the_same(
    closed: str,
    kept: str,
    archive: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chips = str(archive / "chips.md")
    run(["bookmarks", "add", chips])
    monkeypatch.setenv(closed, "/dev/null/closed")
    capsys.readouterr()
    assert run(["list", "--json", str(archive)]) == 0
    output = capsys.readouterr()
    rows = [json.loads(line) for line in output.out.splitlines()]
    # The copy of what is kept is looked into, where there is something to copy.
    assert [row["bookmarked"] for row in rows] == [closed == "XDG_CACHE_HOME", False, False]
    (sentence,) = output.err.splitlines()
    assert sentence.endswith(kept)
    assert run(["check", str(archive)]) == 1
    capsys.readouterr()
    # Bookmarks need no index that lasts.
    assert run(["bookmarks", "add", chips]) == (0 if closed == "XDG_CACHE_HOME" else 2)
    (said,) = capsys.readouterr().err.splitlines()
    assert said == (sentence if closed == "XDG_CACHE_HOME" else sentence.removesuffix(f" {kept}"))


def test_a_query_finds_and_shows_where(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = objects(capsys, archive, "-q", "软件业务")
    assert list(found) == [*KEYS, "snippet"]
    assert "软件业务" in str(found["snippet"])
    assert titles(capsys, archive, "-q", "category:world") == ["Chip"]
    (night,) = objects(capsys, archive, "-q", "factories")
    assert "The factories now run" in str(night["snippet"])


def test_typed_filters_and_orders(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert titles(capsys, archive, "-q", "category:/World/economy") == ["Chip"]
    assert titles(capsys, archive, "-q", "sort:-date") == ["A no", "南京全市", "Chip"]
    assert titles(capsys, archive, "-q", "sort:-date", "--reverse") == ["Chip", "南京全市", "A no"]
    assert titles(capsys, archive, "-q", "sort:-date", "--sort", "title")[-1] == "A no"


def test_a_saved_query(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_query(Paths.of_user().settings, "night shifts", "category:/world factories")
    save_query(Paths.of_user().settings, "bad", "date:soon")
    assert titles(capsys, archive, "--saved", "night shifts") == ["Chip"]
    for words, said in [
        (["--saved", "bad"], "“soon” is no date"),
        (["--saved", "day"], "No query is saved under the name day; there are night shifts, bad."),
        (["--saved", "bad", "-q", "x"], "can't be used together"),
    ]:
        assert run(["list", str(archive), *words]) == 2
        assert said in capsys.readouterr().err


def test_a_query_without_words_has_no_snippet(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert all("snippet" not in row for row in objects(capsys, archive, "-q", "is:unread"))


def test_lines_say_it_all_where_there_is_no_terminal(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["list", str(archive)]) == 0
    first, second, third = (line.split("\t") for line in capsys.readouterr().out.splitlines())
    assert first[0].startswith("2021-03-29 ")
    assert first[1:4] == ["Chip makers add a night shift", "Ada Ray", "world › economy"]
    assert first[4] == str(archive.resolve() / "chips.md")
    assert second[1] == "南京全市软件业务收入约6000亿元"
    assert second[3] == "金融 › 新浪财经"
    assert third[1:4] == ["A note without a date", "", ""]


def test_tabs_and_line_ends_part_no_fields(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a\tb\nc.md").write_text('---\ntitle: One\ncategories: ["x\\ty"]\n---\nInk.\n')
    assert run(["list", str(tmp_path / "a\tb\nc.md"), "-q", "ink"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.split("\t")[1:] == ["One", "", "x y", f"{tmp_path.resolve()}/a b c.md", "Ink."]


def test_lines_of_a_search_say_where_it_found_them(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["list", str(archive), "-q", "软件业务 OR factories"]) == 0
    first, second = (line.split("\t") for line in capsys.readouterr().out.splitlines())
    assert first[1].startswith("Chip makers") and second[1].startswith("南京全市")
    assert first[5].startswith("The factories now run")
    assert "软件业务" in second[5]
    for query in ("category:world", "title:chip", "is:unread"):
        assert run(["list", str(archive), "-q", query, "--limit", "1"]) == 0
        assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize("width", [10, 30, 60, 100])
def test_lines_of_a_search_fit_the_terminal(
    archive: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    width: int,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("tui.cli.list.is_terminal", lambda _: True)
    assert run(["list", str(archive), "-q", "软件 OR factories", "--color", "never"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(cell_len(line) <= width for line in lines)
    assert len(lines) == (2 if width < 40 else 4)


def test_nothing_found_is_said(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", str(archive), "-q", "zebra"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err == f"None of 3 articles in {archive.resolve()} matches the query.\n"


def test_an_empty_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert run(["list", str(tmp_path / "empty")]) == 1
    assert capsys.readouterr().err.startswith("There are no articles in ")


def test_a_query_that_is_not_understood(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", str(archive), "-q", "date:soon"]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("\n") == 1


def test_a_missing_path_is_said_and_the_rest_is_listed(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["list", "gone", str(archive)]) == 1
    output = capsys.readouterr()
    assert output.out.count("\n") == 3
    assert output.err == "There is no file or folder gone.\n"


def test_paths_without_a_terminal_are_listed(newsreader: Run, archive: Path) -> None:
    done = newsreader(archive)
    assert done.returncode == 0
    assert done.stdout == newsreader("list", archive).stdout
    assert done.stdout.count("\n") == 3


def test_a_file_alone_is_listed(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert titles(capsys, archive / "nanjing.md") == ["南京全市"]


def test_files_that_change_are_read_again(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(titles(capsys, archive)) == 3
    (archive / "old.md").unlink()
    (archive / "new.md").write_text("---\ntitle: Newer\ndate: 2022-01-01\n---\nText\n")
    assert titles(capsys, archive) == ["Newe", "Chip", "南京全市"]


def test_a_damaged_index_never_hides_an_article(
    archive: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert titles(capsys, archive, "-q", "it OR run") == ["Chip", "A no"]
    index = home / "cache" / "newsreader" / "index.db"
    sound = index.read_bytes()
    mended = 0
    # Every third page: each table and each index has several.
    for start in range(4096, len(sound), 3 * 4096):
        index.write_bytes(sound[:start] + b"\xd7" * 4096 + sound[start + 4096 :])
        status = run(["list", "--json", "-q", "it OR run", str(archive)])
        output = capsys.readouterr()
        mended += "The index was damaged" in output.err
        if status == 0:
            assert [json.loads(line)["title"][:4] for line in output.out.splitlines()] == [
                "Chip",
                "A no",
            ]
        else:
            assert status == 2 and "run the command again" in output.err
    assert mended
    assert not list(home.rglob("user.db.damaged*"))


def test_a_folder_called_like_a_command(newsreader: Run, archive: Path) -> None:
    archive.rename(archive.parent / "list")
    assert newsreader("./list").stdout.count("\n") == 3


def test_a_file_name_that_is_no_text(newsreader: Run, archive: Path) -> None:
    name = os.fsdecode(b"\xe9t\xe9.md")
    (archive / name).write_text("---\ntitle: Coffee\ndate: 2023-01-01\n---\nText\n")
    done = newsreader("list", "--json", archive, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert json.loads(done.stdout.splitlines()[0])["path"] == str(archive.resolve() / name)


def test_a_closed_pipe_is_no_error(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number}.md").write_text(f"---\ntitle: {number} {'x' * 400}\n---\ntext\n")
    done = subprocess.run(
        ["bash", "-c", f'"{PROGRAM}" list "{folder}" | head -n 1; exit "${{PIPESTATUS[0]}}"'],
        capture_output=True,
        env=environment(home),
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_rows_fit_the_terminal(width: int) -> None:
    row = Summary(
        1, None, "先进制造业集群“国家队”名单公布：苏粤各占6席 并列第一 " * 2, "",
        datetime(2021, 3, 29, 19, 15, tzinfo=UTC), True, "front matter",
        (("金融", "新浪财经", "新浪财经－國内"),), (), "", 0, 1, False, True, 1, (),
    )  # fmt: skip
    line = as_text(row, width)
    assert cell_len(line) <= width
    assert line.startswith("●★ 2021-03-29")

"""`newsreader check`: what it prints, and its exit status."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.corpus import CORPUS, SMALL, parameter
from tests.unit.cli.conftest import PROGRAM, Run, environment
from tui.cli.check import as_lines
from tui.cli.main import run
from tui.library.values import FileProblem

pytestmark = pytest.mark.usefixtures("home")

KEYS = ["path", "line", "problem", "shown_as", "kind", "copy_of"]


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A folder of one article that is as it should be."""
    folder = tmp_path / "sound"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: A\ndate: 2021-03-29\n---\nText.\n")
    return folder


@pytest.fixture
def broken(sound: Path) -> Path:
    """A folder with a copy, an empty file, and one whose front matter has two problems."""
    (sound / "b.md").write_bytes((sound / "a.md").read_bytes())
    (sound / "c.md").write_bytes(b"")
    (sound / "d.md").write_text("---\ntitle: D\ndate: 2021-02-31\nauthor: a: b\n---\nText.\n")
    os.utime(sound / "d.md", (1_000_000_000, 1_000_000_000))
    return sound


def objects(capsys: pytest.CaptureFixture[str], *words: object) -> list[dict[str, object]]:
    assert run(["check", "--json", *map(str, words)]) == 1
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_all_is_well(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(sound)]) == 0
    assert capsys.readouterr().out == ("All is well: 1 file read, each shown just as it stands.\n")
    assert run(["check", "--json", str(sound)]) == 0
    assert capsys.readouterr().out == ""


def test_problems_stand_below_their_files(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(broken)]) == 1
    output = capsys.readouterr()
    assert output.err == ""
    assert output.out.replace(str(broken), "…") == (
        "…/b.md\n"
        "  a copy of another file → in the row of …/a.md\n"
        "…/c.md\n"
        "  the file is empty → an article without text\n"
        "…/d.md\n"
        "  line 3: “2021-02-31” is not a valid date → the date of the file\n"
        "  line 4: a colon in a value that is not quoted"
        " → all that follows is the value of “author”\n"
        "\n"
        "4 problems; 4 files read.\n"
        "  1  date           not a valid date\n"
        "  1  duplicate      the same article as another file\n"
        "  1  empty          nothing to read in it\n"
        "  1  front matter   not valid\n"
    )


def test_json_has_its_keys(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy, empty, date, colon = objects(capsys, broken)
    assert all(list(each) == KEYS for each in (copy, empty, date, colon))
    folder = str(broken.resolve())
    assert (copy["kind"], copy["copy_of"]) == ("duplicate", f"{folder}/a.md")
    assert (empty["path"], empty["line"], empty["kind"]) == (f"{folder}/c.md", None, "empty")
    assert (date["line"], date["shown_as"]) == (3, "the date of the file")
    assert (colon["line"], colon["kind"], colon["copy_of"]) == (4, "front matter", None)


def test_the_home_folder_is_short(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.md", "b.md"):
        (home / name).write_text("---\ntitle: A\ndate: 2021-03-29\n---\nText.\n")
    assert run(["check", str(home)]) == 1
    assert "~/b.md\n  a copy of another file → in the row of ~/a.md\n" in capsys.readouterr().out


def test_the_folders_of_the_settings_are_checked(
    broken: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = home / "config" / "newsreader" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'folders = ["{broken}"]\n')
    assert len(objects(capsys)) == 4


def test_paths_that_are_not_there(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "gone"]) == 2
    assert run(["check", "gone", str(sound)]) == 1
    assert capsys.readouterr().err == "There is no file or folder gone.\n" * 2
    assert run(["check", "--sideways"]) == 2


def test_an_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "none").mkdir()
    assert run(["check", str(tmp_path / "none")]) == 0
    output = capsys.readouterr()
    assert (output.out, output.err) == ("", f"There are no articles in {tmp_path}/none.\n")


def test_names_do_nothing_to_the_terminal(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = os.fsdecode(b"a\x1b]0;x\x07\nb\t\xe2\x80\xae\xff.md")
    for copy in (name, name + ".md"):
        (sound / copy).write_text("Words.\n")
    assert run(["check", str(sound)]) == 1
    text = capsys.readouterr().out
    assert r"/a\x1b]0;x\x07\nb\t\u202e\udcff.md" in text.replace("\udcff", r"\udcff")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    first, second = objects(capsys, sound)
    assert str(first["path"]).endswith(name)
    assert second["copy_of"] == first["path"]


def test_lines_fit_the_terminal() -> None:
    problem = FileProblem(
        Path("/a/b.md"), 12, "“2021年二月三十一日” is not a valid date", "the date of the file"
    )
    for width in range(20, 100):
        lines = [re.sub("\x1b\\[\\d*m", "", line) for line in as_lines(problem, width, True)]
        assert all(cell_len(line) <= width for line in lines)
        assert "".join("".join(lines).split()) == (
            "line12:“2021年二月三十一日”isnotavaliddate→thedateofthefile"
        )
    assert [len(list(as_lines(problem, width, True))) for width in (100, None)] == [1, 1]


def test_whoever_reads_may_have_seen_enough(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number}.md").write_text(f"Words of number {number}.\n")
    with subprocess.Popen(
        [PROGRAM, "check", folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home),
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize(
    "folder",
    [
        parameter(SMALL, "small"),
        *(parameter(CORPUS / part, f"outside/{part}") for part in ("posts", "encodings", "html")),
    ],
)
def test_a_corpus_gives_no_traceback(newsreader: Run, folder: Path) -> None:
    done = newsreader("check", folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert re.search(r"^\d+ problems; \d+ files read\.$", done.stdout, re.MULTILINE)
    done = newsreader("check", "--json", folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert all(list(json.loads(line)) == KEYS for line in done.stdout.splitlines())


def test_files_of_other_kinds_are_counted_and_are_no_problem(
    sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("b.tex", "c.tex", "d.wiki", "e.py"):
        (sound / name).write_text("x")
    assert run(["check", str(sound)]) == 0
    assert capsys.readouterr().out.endswith("3 files of other kinds: 2 .tex, 1 .wiki.\n")

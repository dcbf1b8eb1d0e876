import os
import socket
from pathlib import Path

import pytest

from tui.articles.files import LARGEST, OTHER_KINDS, FoundFile, find_files, find_runs
from tui.articles.suffixes import SUFFIXES


def _walk(*folders: Path) -> tuple[list[FoundFile], dict[str, str]]:
    passed: dict[str, str] = {}
    found = list(find_files(folders, lambda path, why: passed.update({path.name: why})))
    return found, passed


def _names(folder: Path) -> list[str]:
    return [str(file.path.relative_to(folder)) for file in _walk(folder)[0]]


def test_article_files_are_found_sorted(tmp_path: Path) -> None:
    for name in ("b.md", "a/2.HTML", "a/1.txt", "c.markdown", "d.mdown", "e.htm", "f.png", "g"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert _names(tmp_path) == ["a/1.txt", "a/2.HTML", "b.md", "c.markdown", "d.mdown", "e.htm"]


def test_what_a_found_file_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text("four")
    os.utime(path, ns=(1, 1_500_000_000_000_000_001))
    monkeypatch.chdir(tmp_path)
    assert _walk(Path())[0] == [FoundFile(os.fsencode(path), 4, 1_500_000_000_000_000_001)]


def test_what_is_hidden_is_left_out_in_silence(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.md").write_text("x")
    (tmp_path / ".b.md").write_text("x")
    assert _walk(tmp_path) == ([], {})
    assert len(_walk(tmp_path / ".git")[0]) == 1


def test_packages_beside_the_articles_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    inner = tmp_path / "node_modules" / "lib"
    inner.mkdir(parents=True)
    (inner / "README.md").write_text("x")
    assert _walk(tmp_path) == ([], {})
    assert _names(inner) == ["README.md"]
    assert _names(tmp_path / "node_modules") == ["lib/README.md"]


def test_writing_of_other_kinds_is_told(tmp_path: Path) -> None:
    for name in ("a.md", "b.TEX", "c.wiki", "d.py", "e", ".f.tex"):
        (tmp_path / name).write_text("x")
    told: list[bytes] = []
    runs = list(find_runs([tmp_path], lambda *_: None, told.append))
    assert [os.path.basename(path) for run in runs for path, *_ in run] == [b"a.md"]  # noqa: PTH119
    assert [os.path.basename(path) for path in told] == [b"b.TEX", b"c.wiki"]  # noqa: PTH119
    assert not OTHER_KINDS & SUFFIXES.keys()


def test_a_slow_kind_weighs_more() -> None:
    assert FoundFile(b"/a.RST", 10, 0).weight > FoundFile(b"/a.md", 10, 0).weight == 10


def test_a_file_that_is_given_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    for name in (".hidden", "README", "a.rst"):
        (tmp_path / name).write_text("x")
        assert [file.path.name for file in _walk(tmp_path / name)[0]] == [name]


def test_loops_end_and_no_folder_is_read_twice(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.md").write_text("x")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "self.md").symlink_to("self.md")
    found, passed = _walk(tmp_path, tmp_path, tmp_path / "a", tmp_path / "a" / "x.md")
    assert [file.path for file in found] == [tmp_path / "a" / "x.md"]
    assert passed["up"] == "it is a link to a folder that is read already"
    assert passed["self.md"] == "it is a link that leads back to itself"


def test_a_folder_that_is_given_is_read_where_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "x.md").write_text("x")
    (tmp_path / "b.md").write_text("x")
    found, _ = _walk(tmp_path / "a", tmp_path)
    assert [file.path for file in found] == [tmp_path / "a" / "x.md", tmp_path / "b.md"]


def test_paths_come_in_the_order_of_their_bytes(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "x.md").write_text("x")
    folder = tmp_path / "in"
    for name in ("a.md", "a/b.md", "a!.md", "a0.md", "文.md", "文/章.md", "文!.md", "~.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    (folder / "l").symlink_to(out)
    (folder / "l!.md").symlink_to(out / "x.md")
    with open(os.fsencode(folder) + b"/\xce.md", "wb") as file:  # noqa: PTH123 - no UTF-8
        file.write(b"x")
    given = (folder / "l", folder, folder / "a.md", folder / "a")
    found = [file.raw for file in _walk(*given)[0]]
    assert len(found) == 11
    assert found == sorted(set(found))


def test_links_out_of_the_folder_are_followed(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x.md").write_text("x")
    (tmp_path / "out" / "y.md").write_text("y")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "z.md").symlink_to(tmp_path / "out" / "y.md")
    assert _names(tmp_path / "in") == ["folder/x.md", "folder/y.md", "z.md"]


def test_what_is_no_file_is_passed_over_and_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "nothing.md").symlink_to("gone")
    (tmp_path / "null.md").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(os.path.relpath(tmp_path / "s.md"))
        found, passed = _walk(tmp_path, tmp_path / "gone")
    assert found == []
    assert passed == {
        "pipe.md": "it is a pipe, not a file",
        "nothing.md": "it is a link to nothing",
        "null.md": "it is a device, not a file",
        "s.md": "it is a socket, not a file",
        "gone": "it is not there",
    }


def test_huge_files_are_passed_over(tmp_path: Path) -> None:
    with (tmp_path / "huge.md").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert _walk(tmp_path) == ([], {"huge.md": "it is larger than 64 MB"})


def test_what_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "a.md").chmod(0o640)
    (tmp_path / "closed").mkdir()
    (tmp_path / "z.md").write_text("x")
    real = os.scandir

    def scandir(path: bytes) -> object:
        if os.fsdecode(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "access", lambda path, _: not os.fsdecode(path).endswith("a.md"))
    found, passed = _walk(tmp_path)
    assert [file.path.name for file in found] == ["z.md"]
    assert passed == {"a.md": "it may not be read", "closed": "it may not be read"}


def test_names_that_are_no_utf_8(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/\xce\xc4\xd5\xc2.md"
    with open(raw, "wb") as file:  # noqa: PTH123 - a Path holds no bytes
        file.write(b"x")
    found, _ = _walk(tmp_path)
    assert os.fsencode(found[0].path) == raw


def test_a_path_that_can_be_no_path() -> None:
    assert _walk(Path("/a\0b"))[0] == []


def test_deep_folders(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(400):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "a.md").write_text("x")
    assert len(_walk(tmp_path)[0]) == 1

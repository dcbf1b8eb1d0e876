import os
import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.unit.library.making import LONG_AGO, age, found, open_library, patch_reader, write
from tui.articles.article import CategoryPath
from tui.library.indexing import batch_writer, process_pool, scan
from tui.library.library import Library, Progress, Report
from tui.library.query import Query


def numbers(report: Report) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.removed, report.unchanged


def unreadable(library: Library, folder: Path) -> list[str]:
    problems = library.problems([folder])
    return [problem.path.name for problem in problems if problem.kind == "unreadable"]


def test_new_changed_removed_and_unchanged_files(library: Library, folder: Path) -> None:
    one = write(folder / "one.md", "One", date="2021-03-01")
    two = write(folder / "two.md", "Two", date="2021-03-02")
    assert numbers(library.update([folder])) == (2, 0, 0, 0)
    assert numbers(library.update([folder])) == (0, 0, 0, 2)
    id_of_two = library.search.find(Query("two")).ids[0]
    write(two, "Two", "Another text altogether.", date="2021-03-02")
    write(folder / "three.md", "Three", date="2021-03-03")
    one.unlink()
    report = library.update([folder])
    assert numbers(report) == (1, 1, 1, 0)
    assert report.articles == 2
    assert found(library) == ["Three", "Two"]
    assert list(library.search.find(Query("altogether")).ids) == [id_of_two]


def test_a_summary_tells_what_the_file_says(library: Library, folder: Path) -> None:
    path = write(
        folder / "a.md",
        "Title",
        "![A picture](a.jpg) and [a link](https://example.org)\n\n```\ncode\n```",
        date="2021-03-29 19:15:00 +0800",
        author="Ann",
        categories="[[x, y], [z]]",
        tags="[s, t]",
        link="https://example.org/a",
    )
    library.update([folder])
    (row,) = library.search.summaries(library.search.find(Query("has:image has:code has:link")).ids)
    assert (row.title, row.author, row.path, row.link) == (
        "Title",
        "Ann",
        path,
        "https://example.org/a",
    )
    assert row.categories == (("x", "y"), ("z",))
    assert row.tags == ("s", "t")
    assert row.date is not None and row.date.timestamp() == 1617016500
    assert (row.images, row.copies, row.read, row.bookmarked) == (1, 1, False, False)
    assert row.date_source == "front matter"
    assert library.articles.read(row.id).title == "Title"


def test_nothing_is_said_to_be_read_where_nothing_is(library: Library, folder: Path) -> None:
    write(folder / "a.md", "One")
    library.update([folder])
    told: list[Progress] = []
    library.update([folder], progress=told.append)
    assert told
    assert all(each.total is None for each in told)


def test_a_file_touched_but_not_changed_is_unchanged(library: Library, folder: Path) -> None:
    path = write(folder / "a.md", date="2021-03-01")
    library.update([folder])
    age(path, LONG_AGO + 50)
    assert numbers(library.update([folder])) == (0, 0, 0, 1)


def test_a_change_within_the_same_tick_is_seen(library: Library, folder: Path) -> None:
    path = write(folder / "a.md", body="First text.", date="2021-03-01")
    os.utime(path)
    library.update([folder])
    time = path.stat().st_mtime_ns
    write(path, body="Other text.", date="2021-03-01")
    os.utime(path, ns=(time, time))
    assert numbers(library.update([folder])) == (0, 1, 0, 0)
    assert found(library, "other") == ["A title"]


def test_a_moved_file_keeps_its_row(library: Library, folder: Path) -> None:
    write(folder / "a.md", "Moved", date="2021-03-01")
    library.update([folder])
    ids = library.search.find(Query()).ids
    (folder / "b").mkdir()
    (folder / "a.md").rename(folder / "b" / "c.md")
    assert numbers(library.update([folder])) == (1, 0, 1, 0)
    assert library.search.find(Query()).ids == ids
    assert library.search.summaries(ids)[0].path == folder / "b" / "c.md"


def test_copies_are_one_row_that_says_how_many(library: Library, folder: Path) -> None:
    for name in ("a.md", "b.md", "c/d.md"):
        write(folder / name, "Copied", date="2021-03-01")
    assert library.update([folder]).articles == 1
    (row,) = library.search.summaries(library.search.find(Query()).ids)
    assert (row.copies, row.path) == (3, folder / "a.md")
    (folder / "a.md").unlink()
    library.update([folder])
    (row,) = library.search.summaries(library.search.find(Query()).ids)
    assert (row.copies, row.path) == (2, folder / "b.md")
    write(folder / "b.md", "Copied", "Not a copy now.", date="2021-03-01")
    library.update([folder])
    assert sorted(
        row.copies for row in library.search.summaries(library.search.find(Query()).ids)
    ) == [1, 1]


def test_a_change_of_one_copy_of_the_metadata_only_keeps_one_row(
    library: Library, folder: Path
) -> None:
    write(folder / "a.md", "Copied", date="2021-03-01", tags="[old]")
    write(folder / "b.md", "Copied", date="2021-03-01", tags="[old]")
    library.update([folder])
    write(folder / "a.md", "Copied", date="2021-03-01", tags="[new]")
    library.update([folder])
    assert found(library, "tag:new") == ["Copied"]
    (folder / "a.md").unlink()
    library.update([folder])
    library.update([folder])
    assert found(library, "tag:new") == []
    assert found(library, "tag:old") == ["Copied"]


def test_one_identity_with_several_texts_is_several_rows(library: Library, folder: Path) -> None:
    for week in range(5):
        write(folder / f"{week}.md", "Weekly", f"Week {week}.", link="https://example.org/")
    library.update([folder])
    assert found(library) == ["Weekly"] * 5


def test_a_file_that_cannot_be_read_is_a_row_with_a_warning(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md"):
        write(folder / name)

    with monkeypatch.context() as patched:
        patch_reader(
            patched,
            """
from tui.errors import ArticleError
from tui.library.indexing import entry_maker
def fail(path):
    raise ArticleError(f"{path.name} can't be read: the disk is broken.")
entry_maker.read_article = fail
""",
        )
        report = library.update([folder])
    assert (report.articles, report.warnings) == (2, 2)
    rows = library.search.summaries(library.search.find(Query("has:warning")).ids)
    assert {row.title for row in rows} == {"a", "b"}
    assert "the disk is broken" in rows[0].warnings[0]
    assert unreadable(library, folder) == ["a.md", "b.md"]
    assert numbers(library.update([folder])) == (0, 2, 0, 0)
    assert unreadable(library, folder) == []


def test_what_is_passed_over_is_a_problem(library: Library, folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    (folder / "broken.md").symlink_to(folder / "nowhere.md")
    (folder / "loop").symlink_to(folder)
    report = library.update([folder])
    assert report.articles == 0
    problems = list(library.problems([folder]))
    assert [problem.path.name for problem in problems] == ["broken.md", "loop", "pipe.md"]
    assert report.warnings == 3
    (folder / "pipe.md").unlink()
    library.update([folder])
    assert len(list(library.problems(None))) == 2


IS_ROOT = os.geteuid() == 0
AS_ANY_USER = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if IS_ROOT else ()
"""Has root heed what may be read, as everybody else does."""


@pytest.mark.skipif(IS_ROOT and not shutil.which("setpriv"), reason="root may look anywhere")
@pytest.mark.parametrize("mode", [0o000, 0o444, 0o311])
def test_a_folder_that_may_not_be_looked_into_keeps_its_rows(tmp_path: Path, mode: int) -> None:
    archive = tmp_path / "archive"
    write(archive / "a.md", "A", "Text of a.")
    write(archive / "shut" / "b.md", "B", "Text of b.")
    with open_library(tmp_path) as library:
        library.update([archive])
    write(archive / "c.md", "C", "Text of c.")
    places = (tmp_path / "cache" / "index.db", tmp_path / "data" / "user.db", archive)
    (archive / "shut").chmod(mode)
    try:
        subprocess.run(
            [*AS_ANY_USER, sys.executable, "-c", _UPDATE, *map(str, places)],
            check=True,
            capture_output=True,
        )
    finally:
        (archive / "shut").chmod(0o755)
    with open_library(tmp_path) as library:
        assert sorted(found(library)) == ["A", "B", "C"]


def test_what_is_no_file_any_more_loses_its_row(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [write(folder / f"{name}.md", name, f"Text of {name}.") for name in "ab"]
    library.update([folder])
    paths[0].unlink()
    os.mkfifo(paths[0])
    monkeypatch.setattr("tui.articles.files.LARGEST", 1)
    report = library.update([folder])
    assert (report.removed, report.warnings) == (2, 2)
    assert found(library) == []


def test_a_link_to_what_is_read_already_keeps_no_rows(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    path = write(tmp_path / "elsewhere" / "a.md", "A", "An old text.")
    (folder / "later").symlink_to(path.parent)
    library.update([folder])
    (folder / "earlier").symlink_to(path.parent)
    library.update([folder])
    write(path, "A", "A new text.")
    assert library.update([folder]).articles == 1
    assert found(library, "text:new") == ["A"]
    path.unlink()
    library.update([folder])
    assert found(library) == []


def test_a_missing_folder_keeps_its_rows(library: Library, folder: Path, tmp_path: Path) -> None:
    write(folder / "a.md")
    write(tmp_path / "other" / "b.md", "Other", "Other text.")
    library.update([folder, tmp_path / "other"])
    shutil.rmtree(folder)
    report = library.update([folder, tmp_path / "other"])
    assert report.removed == 0
    assert report.warnings == 1
    assert sorted(found(library)) == ["A title", "Other"]


def test_a_single_file_that_is_gone_loses_its_row(library: Library, folder: Path) -> None:
    path = write(folder / "a.md")
    library.update([path])
    path.unlink()
    assert library.update([path]).removed == 1
    assert found(library) == []


def test_other_folders_are_left_alone(library: Library, folder: Path, tmp_path: Path) -> None:
    write(folder / "a.md")
    write(tmp_path / "other" / "b.md", "Other", "Other text.")
    library.update([folder, tmp_path / "other"])
    (tmp_path / "other" / "b.md").unlink()
    library.update([folder])
    assert len(found(library)) == 2


def test_file_names_that_are_no_utf8(library: Library, folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    write(folder / name, "Odd")
    library.update([folder])
    (row,) = library.search.summaries(library.search.find(Query("path:caf")).ids)
    assert row.path == folder / name
    assert library.articles.read(row.id).title == "Odd"


def test_an_update_can_be_cancelled(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(50):
        write(folder / f"{number}.md", f"T{number}", f"Text {number}.")
    monkeypatch.setattr(batch_writer, "_SECONDS", 0.0)
    monkeypatch.setattr(process_pool, "_FILES", 5)
    monkeypatch.setattr(scan, "_PROGRESS_SECONDS", 0.0)
    written: list[int] = []

    def note(progress: Progress) -> None:
        if progress.total and progress.done:
            written.append(progress.done)

    report = library.update([folder], progress=note, cancelled=lambda: bool(written))
    assert 0 < report.added < 50
    assert library.search.find(Query()).total == report.added
    assert numbers(library.update([folder])) == (50 - report.added, 0, 0, report.added)


def test_rebuilding_reads_everything_anew(library: Library, folder: Path) -> None:
    write(folder / "a.md")
    library.update([folder])
    assert numbers(library.update([folder], rebuild=True)) == (1, 0, 0, 0)


def test_an_index_in_memory_takes_folders_too(piped: Library, folder: Path) -> None:
    write(folder / "a.md")
    assert numbers(piped.update([folder])) == (1, 0, 0, 0)
    assert found(piped) == ["A title"]


def test_an_archive_of_two_thousand_files(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    chance = random.Random(1)
    for number in range(2000):
        title = f"Article {number} 第{number}篇"
        write(
            folder / f"{number % 40}" / f"{number}.md",
            title,
            f"正文{number}，内容。",
            date=f"2021-{number % 12 + 1:02}-{number % 28 + 1:02}",
            categories=f"[c{number % 5}, d{number % 7}]",
        )
    told: list[Progress] = []
    with open_library(tmp_path) as library:
        report = library.update([folder], progress=told.append)
        assert numbers(report) == (2000, 0, 0, 0)
        assert told[-1][:2] == (2000, 2000)
        for known in (False, True):
            done = [each.done for each in told if bool(each.total) is known]
            assert done == sorted(done)
        assert library.search.find(Query(), limit=10).total == 2000
        assert found(library, "第1999篇") == ["Article 1999 第1999篇"]
        assert sum(library.search.days(Query()).values()) == 2000
        counts = library.search.categories(Query())
        assert sum(count for path, count in counts.items() if len(path) == 1) == 2000

        files = sorted(folder.rglob("*.md"))
        chosen = chance.sample(files, 90)
        for path in chosen[:30]:
            path.unlink()
        for path in chosen[30:60]:
            path.rename(path.with_name(f"moved-{path.name}"))
        for path in chosen[60:]:
            path.write_text(path.read_text("utf-8") + "\nOne more line.\n", encoding="utf-8")
            age(path)
        assert numbers(library.update([folder])) == (30, 30, 60, 1910)
        assert library.search.find(Query()).total == 1970
        assert library.search.find(Query('"one more line"')).total == 30


def test_categories_are_counted_as_files_come_change_and_go(library: Library, folder: Path) -> None:
    def counts() -> dict[CategoryPath, int]:
        kept = library.search.categories(Query())
        # Asked with a condition, the rows themselves are counted.
        assert kept == library.search.categories(Query(unread=True))
        return kept

    first = write(folder / "1.md", "One", categories="[a, b]")
    copy = write(folder / "copy.md", "One", categories="[a, b]")
    write(folder / "2.md", "Two", "Other.", categories="[a]")
    library.update([folder])
    assert counts() == {("a",): 2, ("a", "b"): 1}
    write(folder / "2.md", "Two", "Other.", categories="[c]")
    copy.unlink()
    library.update([folder])
    assert counts() == {("a",): 1, ("a", "b"): 1, ("c",): 1}
    first.unlink()
    library.update([folder])
    assert counts() == {("c",): 1}


_UPDATE = """
import sys
import threading
from pathlib import Path
from tui.library.library import Library

def tell(progress):
    print(progress.done if progress.total else 0, flush=True)

with Library.open(Path(sys.argv[1]), Path(sys.argv[2])) as library:
    library.update([Path(sys.argv[3])], progress=tell)
"""


def test_a_killed_update_goes_on_from_there(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    for number in range(3000):
        write(folder / f"{number % 9}" / f"{number}.md", f"T{number}", f"Text {number}.")
    places = (tmp_path / "cache" / "index.db", tmp_path / "data" / "user.db", folder)
    update = subprocess.Popen(
        [sys.executable, "-c", _UPDATE, *map(str, places)], stdout=subprocess.PIPE
    )
    assert update.stdout
    done = next(done for line in update.stdout if (done := int(line)) > 500)
    update.kill()
    update.wait()
    update.stdout.close()
    with open_library(tmp_path) as library:
        known = library.search.find(Query()).total
        assert done <= known < 3000
        read: list[Progress] = []
        report = library.update([folder], progress=read.append)
        assert numbers(report) == (3000 - known, 0, 0, known)
        assert read[-1][:2] == (3000 - known, 3000 - known)
        assert library.search.find(Query()).total == 3000
        assert numbers(library.update([folder])) == (0, 0, 0, 3000)


def test_what_has_changed_is_brought_in(library: Library, folder: Path) -> None:
    names = ("kept", "edited", "gone")
    kept, edited, gone = (write(folder / f"{name}.md", name, f"On {name}.") for name in names)
    write(folder / "below" / "deep" / "a.md", "deep", "Deep text.")
    library.update([folder])
    write(kept, "Not to be seen yet")
    write(edited, "edited", "Another text.")
    gone.unlink()
    shutil.rmtree(folder / "below")
    new = write(folder / "come" / "a.md", "come", "A text that comes.").parent
    assert library.bring_in([edited, gone, folder / "below", new])
    assert sorted(found(library)) == ["come", "edited", "kept"]
    assert found(library, "another") == ["edited"]
    assert not library.bring_in([edited, gone, folder / "nothing.md"])
    assert not [each for each in library.problems([folder]) if each.path == gone]


def test_a_moved_file_that_is_brought_in_keeps_its_row(library: Library, folder: Path) -> None:
    path = write(folder / "a.md", "Moved")
    library.update([folder])
    ids = library.search.find(Query()).ids
    path.rename(folder / "b.md")
    assert library.bring_in([path, folder / "b.md"])
    assert library.search.find(Query()).ids == ids
    assert library.search.summaries(ids)[0].path == folder / "b.md"


def test_what_is_brought_in_waits_for_an_update(library: Library, folder: Path) -> None:
    for number in range(20):
        write(folder / f"{number}.md", f"T{number}", f"Text {number}.")
    threads: list[threading.Thread] = []
    done: list[str] = []

    def bring_in() -> None:
        library.bring_in([folder / "0.md"])
        done.append("brought in")

    def tell(_: Progress) -> None:
        if not threads:
            threads.append(threading.Thread(target=bring_in))
            threads[0].start()

    library.update([folder], progress=tell)
    done.append("updated")
    threads[0].join()
    assert sorted(done) == ["brought in", "updated"]
    assert library.search.find(Query()).total == 20

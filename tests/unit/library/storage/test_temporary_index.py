import os
import subprocess
import sys
from pathlib import Path

from tui.library.storage.temporary_index import temporary_index


def test_it_is_gone_at_the_end(tmp_path: Path) -> None:
    folder = tmp_path / "piped"
    with temporary_index(folder) as path:
        path.touch()
        assert path.parent.parent == folder
        assert path.parent.stat().st_mode & 0o777 == 0o700
    assert not list(folder.iterdir())


def test_those_of_killed_processes_are_swept_away_and_no_others(tmp_path: Path) -> None:
    program = (
        "import os, sys, pathlib\n"
        "from tui.library.storage.temporary_index import temporary_index\n"
        "with temporary_index(pathlib.Path(sys.argv[1])) as path:\n"
        "    path.touch()\n"
        "    os._exit(1)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert len(list(tmp_path.iterdir())) == 1
    with temporary_index(tmp_path) as one, temporary_index(tmp_path) as two:
        assert sorted(tmp_path.iterdir()) == sorted([one.parent, two.parent])


def test_where_no_folder_can_be_made_the_path_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    with temporary_index(tmp_path / "cache" / "piped") as path:
        assert not os.path.lexists(path)

"""What is installed from a wheel works as the checkout does."""

import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.corpus import ROOT, SMALL
from tests.unit.cli.conftest import environment
from tui.resources import sample_articles, styles

pytestmark = pytest.mark.xdist_group("packaging")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel and an sdist."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [
            *(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--sdist"),
            *("--outdir", str(folder), str(ROOT)),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    return folder


def files_below(folder: Path) -> set[str]:
    return {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_the_wheel_holds_what_the_program_needs(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"tui/_data/styles/{name}" for name in files_below(styles())} <= names
    assert {f"tui/_data/sample_articles/{name}" for name in files_below(sample_articles())} <= names
    assert {"tui/py.typed", "tui/cli/main.py"} <= names
    assert any(name.endswith(".data/data/share/man/man1/newsreader.1") for name in names)
    assert not any(name.startswith("tests/") for name in names)


def test_the_sdist_holds_what_the_wheel_is_made_from(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"styles/{name}" for name in files_below(styles())} <= names
    assert {f"sample_articles/{name}" for name in files_below(sample_articles())} <= names
    assert "docs/newsreader.1" in names
    assert {f"tests/small_corpus/{name}" for name in files_below(SMALL)} <= names
    assert {"pyproject.toml", "README.md", "tui/cli/main.py"} <= names


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment that has the wheel, and borrows all else from ours."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=True)
    (wheel,) = built.glob("*.whl")
    python = home / "bin" / "python"
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"),
            *("--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    site = sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)})
    # A .pth in the borrowed folder, as that of the editable checkout, is not followed.
    Path(site, "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin"


def test_the_installed_program_runs_anywhere(installed: Path, tmp_path: Path) -> None:
    def run(*words: str | Path) -> str:
        return subprocess.run(
            words,
            check=True,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment(tmp_path),
            stdin=subprocess.DEVNULL,
            timeout=60,
        ).stdout

    where = run(installed / "python", "-c", "import tui; print(tui.__file__)")
    assert Path(where).is_relative_to(installed.parent)
    assert run(installed / "newsreader", "--version") == f"newsreader {version('newsreader')}\n"
    rows = run(installed / "newsreader", "list").splitlines()
    assert len(rows) > 10

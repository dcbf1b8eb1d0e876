from pathlib import Path

import pytest

from tui.errors import NewsreaderError, unwritable
from tui.library.exchange.export_files import replace


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("none/x.json", "there is no folder {0}/none"),
        ("file/x.json", "{0}/file is no folder"),
        ("file/none/x.json", "{0}/file is no folder"),
        ("x" * 300, "File name too long"),
        ("a\0b", "no file can have a name with such characters"),
    ],
)
def test_what_can_t_be_written_is_said(name: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / name
    with pytest.raises(NewsreaderError) as error:
        replace(path, b"x")
    assert str(error.value) == f"{path} can't be written: {why.format(tmp_path)}."
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_what_may_not_be_written_is_said() -> None:
    error = unwritable(Path("shut/x"), PermissionError(13, "Permission denied"))
    assert str(error) == "shut/x can't be written: you may not write there."

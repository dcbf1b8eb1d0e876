import shutil
import subprocess

import pytest

from tests.man_page import MAN_PAGE, man_page
from tui.cli.command_line.command_table import COMMANDS


def test_the_manual_page_says_what_the_help_says() -> None:
    assert MAN_PAGE.read_text(encoding="utf-8") == man_page(), "run `make readme`"


@pytest.mark.skipif(not shutil.which("groff"), reason="groff sets manual pages")
def test_groff_sets_the_manual_page() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-P-cbou", MAN_PAGE],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == ""
    for name in COMMANDS:
        assert f"newsreader {name}" in done.stdout

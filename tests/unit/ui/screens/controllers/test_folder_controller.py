import pytest

from tui.library.values import Progress
from tui.ui.screens.controllers.folder_controller import scan_lengths


@pytest.mark.parametrize(
    ("progress", "lengths"),
    [
        (Progress(7, None), ("looking for articles: 7",)),
        (Progress(3, 40), ("reading 3 of 40", "3 of 40")),
        (
            Progress(12_400, 36_012, 1153.2, 20.4),
            (
                "reading 12,400 of 36,012 · 1,150 a second · 21 s left",
                "reading 12,400 of 36,012 · 21 s left",
                "12,400 of 36,012 · 21 s left",
                "12,400 of 36,012",
            ),
        ),
    ],
)
def test_words_for_a_scan(progress: Progress, lengths: tuple[str, ...]) -> None:
    assert scan_lengths(progress) == lengths

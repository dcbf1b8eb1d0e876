import pytest

from tests.unit.document.setting import read
from tui.document.reading_time import count_words, minutes
from tui.document.text_segments import count_shown, shown_text


def test_every_visible_word_one_stretch_a_line() -> None:
    html = (
        "<h1>T</h1><ul><li>a<li>b</ul><table><tr><td>c<td>d<tr><td>e<td>f</table>"
        "<img src=file.png><img src=x alt=alt><figure><img src=y><figcaption>cap</figure>"
    )
    assert shown_text(read(html)) == "T\na\nb\nc\td\ne\tf\nalt\ncap"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one two", 2),
        ("don't stop", 2),
        ("中文字", 3),
        ("用 Python 写", 3),
        ("a中b", 3),
        ("カタカナ、ひらがな", 8),
        ("…—!?", 0),
        ("Привет, мир", 2),
        ("l’été, c’est a_b’c ’d", 4),
        ("中 文𠀀，a’b中’c", 6),
    ],
)
def test_words(text: str, count: int) -> None:
    assert count_words(text) == count


def test_minutes() -> None:
    assert [minutes(words) for words in (0, 250, 1000, 10_000)] == [1, 1, 4, 40]


def test_very_long_documents_are_estimated() -> None:
    assert count_shown(read("<p>one two</p>" * 10)) == 20
    assert abs(count_shown(read("<p>one two three</p>" * 20_000)) - 60_000) < 100

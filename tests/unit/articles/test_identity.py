from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tui.articles.article import Article
from tui.articles.identity import identity, text_hash

_BARE = Article(title="T", body="Words", format="markdown", path=Path("/a.md"))
_DATED = replace(_BARE, date=datetime(2021, 3, 29, tzinfo=UTC), date_source="front matter")
_LINKED = replace(_DATED, link="https://example.org/a")


def test_a_move_and_an_edit_keep_the_identity() -> None:
    for article in (_DATED, _LINKED):
        moved = replace(article, path=Path("/b/c.md"), body="Other words", tags=("x",))
        assert identity(moved) == identity(article)


def test_link_and_title_come_first() -> None:
    assert identity(replace(_LINKED, date=None)) == identity(_LINKED)
    assert identity(replace(_LINKED, title="U")) != identity(_LINKED)
    assert identity(replace(_LINKED, link="https://example.org/b")) != identity(_LINKED)


def test_then_title_and_date() -> None:
    assert identity(replace(_DATED, title="U")) != identity(_DATED)
    other = replace(_DATED, date=datetime(2021, 3, 30, tzinfo=UTC))
    assert identity(other) != identity(_DATED)


def test_the_readers_zone_makes_no_other_article() -> None:
    from datetime import timedelta, timezone

    east = datetime(2021, 3, 29, tzinfo=timezone(timedelta(hours=8)))
    assert identity(replace(_DATED, date=east)) == identity(_DATED)


def test_dates_that_change_with_the_file_do_not_count() -> None:
    touched = replace(_DATED, date_source="file time")
    assert identity(touched) == identity(_BARE)
    assert identity(replace(_BARE, body="Other")) != identity(_BARE)


def test_texts() -> None:
    assert text_hash(replace(_BARE, body="\nWords\n", title="U")) == text_hash(_BARE)
    assert text_hash(replace(_BARE, body="Other")) != text_hash(_BARE)
    assert len(text_hash(_BARE)) == len(identity(_BARE)) == 32
    int(identity(_BARE), 16)

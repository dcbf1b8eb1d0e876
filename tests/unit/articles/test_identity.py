from datetime import UTC, datetime
from pathlib import Path

from tui.articles.article import Article
from tui.articles.identity import identity, text_hash

_BARE = Article(title="T", body="Words", format="markdown", path=Path("/a.md"))
_DATED = _BARE._replace(date=datetime(2021, 3, 29, tzinfo=UTC), date_source="front matter")
_LINKED = _DATED._replace(link="https://example.org/a")


def test_a_move_and_an_edit_keep_the_identity() -> None:
    for article in (_DATED, _LINKED):
        moved = article._replace(path=Path("/b/c.md"), body="Other words", tags=("x",))
        assert identity(moved) == identity(article)


def test_link_and_title_come_first() -> None:
    assert identity(_LINKED._replace(date=None)) == identity(_LINKED)
    assert identity(_LINKED._replace(title="U")) != identity(_LINKED)
    assert identity(_LINKED._replace(link="https://example.org/b")) != identity(_LINKED)


def test_then_title_and_date() -> None:
    assert identity(_DATED._replace(title="U")) != identity(_DATED)
    other = _DATED._replace(date=datetime(2021, 3, 30, tzinfo=UTC))
    assert identity(other) != identity(_DATED)


def test_the_readers_zone_makes_no_other_article() -> None:
    from datetime import timedelta, timezone

    east = datetime(2021, 3, 29, tzinfo=timezone(timedelta(hours=8)))
    assert identity(_DATED._replace(date=east)) == identity(_DATED)


def test_dates_that_change_with_the_file_do_not_count() -> None:
    touched = _DATED._replace(date_source="file time")
    assert identity(touched) == identity(_BARE)
    assert identity(_BARE._replace(body="Other")) != identity(_BARE)


def test_the_name_of_a_file_is_no_title_that_counts() -> None:
    renamed = _BARE._replace(title="another name")
    assert (identity(renamed), text_hash(renamed)) == (identity(_BARE), text_hash(_BARE))


def test_a_title_that_the_text_says_makes_another_text_of_it() -> None:
    one, two = (_BARE._replace(title=title, has_title=True) for title in "TU")
    assert identity(one) == identity(two) == identity(_BARE)
    assert len({text_hash(each) for each in (one, two, _BARE)}) == 3
    for article in (_DATED, _LINKED):
        assert text_hash(article._replace(has_title=True)) == text_hash(_BARE)


def test_texts() -> None:
    assert text_hash(_BARE._replace(body="\nWords\n", title="U")) == text_hash(_BARE)
    assert text_hash(_BARE._replace(body="Other")) != text_hash(_BARE)
    assert len(text_hash(_BARE)) == len(identity(_BARE)) == 32
    int(identity(_BARE), 16)


def test_articles_without_text_are_told_apart_by_their_titles() -> None:
    empty = _BARE._replace(body=" \n")
    assert identity(empty) == identity(empty._replace(body=""))
    assert identity(empty) != identity(empty._replace(title="U"))

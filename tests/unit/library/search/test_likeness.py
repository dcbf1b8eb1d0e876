from pathlib import Path

import pytest

from tests.unit.library.making import article, found, ids_of, write
from tui.library.library import Library
from tui.library.query import Likeness, Query

FILLER = [article(f"Filler {n}", f"the and with of word{n}", day=n % 27 + 1) for n in range(30)]


def near(library: Library, title: str, query: Query | None = None) -> list[str]:
    (id,) = ids_of(library, f'title:"{title}"')
    ids = library.search.nearest(query or Query(), id)
    return [summary.title for summary in library.search.summaries(ids)]


def test_articles_that_share_rare_words_are_near(piped: Library) -> None:
    piped.add(FILLER)
    piped.add(
        [
            article("Hives", "the queen bee and the drone of honey hive", day=1),
            article("Honey", "honey from the hive of a bee", day=2),
            article("Drone", "a drone with honey", day=3),
            article("Boats", "the and with of sail and mast", day=4),
        ]
    )
    assert near(piped, "Hives") == ["Honey", "Drone"]
    assert near(piped, "Boats") == []


def test_runs_of_two_characters_are_the_words_of_text_without_spaces(piped: Library) -> None:
    piped.add(
        [article(f"填{n}", f"今天天气很好{chr(0x4E00 + n)}", day=n % 27 + 1) for n in range(30)]
    )
    piped.add(
        [
            article("蜂", "蜜蜂飞过花园，蜂巢有蜂蜜", day=1),
            article("巢", "这个蜂巢里没有蜂蜜", day=2),
            article("船", "帆船过海", day=3),
        ]
    )
    assert near(piped, "蜂") == ["巢"]


def test_characters_that_meet_by_chance_are_no_word(piped: Library) -> None:
    words = ("解析", "合并", "探望")
    piped.add([article(f"{word}{n}", f"{word}。", day=n + 1) for word in words for n in range(12)])
    piped.add(
        [
            article("塔", "解析并探灯塔"),
            article("光", "看见灯塔"),
            article("访", "合并探望"),
        ]
    )
    found = near(piped, "塔")
    assert found[0] == "光"
    assert "访" not in found


def test_a_long_article_is_not_near_for_its_length_alone(piped: Library) -> None:
    words = [f"rare{number}" for number in range(12)]
    piped.add(FILLER)
    piped.add(
        [
            article("One", " ".join(words), day=1),
            article("Two", " ".join(words[:6]), day=2),
            article("Long", " ".join(words[:7]) + " padding" * 20_000, day=3),
        ]
    )
    assert near(piped, "One") == ["Two", "Long"]


def test_only_what_is_open_is_near(tmp_path: Path, library: Library) -> None:
    text = "the queen bee of the hive"
    for folder, title in (("a", "Hives"), ("a", "Bees"), ("b", "Combs")):
        write(tmp_path / folder / f"{title}.md", title, f"{text} {title}")
    for each in FILLER:
        write(tmp_path / "b" / f"{each.title}.md", each.title, each.body)
    folders = (tmp_path / "a", tmp_path / "b")
    library.update(folders)
    assert sorted(near(library, "Hives", Query(folders=folders))) == ["Bees", "Combs"]
    assert near(library, "Hives", Query(folders=folders[:1])) == ["Bees"]


@pytest.mark.parametrize("body", ["", "12 345", "unheard", "…"])
def test_an_article_without_shared_words_has_none_near_it(piped: Library, body: str) -> None:
    piped.add([*FILLER, article("Alone", body)])
    assert near(piped, "Alone") == []


def test_what_is_like_an_article_is_listed_in_that_order_and_filtered(piped: Library) -> None:
    ids = piped.add([article(title, "salt", day=day) for day, title in enumerate("abcd", 1)])
    like = Likeness("c", (ids[2], ids[0], ids[3]))
    query = Query(like=like, sort="relevance")
    assert found(piped, query) == ["c", "a", "d"]
    assert found(piped, query._replace(reverse=True)) == ["d", "a", "c"]
    assert found(piped, query._replace(sort="date")) == ["d", "c", "a"]
    assert found(piped, query._replace(text="salt -title:a")) == ["c", "d"]

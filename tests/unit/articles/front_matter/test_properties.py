import pytest

from tui.articles.front_matter.split import split


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        (
            "% On maps\n  and seas\n% Ana Silva; Bo Lind\n% 4 May 2019\n\n",
            {"title": "On maps and seas", "author": ["Ana Silva", "Bo Lind"], "date": "4 May 2019"},
        ),
        ("% On maps\n% Ana Silva\n  Bo Lind\n\n", {"author": ["Ana Silva", "Bo Lind"]}),
        ("% On maps\n%\n% 2019\n\n", {"title": "On maps", "date": "2019"}),
        ("title:: Bees\ntags:: a, [[b]]\n\n", {"title": "Bees", "tags": "a, [[b]]"}),
        ("- title:: Bees\n  public:: true\n", {"title": "Bees", "public": "true"}),
        ("# Roads\n\nCreated: March 3, 2022\nPlace: north\n", {"title": "Roads", "Place": "north"}),
        ("# Roads\n\nURL: https://salt.example/a\n", {"URL": "https://salt.example/a"}),
        (
            "# Roads\n\n![](https://salt.example/a.png)\n\n## Metadata\n\n* Author: [[Vidal]]\n"
            "* Category: #articles\n",
            {
                "title": "Roads",
                "cover": "https://salt.example/a.png",
                "Author": "[[Vidal]]",
                "Category": "articles",
            },
        ),
    ],
)
def test_properties_are_no_text(lines: str, values: dict[str, object]) -> None:
    found = split(f"{lines}\nThe text.\n")
    assert found.kind == "properties"
    assert values.items() <= found.values.items()
    assert found.body.strip() == "The text."


@pytest.mark.parametrize(
    "text",
    [
        "% a comment\n% a second\n% a third\n% a fourth\n\\documentclass{article}\n",
        "% a comment\n\\begin{document}\n",
        "std::vector holds things.\n",
        "Definition:: a word and its meaning\n",
        "# Pancakes\n\nTime: 20 minutes\nServes: 4\n\nStir.\n",
        "# Pancakes\n\nBy: hand\n\nStir.\n",
        "# Pancakes\n\nNote: stir well.\n\nStir.\n",
        "# Pancakes\n\nSummary: stir, then wait.\n\nStir.\n",
        "# Pancakes\n\nTags: flour\nStir.\n",
        "# Pancakes\n\n## Metadata\n\n- Flour: a cup\n- Milk: a pint\n",
        "<!-- by hand -->\n---\nProse between rules.\n\n---\n",
    ],
)
def test_prose_that_looks_like_properties_stays(text: str) -> None:
    found = split(text)
    assert (found.kind, found.body) == ("none", text)


@pytest.mark.parametrize(
    "front", ["---\ntitle: x\n---\n", "+++\ntitle = 'x'\n+++\n", '{"title": "x"}\n']
)
def test_comments_above_a_front_matter(front: str) -> None:
    found = split(f"<!-- one -->\n<!--\ntwo\n-->\n\n{front}Text")
    assert (found.values, found.body, found.line_of("title") is None) == (
        {"title": "x"},
        "Text",
        front.startswith("{"),
    )


@pytest.mark.parametrize(
    "text", ["<!-- x -->" * 20_000, "a:: b\n" * 20_000, "# T\n\n" + "Ab c: d\n" * 20_000 + "x"]
)
def test_long_texts_lose_nothing(text: str) -> None:
    assert split(text).body == text

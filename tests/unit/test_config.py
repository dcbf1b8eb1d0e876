from pathlib import Path

import pytest

from tui.config import Settings, UserCommand, load_settings


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "config.toml") == Settings()


def test_every_setting_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'folders = ["/archive", "notes"]\ntheme = "light"\nreading_width = 60\n'
        'justified = true\nimages = "never"\nchinese = "fold"\n'
        '[keys]\nbookmark = "s"\nread = ["enter", "e"]\n'
        "[queries]\n\"in Nanjing\" = 'text:\"南京\"'\nlate = 'date:7d'\n",
    )
    assert load_settings(path) == Settings(
        folders=(Path("/archive"), tmp_path / "notes"),
        theme="light",
        reading_width=60,
        justified=True,
        images="never",
        chinese="fold",
        keys={"bookmark": "s", "read": "enter,e"},
        queries={"in Nanjing": 'text:"南京"', "late": "date:7d"},
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('theme = "dark"\nwidth = 3\n', 2, "`width`"),
        ("\nreading_width = 5\n", 2, "`reading_width` must be a number from 30 to 160"),
        ("reading_width = true\n", 1, "`reading_width`"),
        ("theme = 3\n", 1, "`theme`"),
        ('justified = "yes"\n', 1, "`justified` must be true or false"),
        ("justified = 1\n", 1, "`justified`"),
        ('\nimages = "sometimes"\n', 2, '`images` must be "ask", "always" or "never"'),
        ("images = true\n", 1, "`images`"),
        ("folders = [1]\n", 1, "`folders`"),
        ("[keys]\nbookmark = 3\n", 2, "`bookmark`"),
        ("keys = 1\n", 1, "`keys`"),
        ('theme = "dark"\n[queries]\n"theme" = 3\n', 3, "the query `theme` must be text"),
        ("queries = 1\n", 1, "`queries` must be a table"),
    ],
)
def test_an_error_names_line_and_key(tmp_path: Path, text: str, line: int, words: str) -> None:
    (problem,) = load_settings(write(tmp_path, text)).problems
    assert f"config.toml, line {line}: " in problem
    assert words in problem


def test_one_error_leaves_the_other_settings(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, 'theme = "light"\nreading_width = "wide"\n'))
    assert settings.theme == "light"
    assert settings.reading_width == Settings().reading_width
    assert len(settings.problems) == 1


@pytest.mark.parametrize("text", ["theme = \n", "= 1\n", '[keys\nbookmark="x"\n'])
def test_a_file_that_is_no_toml_is_named_with_its_line(tmp_path: Path, text: str) -> None:
    settings = load_settings(write(tmp_path, text))
    assert "config.toml" in settings.problems[0]
    assert "line 1" in settings.problems[0]
    assert settings.theme == ""


def test_a_file_in_another_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'images = "none"\ntheme = "\xff\xfe"\n')
    (problem,) = load_settings(path).problems
    assert problem.startswith(f"{path}, line 2: the file is not in UTF-8.")


def test_why_a_file_can_t_be_read_is_said_in_words(tmp_path: Path) -> None:
    (problem,) = load_settings(tmp_path).problems
    assert problem == f"{tmp_path} can't be read: Is a directory."


def test_commands_are_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '[commands]\nspeak = "espeak-ng"\n'
        'translate = {run = "trans -b :en", shows = true}\n'
        "[commands.keep]\nrun = 'echo \"{title}\" | tee -a kept'\nshell = true\nmarkdown = true\n",
    )
    settings = load_settings(path)
    assert settings.problems == ()
    assert settings.commands == {
        "speak": UserCommand("speak", "espeak-ng", place=f"{path}, line 2"),
        "translate": UserCommand("translate", "trans -b :en", shows=True, place=f"{path}, line 3"),
        "keep": UserCommand(
            "keep",
            'echo "{title}" | tee -a kept',
            shell=True,
            markdown=True,
            place=f"{path}, line 4",
        ),
    }


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("commands = 1\n", 1, "`commands` must be a table"),
        ("[commands]\nspeak = 3\n", 2, "`speak` must be text in quotes, or a table"),
        ("[commands]\nspeaker = 'x'\nspeak = ' '\n", 3, "`speak` needs `run`"),
        ("[commands]\nspeak = {shows = true}\n", 2, "`speak` needs `run`"),
        ("[commands]\nspeak = {run = 'x', show = true}\n", 2, "`speak` has no setting `show`"),
        ("[commands.speak]\nrun = 'x'\nshows = 1\n", 3, "true or false for `shows`"),
        ("[commands.'a b']\nrun = 'x'\nshell = 'sh'\n", 3, "true or false for `shell`"),
        ("[commands]\nspeak.run = 'x'\nspeak.shell = 2\n", 3, "true or false for `shell`"),
        ('[commands]\nspeak = "it\'s"\n', 2, "quotation mark"),
        ("[queries]\nspeak = 'x'\n[commands]\nspeak = '{title} x'\n", 4, "that an article names"),
        ("[commands]\nx = {run = 'a | \"{path}\"', shell = true}\n", 2, "an article names"),
        ("[commands]\nx = {run = 'a $({link})', shell = true}\n", 2, "an article names"),
    ],
)
def test_a_mistake_in_a_command_names_line_and_key(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    settings = load_settings(write(tmp_path, text))
    assert not {"speak", "x", "a b"} & set(settings.commands)
    (problem,) = settings.problems
    assert f"config.toml, line {line}: " in problem
    assert words in problem

from pathlib import Path

import pytest

from tui.config import Settings, UserCommand, folder_mistakes, load_settings


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
        'justified = true\nimages = "never"\ndates = "iso"\nhours = 12\nchinese = "fold"\n'
        '[colors]\naccent = "tomato"\ntext = "#DDD"\npanel = "ansi_blue"\n'
        '[keys]\nbookmark = "Q"\nread = ["Enter", "Ctrl+N"]\nwhole_page = ""\n'
        "[queries]\n\"in Nanjing\" = 'text:\"南京\"'\nlate = 'date:7d'\n",
    )
    assert load_settings(path) == Settings(
        folders=(Path("/archive"), tmp_path / "notes"),
        theme="light",
        reading_width=60,
        justified=True,
        images="never",
        chinese="fold",
        dates="iso",
        hours=12,
        colors={"accent": "tomato", "text": "#DDD", "panel": "ansi_blue"},
        keys={"bookmark": "Q", "read": "enter,ctrl+n", "whole_page": ""},
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
        ('\n\ntheme = "marzipan"\n', 3, "there is no theme `marzipan`"),
        ('theme = "nrod"\n', 1, "`nrod` (did you mean `nord`?)"),
        ('dates = "dd.mm."\n', 1, '`dates` must be "day month year", "month day year" or "iso"'),
        ("hours = 13\n", 1, "`hours` must be 24 or 12"),
        ("folder = []\n", 1, "`folder` (did you mean `folders`?)"),
        ('[colors]\n# mine\ntext = "blu"\n', 3, "`text` must be a colour"),
        ("[colors]\ntext = 7\n", 2, "`text` must be a colour"),
        ('[colors]\ntext = "#12345"\n', 2, "`text` must be a colour"),
        ('[colors]\npaper = "red"\n', 2, "no colour `paper`"),
        ('[keys]\nbokmark = "w"\n', 2, "no command `bokmark` (did you mean `bookmark`?)"),
        ('[keys]\nbookmark = ["9", "foo+bar"]\n', 2, "no key `foo+bar`"),
        ('[keys]\nbookmark = "j"\n', 2, "`j` of `bookmark` is taken by “Move down”"),
        (
            '[keys]\nfind_next = "ctrl+c"\n',
            2,
            "`ctrl+c` of `find_next` is taken by “Copy",
        ),
        ('[keys]\nnote = "9"\nundo = "9"\n', 3, "`9` of `undo` is taken by “Edit note"),
        ('theme = """\\\nnord\\\n"""\nhours = 1\n', 4, "`hours`"),
        ("[keys]\nbookmark = 3\n", 2, "`bookmark`"),
        ("keys = 1\n", 1, "`keys`"),
        ('theme = "dark"\n[queries]\n"theme" = 3\n', 3, "the query `theme` must be text"),
        ("queries = 1\n", 1, "`queries` must be a table"),
    ],
)
def test_an_error_names_line_and_key(tmp_path: Path, text: str, line: int, words: str) -> None:
    (problem,) = load_settings(write(tmp_path, text)).mistakes
    assert f"config.toml, line {line}: " in str(problem)
    assert words in str(problem)


def test_one_error_leaves_the_other_settings(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, 'theme = "light"\nreading_width = "wide"\n'))
    assert settings.theme == "light"
    assert settings.reading_width == Settings().reading_width
    assert len(settings.mistakes) == 1


@pytest.mark.parametrize("text", ["theme = \n", "= 1\n", '[keys\nbookmark="x"\n'])
def test_a_file_that_is_no_toml_is_named_with_its_line(tmp_path: Path, text: str) -> None:
    settings = load_settings(write(tmp_path, text))
    assert "config.toml, line 1: " in str(settings.mistakes[0])
    assert settings.theme == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('theme = "dark"\ntheme = "light"\n', "line 2: column 16: this key stands there twice."),
        ("[keys]\n[queries]\n[keys]\n", "line 3: column 6: this table stands there twice."),
        ('\ntheme = "dark\n', "line 2: column 14: a quotation mark is missing before the line"),
    ],
)
def test_what_is_wrong_with_the_form_is_said_in_plain_words(
    tmp_path: Path, text: str, words: str
) -> None:
    (problem,) = load_settings(write(tmp_path, text)).mistakes
    assert words in str(problem)


def test_the_mark_that_notepad_writes_before_the_text_is_none_of_it(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbftheme = "light"\r\nhours = 13\r\n')
    settings = load_settings(path)
    assert settings.theme == "light"
    assert [str(mistake) for mistake in settings.mistakes] == [
        f"{path}, line 2: `hours` must be 24 or 12."
    ]


def test_a_file_in_another_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'images = "none"\ntheme = "\xff\xfe"\n')
    (problem,) = load_settings(path).mistakes
    assert str(problem).startswith(f"{path}, line 2: the file is not in UTF-8.")


def test_why_a_file_can_t_be_read_is_said_in_words(tmp_path: Path) -> None:
    (problem,) = load_settings(tmp_path).mistakes
    assert str(problem) == f"{tmp_path}: the file can't be read: Is a directory."


def test_commands_are_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '[commands]\nspeak = "espeak-ng"\n'
        'translate = {run = "trans -b :en", shows = true}\n'
        "[commands.keep]\nrun = 'echo \"{title}\" | tee -a kept'\nshell = true\nmarkdown = true\n",
    )
    settings = load_settings(path)
    assert settings.mistakes == ()
    assert settings.commands == {
        "speak": UserCommand("speak", "espeak-ng"),
        "translate": UserCommand("translate", "trans -b :en", shows=True),
        "keep": UserCommand(
            "keep",
            'echo "{title}" | tee -a kept',
            shell=True,
            markdown=True,
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
        ("[commands]\nfind = 'grep x'\n", 2, "`find` is the name of a command of newsreader's"),
    ],
)
def test_a_mistake_in_a_command_names_line_and_key(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    settings = load_settings(write(tmp_path, text))
    assert not {"speak", "x", "a b", "find"} & set(settings.commands)
    (problem,) = settings.mistakes
    assert f"config.toml, line {line}: " in str(problem)
    assert words in str(problem)


def test_mistakes_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = '[keys]\nfly = "w"\n[colors]\ntext = "blu"\n[images]\n'
    mistakes = load_settings(write(tmp_path, text)).mistakes
    assert [mistake.line for mistake in mistakes] == [2, 4, 5]


def test_a_folder_that_is_missing_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    path = write(tmp_path, 'theme = "dark"\nfolders = [\n  "there",\n  "gone",\n]\n')
    settings = load_settings(path)
    assert settings.mistakes == ()
    (mistake,) = folder_mistakes(path, settings)
    assert str(mistake).startswith(f"{path}, line 4: `folders`: there is no file or folder")


def test_a_home_that_does_not_exist_is_a_folder_that_is_missing(tmp_path: Path) -> None:
    path = write(tmp_path, 'folders = "~no-such-user/articles"\n')
    assert len(folder_mistakes(path, load_settings(path))) == 1

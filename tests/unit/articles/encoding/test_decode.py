import gzip
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.corpus import corpora
from tests.unit.images.making import encoded
from tui.articles.encoding.decode import NO_TEXT, called, decode

# What browsers read under these names (WHATWG Encoding Standard, 4.2).
_WIDER = {
    "gb2312": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "iso-8859-1": "cp1252",
    "tis-620": "cp874",
    "big5": "big5hkscs",
    "maccyrillic": "mac_cyrillic",
    "utf-8": "utf-8-sig",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_unicode_is_read_with_or_without_a_mark(encoding: str) -> None:
    text = "---\ntitle: 先进制造业集群\n---\nSome text, 有些文字。\n"
    assert decode(text.encode(encoding)).text == text
    marked = decode(f"\ufeff{text}".encode(encoding))
    assert marked.text == text
    assert marked.sure


def test_chinese_utf_16_without_a_mark() -> None:
    text = "先进制造业集群决赛优胜者进行公示\n公示届满 2021\n" * 5
    assert decode(text.encode("utf-16-le")) == (text, "utf-16-le", True)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("今天天气很好，我们去公园。", "gb18030"),
        ("今天天氣很好，我們去公園。", "big5"),
        ("こんにちは世界、プログラミング", "shift_jis"),
        ("こんにちは世界、プログラミング", "euc-jp"),
        ("こんにちは世界", "iso2022_jp"),
        ("안녕하세요 세계", "euc-kr"),
        ("Привет, мир! Это новая статья о погоде.", "koi8-r"),
        ("Привет, мир! Это новая статья о погоде.", "cp1251"),
        ("Привет, мир! Это новая статья о погоде.", "cp866"),
        ("Καλημέρα κόσμε, τι κάνεις;", "cp1253"),
        ("שלום עולם, מה נשמע היום", "cp1255"),
        ("مرحبا بالعالم كيف الحال", "cp1256"),
        ("สวัสดีชาวโลก วันนี้อากาศดี", "cp874"),
        ("“Naïve” café — déjà vu", "cp1252"),
        ("Äpfel und Öl für Gäste, groß", "cp1252"),
        ("Zażółć gęślą jaźń", "cp1250"),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy", "cp1250"),
        ("Günaydın, işte ağır bir çığ", "cp1254"),
        ("Perché è così", "cp1252"),
        ("It costs 50 £", "cp1252"),
    ],
)
def test_encodings_from_before_unicode(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_page_that_names_its_encoding_is_believed() -> None:
    page = '<html><meta charset="windows-1251"><p>ab Яд'
    assert decode(page.encode("cp1251")) == (page, "cp1251", True)


def test_a_page_that_lies_is_not_believed() -> None:
    page = '<html><meta charset="iso-8859-1"><p>先进制造业'
    assert decode(page.encode()) == (page, "utf-8", True)


def test_damaged_utf_8_stays_utf_8() -> None:
    read = decode("先进制造业集群".encode() * 3 + b"\xff and more")
    assert read.text == "先进制造业集群" * 3 + "\ufffd and more"
    assert (read.encoding, read.sure) == ("utf-8", False)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("then 南京 and ".encode() + b"\xff more", "then 南京 and \ufffd more"),
        ("cut at the end 南京".encode()[:-1], "cut at the end 南\ufffd"),
    ],
)
def test_one_broken_character_among_few_leaves_utf_8(data: bytes, text: str) -> None:
    assert decode(data)[:2] == (text, "utf-8")


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs"])
def test_lines_in_another_encoding_than_utf_8_are_each_read_as_what_they_are(
    encoding: str,
) -> None:
    sound, other = "这是一行万国码的文字。\n", "這是一個中文的句子，我們說的是什麼時候的事情呢\n"
    read = decode(sound.encode() + other.encode(encoding) * 3 + sound.encode())
    assert read == (sound + other * 3 + sound, f"utf-8 and {encoding}", False)
    assert called(read.encoding) == f"UTF-8 and {encoding.upper()}"


def test_a_mark_with_half_a_character_behind_it() -> None:
    read = decode(b"\xff\xfea\0b")
    assert read.text.startswith("a")
    assert not read.sure


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "ICO", "BMP"])
def test_pictures_are_no_text(kind: str) -> None:
    assert decode(encoded(Image.effect_noise((48, 48), 60).convert("RGB"), kind)) is NO_TEXT
    assert decode(encoded(Image.new("RGB", (1, 1)), kind)) is NO_TEXT


def test_archives_are_no_text() -> None:
    words = "".join(f"The words of line {number}.\n" for number in range(500)).encode()
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as file:
        file.writestr("a.md", words)
    assert decode(archive.getvalue()) is NO_TEXT
    assert decode(gzip.compress(words)) is NO_TEXT


def test_a_little_dirt_makes_a_text_no_picture() -> None:
    words = "近日，这些文字是另一种编码的。\n".encode("gb18030")
    assert decode(words + b"\0\1\2" + words * 3).text.startswith("近日，")
    assert decode(b"caf\xe9\0\0\0").text.startswith("caf")


def test_little_to_go_by_is_said() -> None:
    assert not decode(b"d\xe9j\xe0").sure


@pytest.mark.parametrize("declared", [True, False], ids=["as they are", "naming no encoding"])
@pytest.mark.parametrize("encodings", corpora("encodings"))
def test_texts_decode_to_what_they_say(encodings: Path, declared: bool) -> None:
    files = sorted(encodings.rglob("*.*"))
    wrong = []
    for file in files:
        # The folder names the encoding, and at times the language after it.
        name = re.sub(r"^((?:iso-8859|windows)-\d+).*", r"\1", file.parent.name.lower())
        data = file.read_bytes()
        assert decode(data) is not NO_TEXT, file.name
        if not declared:
            data = re.sub(rb"charset|encoding\s*=", b"xx", data)
        if decode(data).text != data.decode(_WIDER.get(name, name)).lstrip("\ufeff"):
            wrong.append(f"{file.parent.name}/{file.name}")
    assert files
    assert len(wrong) <= len(files) // 50, wrong


@given(st.binary())
def test_no_bytes_are_too_much(data: bytes) -> None:
    read = decode(data)
    read.text.encode("utf-8", "surrogatepass")


@given(
    st.binary(max_size=40),
    st.sampled_from([b"\x1b$B", b"\0", b"\xff\xfe", b"<meta charset=idna>", b"<meta charset=hex>"]),
)
def test_no_bytes_behind_a_mark_are_too_much(data: bytes, mark: bytes) -> None:
    assert isinstance(decode(mark + data + b"\xff").text, str)


@given(st.text())
def test_utf_8_is_read_as_it_is(text: str) -> None:
    plain = re.sub("[\0\x1b\ufeff]|[\ud800-\udfff]", "", text)
    assert decode(plain.encode()).text == plain


def test_a_stray_nul_makes_no_utf_16_of_broken_utf_8() -> None:
    found = decode(b"---\ntitle: a plain file\n---\nwith a NUL \x00 and a torn end \xff\xfe")
    assert found.text.startswith("---\ntitle: a plain file")
    assert not found.sure

"""Detection of encodings from before Unicode.

Each candidate decodes a sample. The weight of its text is the share of the commonest characters
of the languages that the encoding was made for.
"""

from dataclasses import dataclass

from charset_normalizer import from_bytes

_SAMPLE = 16 * 1024
_ENOUGH = 0.12
"""A share of common characters that no wrong decoding of East Asian text reached."""

_CLEAR, _DOUBTFUL = 0.6, 0.4
_EVIDENCE = 4
"""The number of bytes beyond ASCII that a sure answer needs."""
_LIBRARY_SAMPLE = 4 * 1024
"""In bytes; charset-normalizer takes tens of milliseconds for more."""
_USUAL = 0.1
"""The bonus of Windows-1252, the most usual encoding, where the weights hardly differ."""

_HANZI = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可"
    "她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三"
    "已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女"
    "问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由"
    "這來個說們為時會過學對裡後麼還發當無開見經頭長兩從動現將與進實點聲話兒問機給幾業間電門東聽氣關並"
)
_KANA = frozenset(map(chr, (*range(0x3041, 0x3097), *range(0x30A1, 0x30FB), 0x30FC)))
_HANGUL = frozenset(
    "이다는의에을가고하로한지은를도서기사인나대어시자들과리그아있수정부일것해보제전스라상장만와게"
    "여오원으선주구국계공무성경년동면없적신비문관했관"
)
_CJK_MARKS = frozenset("、。，：；？！「」『』（）《》“”…·・　")


@dataclass(frozen=True, slots=True)
class _Language:
    """A language and its letters beyond ASCII."""

    encodings: tuple[str, ...]
    """The encodings of the language, the most usual first."""
    common: str
    """Its letters in lower case, the commonest first."""
    whole: bool = False
    """Whether its words have no letters of ASCII."""


_CYRILLIC = ("cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic", "cp855")
_WEST = ("cp1252",)
_MIDDLE = ("cp1250", "iso8859_2")
_LANGUAGES = (
    _Language(_CYRILLIC, "оеаинтсрвлкмдпуяызьбгчйхжшюцщэфъё", True),
    _Language((*_CYRILLIC[:3], "koi8_u"), "оаинетвсрлкдмупяізьгбчхїцжєйшюфщґ", True),
    _Language(("iso8859_7", "cp1253"), "αοιετσνηυρπκμλςωδγθχφβξζψάέήίόύώϊϋ", True),
    _Language(("cp1255", "iso8859_8"), "יוהלארתשבמםנכדחפקעטגסזןצךףץ", True),
    _Language(("cp1256", "iso8859_6"), "الينمروتبةعدسفهكقأحجشصطىخإذزءئضغآثظؤ،", True),
    _Language(("cp874",), "านรอกเงมยลวดทสตะปบคหแจพชขใไโผซธถศฟณฉภษญฐ่้ัีิุู์ำ็ึื", True),
    _Language(_WEST, "éèàêçùâîôûœëïæ"),
    _Language(_WEST, "äüöß"),
    _Language(_WEST, "áéíóúñü¿¡"),
    _Language(_WEST, "ãçáéõíóâúêôà"),
    _Language(_WEST, "äöåéøæ"),
    _Language(_WEST, "èàéìòù"),
    _Language(_WEST, "áðíéöóþúæý"),
    _Language(_MIDDLE, "áéöóőüíúű"),
    _Language(_MIDDLE, "íáéěýřžščůúťďňó"),
    _Language(_MIDDLE, "áíéýčžšúľťôňďäóĺŕ"),
    _Language(_MIDDLE, "ąęłóżśćńź"),
    _Language(_MIDDLE, "ăîşţâ"),
    _Language(_MIDDLE, "čšžćđ"),
    _Language(("cp1254",), "ıişğüçöâ"),
    _Language(("cp1257",), "āīēšūļņžģķčąėųįęõäöü"),
    _Language(("cp1258",), "đươăâêôáàéèóòíìúùý\u0300\u0301\u0303\u0309\u0323"),
)
_MARKS = frozenset("“”‘’„‚«»–—…°©®№§·•€£±´\xa0")


def likeliest(sample: bytes) -> tuple[str, bool]:
    """Return the likeliest encoding of the bytes, and whether it is certain.

    Args:
        sample: the beginning of a file that is not UTF-8.
    """
    sample = sample[:_SAMPLE]
    enough = sum(byte > 0x7F for byte in sample) >= _EVIDENCE
    weighed = [(_weigh_asian(sample, encoding), encoding) for encoding in _ASIAN]
    best, encoding = max(weighed, key=lambda pair: pair[0])
    if best > _ENOUGH:
        return encoding, enough
    weight, single = _single(sample)
    if best > 0.02 and weight < _DOUBTFUL:
        return encoding, False
    if weight < _DOUBTFUL:
        single = _by_library(sample) or single
    return single, enough and weight > _CLEAR


def _by_library(sample: bytes) -> str:
    """Return the answer of charset-normalizer, which knows rarer encodings than this module."""
    found = from_bytes(sample[:_LIBRARY_SAMPLE]).best()
    return found.encoding if found else ""


_ASIAN = {
    "gb18030": _HANZI,
    "big5hkscs": _HANZI,
    "cp932": _KANA,
    "euc_jp": _KANA,
    "cp949": _HANGUL,
}


def _text(sample: bytes, encoding: str) -> str | None:
    """Return the sample as text, without a character that is cut off at its end, or None."""
    for end in range(len(sample), max(len(sample) - 4, 0), -1):
        try:
            return sample[:end].decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(sample) - 4:
                return None
    return None


def _weigh_asian(sample: bytes, encoding: str) -> float:
    """Return the share of the text beyond ASCII that is common in the encoding's language."""
    text = _text(sample, encoding)
    if text is None:
        return -1
    beyond = [letter for letter in text if letter > "\x7f"]
    common = _ASIAN[encoding]
    weight = 0.0
    for letter in beyond:
        if letter in common:
            weight += 1
        elif letter in _CJK_MARKS:
            weight += 0.3
        elif "\uff61" <= letter <= "\uff9f" or "\ue000" <= letter <= "\uf8ff" or letter < "\u2000":
            weight -= 0.7
    return weight / max(len(beyond), 1)


def _single(sample: bytes) -> tuple[float, str]:
    """Return the weight and the name of the likeliest single-byte encoding."""
    best = (0.0, "cp1252")
    texts: dict[str, str | None] = {}
    for language in _LANGUAGES:
        for encoding in language.encodings:
            if encoding not in texts:
                texts[encoding] = _text(sample, encoding)
            text = texts[encoding]
            if text is not None:
                weight = _weigh(text, language) + (_USUAL if encoding == "cp1252" else 0)
                if weight > best[0] + 1e-9:
                    best = (weight, encoding)
    return best


def _weigh(text: str, language: _Language) -> float:
    """Return the weight of the text beyond ASCII as text of the language, at most 1."""
    size = len(language.common)
    worth = {letter: 1 - 0.5 * place / size for place, letter in enumerate(language.common)}
    weight, count = 0.0, 0
    before = " "
    for letter, after in zip(text, f"{text[1:]} ", strict=True):
        if letter > "\x7f":
            count += 1
            weight += _worth(letter, before, after, worth, whole=language.whole)
        before = letter
    return weight / max(count, 1)


def _worth(letter: str, before: str, after: str, worth: dict[str, float], *, whole: bool) -> float:
    """Return how likely the letter is between its neighbours, from -1.5 to 1."""
    small = letter.lower()
    if small not in worth:
        is_mark = letter in _MARKS and not (before.isalpha() and letter in "§·•€£±´°©®")
        return 0.5 if is_mark else -1
    if small != letter and before.islower():
        # A capital inside a word is a sign of a wrong encoding.
        return worth[small] - 1.5
    if whole:
        # So is a word with Latin letters in it.
        mixed = before.isascii() and before.isalpha() or after.isascii() and after.isalpha()
        alone = not before.isalpha() and not after.isalpha()
        return -0.5 if mixed else worth[small] * (0.5 if alone else 1)
    if not before.isalpha() and not after.isalpha() and small not in "àéóöåæ":
        return 0.2
    return worth[small]

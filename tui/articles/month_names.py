"""The names of months in other languages, for dates that are written in words."""

import re

from tui.articles.date_format import MONTHS
from tui.articles.late_pattern import late

_NAMES = (
    "janvier enero gennaio janeiro januari jänner ocak stycznia января يناير "
    "januar",  # codespell:ignore
    "février febrero febbraio fevereiro februari feber şubat lutego февраля فبراير",
    "mars marzo março maart märz mart marca марта مارس",
    "avril abril aprile abril april nisan kwietnia апреля أبريل",
    "mai mayo maggio maio mei maj mayıs maja мая مايو",
    "juin junio giugno junho juni haziran czerwca июня يونيو",  # codespell:ignore
    "juillet julio luglio julho juli temmuz lipca июля يوليو",  # codespell:ignore
    "août agosto augustus augusti august ağustos sierpnia августа أغسطس",
    "septembre septiembre settembre setembro september eylül września сентября سبتمبر",
    "octobre octubre ottobre outubro oktober ekim października октября أكتوبر",  # codespell:ignore
    "novembre noviembre novembre novembro november kasım listopada ноября نوفمبر",
    "décembre diciembre dicembre dezembro december aralık grudnia декабря ديسمبر "
    "dezember",  # codespell:ignore
)
"""A line a month: French, Spanish, Italian, Portuguese, Dutch, Swedish, German, Turkish, Polish,
Russian, Arabic, as far as a language has a name of its own."""


def _folded(name: str) -> str:
    """Return a name as `re.IGNORECASE` compares it: `İ`, `I`, `ı` and `i` are one letter."""
    return name.casefold().replace("\u0307", "").replace("ı", "i")


_NUMBERS = {name: at for at, line in enumerate(_NAMES) for name in line.split()}
_FOLDED = {_folded(name): at for name, at in _NUMBERS.items()}
_NAME = late(
    rf"(?:\bde\s+)?\b({'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b(?:\s+del?\b)?",
    re.IGNORECASE,
)
_DIGITS = {ord(digit): str(at % 10) for at, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}


def in_english(text: str) -> str:
    """Return a text with English names of months and European digits."""
    return _NAME.sub(lambda found: MONTHS[_FOLDED[_folded(found[1])]], text.translate(_DIGITS))

"""Words of a query as expressions of the full-text search (SQLite FTS5)."""

from collections.abc import Iterable

from tui.library.search.folding import BREAK, LONGEST_INITIAL, initial, is_spelled, parted, spelled
from tui.library.search.query_language import NOTE_FIELDS, TEXT_FIELDS, Clause, Condition, Term


def of_all(clauses: Iterable[Clause], without: str) -> str:
    """Return the expression of clauses that must all hold.

    Args:
        clauses: Clauses of terms; none make an empty expression.
        without: The expression that must not hold; empty where there is none.
    """
    words = " AND ".join(map(of_clause, clauses))
    return f"({words}) NOT ({without})" if without else words


def of_clause(clause: Clause) -> str:
    """Return the expression of a clause of terms, of which one must hold."""
    return f"({' OR '.join(map(of_words, clause.conditions))})"


def with_beginnings(clause: Clause) -> Clause:
    """Return a clause that finds all that a clause does, and others, by the beginnings of words."""
    return clause._replace(conditions=tuple(_beginning(each) or each for each in clause.conditions))


def _beginning(condition: Condition) -> Term | None:
    """Return the term for the first two letters of a word that may go on.

    Returns:
        None where the index has no such letters, or the word is no longer.
    """
    if not isinstance(condition, Term) or not condition.prefix:
        return None
    last = condition.chunks[-1]
    field = "" if condition.field == "text" else condition.field
    if (
        len(last) <= LONGEST_INITIAL
        or is_spelled(last)
        or not initial(last[:LONGEST_INITIAL], field)
    ):
        return None
    return Term((last[:LONGEST_INITIAL],), prefix=True, field=field)


def in_title(clause: Clause) -> Clause:
    """Return a clause whose words must stand in the title, where it names no other field."""
    return clause._replace(
        conditions=tuple(
            each._replace(field="title") if isinstance(each, Term) and not each.field else each
            for each in clause.conditions
        ),
    )


def of_words(condition: Condition) -> str:
    """Return the expression of a condition on the words of articles; empty for any other condition.

    A word that ends (or begins) a run of text without spaces stands there spelled out;
    so the first and the last chunk are looked for in both forms.
    """
    if not isinstance(condition, Term) or condition.field not in ("", *TEXT_FIELDS):
        return ""
    only = condition.chunks[0]
    if (
        condition.prefix
        and len(condition.chunks) == 1
        and (beginning := initial(only, condition.field))
    ):
        within = f"{TEXT_FIELDS[condition.field]} : " if condition.field else ""
        return f'("{beginning}" OR {within}"{spelled(only)}")'
    joined = _phrase(condition)
    return f"{TEXT_FIELDS[condition.field]} : {joined}" if condition.field else joined


def of_notes(condition: Condition) -> str:
    """Return the expression of a condition on notes and labels; empty for any other condition."""
    if not isinstance(condition, Term) or condition.field not in ("", *NOTE_FIELDS):
        return ""
    return f"{condition.field} : {_phrase(condition)}" if condition.field else _phrase(condition)


def _phrase(condition: Term) -> str:
    """Return the full-text expression of words one after the other, in any column."""
    last = len(condition.chunks) - 1
    phrases = [""]
    for place, chunk in enumerate(condition.chunks):
        whole = "" if is_spelled(chunk) else _word(chunk)
        forms = [whole] if whole else []
        if not whole or place in (0, last):
            forms.append(f"{BREAK} {spelled(chunk)}" if place else spelled(chunk))
        phrases = [f"{phrase}{form}" for phrase in phrases for form in forms]
    starred = condition.prefix and not is_spelled(condition.chunks[-1])
    alternatives = [
        f'"{phrase}"{"*" if starred and phrase.endswith(_word(condition.chunks[-1])) else ""}'
        for phrase in phrases
    ]
    return f"({' OR '.join(alternatives)})"


def _word(chunk: str) -> str:
    return parted(chunk).replace('"', " ") + " "

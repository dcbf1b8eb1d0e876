"""Cells and places: whatever the width, each leads to the other."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.articles.article import Article
from tui.document.body_parser import read_document
from tui.document.layout.page import page_readable, page_texts
from tui.document.passages import Passage, Place
from tui.document.readable_text import read_out
from tui.document.text_units import characters
from tui.ui.page.page_builder import Page, Text, batches, make_page
from tui.ui.page.selecting.cell_places import character_at, selected_pieces
from tui.ui.page.selecting.selection_ends import passage_between, spanning

BODIES = (
    "<p>A gate of <a href='/c'>cedar</a> smells for years, and the old e\u0301lite hang it.</p>"
    "<blockquote><p>Quoted words that go on and on.</p><ul><li>first plank</li></ul></blockquote>",
    "<p>杉木门能香好多年，老木匠挂门从不用钉子。👨\u200d👩\u200d👧 smile.</p>"
    "<pre>def saw():\n\treturn 2</pre>",
    "<p>שער של ארז מריח במשך שנים, והנגרים הוותיקים.</p><figure><img src='a.png'>"
    "<figcaption>The moon</figcaption></figure>",
    "<table><tr><th>Wood</th><th>Weight</th></tr><tr><td>Cedar and oak</td><td>400 kg, light for"
    " wood</td></tr></table><p>10<sup>6</sup> and x<sup>πi</sup><br>then.</p>",
    "<ol start=9><li>ninth<li><p>tenth, with a note.<sup><a href='#n'>1</a></sup></p><pre>a = 1\n\n"
    + f"  b = '{'x' * 90}'</pre></ol><dl><dt>Term<dd>What it is</dl><section><ol><li id=n>The note"
    "</ol></section>",
    "<table dir=rtl><caption>מידות</caption><tr><th rowspan=2>עץ<td>ארז 12.5 kg<tr><td>杉木 "
    "<img src=b.png alt=tree></table><blockquote><p dir=rtl>قال: «البيت 1979» ثم مضى.</blockquote>",
    "<p>ไม้ซีดาร์หอมนานหลายปี ช่างไม้เก่าแขวนมัน</p><details><summary>More</summary>"
    "<p>ﾊﾝｶｸ ひらがな</details><math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>"
    "<p>Soft&shy;hyphen, zero\u200bwidth.",
)


def page_of(body: str, width: int, justified: bool = False) -> Page:
    article = Article("A title", body, "html")
    document = read_document(article)
    text = Text(1, article, document, page_texts(article, document), [], 1)
    page = make_page(text, width, (), justified)
    for lines in batches(page, None, lambda: False):
        page.add(lines)
    return page


def drawn(page: Page, number: int, passage: Passage) -> list[bool]:
    """Return for each cell of a line whether the passage is drawn in it."""
    line = page.lines[number]
    pieces = [(run, None) for run in line.runs]
    return [
        selected
        for (run, _), selected in selected_pieces(pieces, line.paragraph, passage)
        for _ in range(cell_len(run.text))
    ]


@settings(max_examples=40)
@given(st.sampled_from(BODIES), st.integers(4, 60), st.booleans())
def test_a_character_is_drawn_in_its_own_cells(body: str, width: int, justified: bool) -> None:
    page = page_of(body, width, justified)
    for number, line in enumerate(page.lines):
        for cell in range(cell_len(line.text)):
            found = character_at(page, number, cell)
            assert found is not None
            if found.start < found.end:
                assert drawn(page, number, found)[cell]
                text = page.text.paragraphs[found.start.segment]
                unit = found.start.offset, found.end.offset
                whole = text[slice(*unit)]
                assert unit in set(characters(text)) or whole.isspace(), whole


@settings(max_examples=60)
@given(st.data(), st.sampled_from(BODIES), st.integers(4, 60))
def test_what_is_copied_is_a_run_of_the_text_and_what_is_drawn(
    data: st.DataObject, body: str, width: int
) -> None:
    page = page_of(body, width)
    cells = st.tuples(st.integers(0, len(page.lines)), st.integers(-2, width + 2))
    one, other = (character_at(page, *data.draw(cells)) for _ in range(2))
    assert one is not None
    assert other is not None
    passage = passage_between(page.text.paragraphs, spanning(one, other))
    if passage is None:
        return
    text = page.text
    readable = page_readable(text.article, text.document)
    copied = read_out(readable, passage)
    assert "".join(copied.split()) in "".join("".join(text.paragraphs).split())
    (first, begin), (last, stop) = passage
    if first == last and readable[first].text == text.paragraphs[first]:
        assert copied == text.paragraphs[first][begin:stop].strip("\n")
    within = {
        (line.paragraph, run.start + at)
        for line in page.lines
        for (run, _), selected in selected_pieces(
            [(run, None) for run in line.runs], line.paragraph, passage
        )
        if selected and run.start is not None
        for at in range(len(run.text))
    }
    everything = {
        (line.paragraph, run.start + at)
        for line in page.lines
        for run in line.runs
        if run.start is not None
        for at in range(len(run.text))
    }
    assert within == {place for place in everything if passage.start <= place < passage.end}


def test_beside_the_text_the_nearest_end_of_it_is_meant() -> None:
    page = page_of("<blockquote>One two</blockquote><p>Three</p>", 40)
    line = next(n for n, line in enumerate(page.lines) if "One two" in line.text)
    segment = page.lines[line].paragraph
    first, end = Place(segment, 0), Place(segment, 7)
    assert character_at(page, line, 0) == Passage(first, first)  # On the bar of the quote.
    assert character_at(page, line, 30) == Passage(end, end)
    assert character_at(page, line + 1, 3) == Passage(end, end)  # On the blank line.
    after = Place(segment + 1, 5)
    assert character_at(page, len(page.lines), 3) == Passage(after, after)

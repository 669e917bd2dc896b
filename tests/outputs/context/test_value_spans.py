"""The second render, with marks around contract values, has the same text and the spans of the values."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from revi_docs.outputs.context.traced_markup import TracedMarkup, join_traced, traced
from revi_docs.outputs.context.value_spans import mark_spans, parse_spans
from revi_docs.outputs.context.view import TracedStr
from tests.support.sample_repo import write_sample
from tests.support.workspaces import open_workspace

PATHS = st.lists(st.one_of(st.text("ab.-", min_size=1, max_size=4), st.integers(0, 99)), min_size=1, max_size=4)
# Not the noncharacters that delimit spans.
_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters=[chr(n) for n in range(0xFDD0, 0xFDF0)])
PIECES = st.lists(st.tuples(st.text(_CHARACTERS, max_size=6), st.none() | PATHS.map(tuple)), max_size=6)


def traced_text(text: str, path: tuple[str | int, ...] | None) -> TracedMarkup:
    if path is None:
        return traced(text)
    value = TracedStr(text)
    value.path = path
    return traced(text, value)


@given(PIECES)
def test_marks_and_spans_round_trip(pieces: list[tuple[str, tuple[str | int, ...] | None]]) -> None:
    line = join_traced((traced_text(text, path) for text, path in pieces), ", ")
    plain, spans = parse_spans(str(mark_spans(line)))
    assert plain == str(line) == ", ".join(text for text, _ in pieces)
    assert [(plain[span.start : span.end], span.path) for span in spans] == [
        (text, path) for text, path in pieces if path is not None
    ]


def test_both_renders_have_the_same_text(root: Path, tmp_path: Path) -> None:
    for folder in (root, write_sample(tmp_path)):
        outputs = open_workspace(folder).rendered_outputs
        for rendered in outputs.files[::7]:
            plain, spans = parse_spans(outputs.renderer.render_with_marks(rendered.task))
            assert plain == rendered.content.decode()
            assert {span.path for span in spans} <= frozenset().union(*rendered.used_path_sets)

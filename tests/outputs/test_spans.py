"""The second render, with brackets around contract values, says the same and tells where each stands."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from revi_docs.cli.workspace import Workspace
from revi_docs.files.proof import BLANK
from revi_docs.outputs.shown import Shown, joined, shown
from revi_docs.outputs.spans import bracket, unbracket
from revi_docs.outputs.view import Text
from tests.drift.small import fill

PATHS = st.lists(
    st.one_of(st.text("ab.-", min_size=1, max_size=4), st.integers(0, 99)), min_size=1, max_size=4
)
PIECES = st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"], exclude_characters=[chr(n) for n in range(0xFDD0, 0xFDF0)]), max_size=6), st.none() | PATHS.map(tuple)), max_size=6)  # fmt: skip  # noqa: E501


def told(text: str, path: tuple[str | int, ...] | None) -> Shown:
    if path is None:
        return shown(text)
    value = Text(text)
    value.path = path
    return shown(text, value)


@given(PIECES)
def test_what_was_bracketed_comes_back(pieces: list[tuple[str, tuple[str | int, ...] | None]]) -> None:
    line = joined((told(text, path) for text, path in pieces), ", ")
    plain, spans = unbracket(str(bracket(line)))
    assert plain == str(line) == ", ".join(text for text, _ in pieces)
    assert [(plain[span.start : span.end], span.path) for span in spans] == [
        (text, path) for text, path in pieces if path is not None
    ]


def test_both_renders_say_the_same(root: Path, tmp_path: Path) -> None:
    for folder in (root, fill(tmp_path)):
        production = Workspace(folder).production
        for one in production.rendered[::7]:
            plain, spans = unbracket(production.renderer.render_bracketed(one.planned))
            assert plain.replace(BLANK, "") == _without_proof(one.content.decode())
            assert {span.path for span in spans} <= one.used


def _without_proof(text: str) -> str:
    start = next(
        at for at in range(len(text)) if text.startswith("revi:", at) and text[at + 5 : at + 21].isalnum()
    )
    return text[:start] + text[start + len(BLANK) :]

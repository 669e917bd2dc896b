"""Generated Markdown has one blank line between blocks, and nothing in code is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.generated_marker import MARKER
from revi_docs.outputs import blank_lines
from revi_docs.outputs.blank_lines import (
    extra_blank_lines,
    is_markdown,
    offset_after_removal,
    remove_spans,
    without_extra_blank_lines,
)
from revi_docs.problems.version import RELEASE
from revi_docs.targets.platform import platforms
from tests.outputs.template_case import HEAD, Case, repository
from tests.support.workspaces import open_workspace

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"\s*(`{3,}|~{3,})")


def flaws(text: str) -> Iterator[str]:
    """What is wrong with the spacing of a page; written without the parser, so that it cannot share its mistakes."""
    fence = ""
    lines = text.split("\n")
    for number, (line, following) in enumerate(pairwise(lines), 1):
        mark = FENCE.match(line)
        if mark and (not fence or (mark[1].startswith(fence) and line.strip() == mark[1])):
            fence = "" if fence else mark[1]
        if fence:
            continue
        if line != line.rstrip():
            yield f"{number}: trailing space"
        if not line and not following:
            yield f"{number}: two blank lines, or one at the end"
    if lines[-1]:
        yield "no line end at the end"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\nb\n", "a\n\nb\n"),
        ("- a\n\n\nb\n", "- a\n\nb\n"),
        ("- a\n \n\t\n\n\nb\n", "- a\n \nb\n"),
        ("a\n\n\n", "a\n"),
        ("a\n \n", "a\n"),
        ("a\n", "a\n"),
        ("a", "a"),
        ("", ""),
        ("```\na\n\n\nb\n```\n\n\nc\n", "```\na\n\n\nb\n```\n\nc\n"),
        ("- x\n\n  ~~~\n  a\n\n\n  b\n  ~~~\n", "- x\n\n  ~~~\n  a\n\n\n  b\n  ~~~\n"),
        ("a\n\n    b\n\n\n    c\n\n\nd\n", "a\n\n    b\n\n\n    c\n\nd\n"),
        ("<pre>\na\n\n\nb\n</pre>\n\n\nc\n", "<pre>\na\n\n\nb\n</pre>\n\nc\n"),
        ("<!--\n\n\n-->\n\n\nc\n", "<!--\n\n\n-->\n\nc\n"),
        ("---\na: |\n  b\n\n\n  c\n---\n\n\nd\n", "---\na: |\n  b\n\n\n  c\n---\n\nd\n"),
        ("a\n\n\n```\nb\n```\n", "a\n\n```\nb\n```\n"),
    ],
)
def test_one_blank_line_stays_between_blocks(text: str, expected: str) -> None:
    assert without_extra_blank_lines(text) == expected
    assert without_extra_blank_lines(expected) == expected


@given(st.lists(st.sampled_from(["\n", "\n", " ", "    ", "a", "- a", "```", "~~~~", "<pre>", "</pre>", "---", "#"])))
def test_only_blank_lines_go_and_none_goes_twice(parts: list[str]) -> None:
    text = "".join(parts)
    result = without_extra_blank_lines(text)
    assert [line for line in result.split("\n") if line.strip()] == [line for line in text.split("\n") if line.strip()]
    assert without_extra_blank_lines(result) == result


_LINES = "a|- a|> a|```|```dot|~~~|<!-- a -->|<!--|-->|<div>|| |    a|\ta|---|!!! note|text ```|- ```|  ```|[a]: b"


@given(st.lists(st.sampled_from(["", "", "```", "```dot", "<!-- a -->", *_LINES.split("|")]), max_size=14))
def test_plain_texts_need_no_parser(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    spans = extra_blank_lines(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blank_lines, "_plain_fences", lambda *_: None)
        assert extra_blank_lines(text) == spans


@given(st.lists(st.sampled_from(["\n", "a", "```\n", "    b"]), max_size=30))
def test_an_offset_moves_with_its_text(parts: list[str]) -> None:
    text = "".join(parts)
    spans = extra_blank_lines(text)
    shorter = remove_spans(text, spans)
    for offset in range(len(text)):
        if not any(span.start <= offset < span.end for span in spans):
            assert shorter[offset_after_removal(offset, spans)] == text[offset]


@pytest.mark.parametrize("path", ["a.md", "A.MD", "docs/a.markdown", ".cursor/rules/a.mdc"])
def test_files_of_markdown(path: str) -> None:
    assert is_markdown(path)


def test_a_file_of_another_type_keeps_its_blank_lines(tmp_path: Path) -> None:
    template = HEAD + "{{ statuses.keys() | list | items }}\n\n\n\nx\n\n"
    texts = {}
    for name in ("a.md", "a.txt"):
        case = Case("", template=template, outputs=f'  "{name}": {{template: a.j2}}\n')
        (rendered,) = open_workspace(repository(tmp_path, case)).rendered_outputs.files
        texts[name] = rendered.content.decode().partition("\n")[2]
    assert texts["a.txt"].endswith("\n\n\n\nx\n\n")
    assert texts["a.md"].endswith("`\n\nx\n")


def test_every_committed_output_of_this_repository() -> None:
    paths = [path for path in ROOT.rglob("*.md") if not path.parts[len(ROOT.parts)].startswith((".", "node_modules"))]
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    generated = {path: text for path, text in texts.items() if MARKER in text}
    assert len(generated) > 150
    assert {str(path): list(flaws(text)) for path, text in generated.items() if list(flaws(text))} == {}


# Not `revi`: its outputs are those of this repository.
@pytest.mark.parametrize("workflow", ["minimal", "review"])
def test_every_output_of_a_starter(tmp_path: Path, workflow: str) -> None:
    starter = files("revi_docs.app.setup").joinpath(f"starter/{workflow}.yml").read_text("utf-8")
    text = starter.replace("{version}", RELEASE).replace("{name}", "x")
    (tmp_path / "revi.yml").write_text(f"{text}targets: [{', '.join(platforms())}]\n", encoding="utf-8")
    rendered = open_workspace(tmp_path).rendered_outputs.files
    outputs = [file for file in rendered if file.path.endswith((".md", ".mdc", ".toml"))]
    assert {file.path.rpartition(".")[2] for file in outputs} == {"md", "toml"}
    assert {file.path: found for file in outputs if (found := list(flaws(file.content.decode())))} == {}


def test_a_flaw_is_noticed() -> None:
    assert list(flaws("a\n\n\nb \n```\n\n\nc \n```\n\nd")) == [
        "2: two blank lines, or one at the end",
        "4: trailing space",
        "no line end at the end",
    ]
    assert list(flaws("a\n\n")) == ["2: two blank lines, or one at the end"]

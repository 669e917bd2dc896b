"""Any text of the contract remains text in the place it is written to."""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
import tomllib
from itertools import zip_longest

import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from revi_docs.contract.loader import parse
from revi_docs.outputs import escape
from revi_docs.outputs.context.traced_markup import traced
from revi_docs.outputs.context.value_spans import mark_spans, parse_spans
from revi_docs.outputs.context.view import view
from revi_docs.outputs.environment import finalize_value
from revi_docs.outputs.filters import FILTERS

FRAGMENTS = [
    "*/", "-->", "<!--", "`", "``", "```", "~~~", "${x}", "$1", "$ARGUMENTS", "'", '"', '"""',
    "</script>", "<b>", "&amp;", "&", "\u2028", "\u2029", "|", "||", "\\", "\\\\", "\\|", "😀", "é",
    "\n", "\n\n", "\t", "{{ x }}", "{% x %}", "{# x #}", "[x](y)", "[x]", "![x](y)", "[x]: y", "{: .x}",
    "{.x}", "{", "}", ":::", "!!!", "!!! note", "???", "??? x", "/// x", "#", "# x", "## x", "- x",
    "+ x", "* x", "1. x", "1) x", "10.", "> x", "---", "***", "===", "_x_", "__x__", "*x*", "**x**",
    "~~x~~", "^x^", "x_y_z", "http://example.org", "<http://example.org>", "me@example.org", "a: b",
    ": x", "a #b", "%x", "@x", ",", "x", " ", "  ", "    x", "end.", "\u00a0", "\u200b", "\ufeff", "(",
    ")", "=", "==x==", "++x++", "*[x]: y", "[^1]", "[^1]: x", "--8<--", "--", "->", "...", "\\n",
]  # fmt: skip


# Characters that no contract can hold are refused when it is read, see test_no_control_characters.
LETTERS = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters=[chr(n) for n in (*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF)]
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=8).map("".join),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(LETTERS, max_size=4)), max_size=6).map("".join),
    st.text(LETTERS, max_size=40),
)
EXTENSIONS = [
    "admonition", "attr_list", "md_in_html", "tables", "toc", "pymdownx.details", "pymdownx.superfences",
    "pymdownx.highlight",
]  # fmt: skip


def spaced(text: str) -> str:
    return " ".join(text.split())


def page(source: str) -> LexborNode:
    root = LexborHTMLParser(markdown.markdown(source, extensions=EXTENSIONS)).body
    assert root is not None
    return root


def tags(node: LexborNode) -> list[str]:
    return [element.tag or "" for element in node.css("*") if element is not node and element.mem_id != node.mem_id]


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\ufdd0", "\uffff"], ids=ascii)
def test_no_control_characters(letter: str) -> None:
    quoted = json.dumps(letter, ensure_ascii=True)
    loaded = parse(f"revi: 1\nproject: {{name: {quoted}}}\n".encode())
    assert [problem.message for problem in loaded.problems] == ["project.name contains a control character"]


@settings(max_examples=400)
@example("x" * 10_000)
@example("\\" * 200)
@example("".join(FRAGMENTS))
@given(TEXTS)
def test_in_a_table_cell(text: str) -> None:
    escaped_text, escaped_code = escape.markdown(text), escape.code(text)
    body = page(f"| A | B | C |\n|---|---|---|\n| {escaped_text} | {escaped_code} | c |\n| d | e | {escaped_text} |\n")
    assert tags(body).count("table") == 1
    rows = [list(row.css("td")) for row in body.css("tbody tr")]
    assert [len(row) for row in rows] == [3, 3]
    assert spaced(rows[0][0].text()) == spaced(rows[1][2].text()) == spaced(text)
    assert tags(rows[0][0]) == tags(rows[1][2]) == []
    assert spaced(rows[0][1].text()) == spaced(text)
    assert tags(rows[0][1]) == ["code"]
    assert (rows[0][2].text(), rows[1][0].text(), rows[1][1].text()) == ("c", "d", "e")


@settings(max_examples=400)
@example("".join(FRAGMENTS))
@given(TEXTS)
def test_in_a_paragraph_a_heading_and_a_list(text: str) -> None:
    escaped_text, escaped_code = escape.markdown(text), escape.code(text)
    body = page(
        f"{escaped_text}\n\n{escaped_code}\n\n- {escaped_text}\n- {escaped_code}\n\n## A {escaped_text} b\n\nend\n"
    )
    read = [spaced(node.text()) for node in body.css("p, li, h2")]
    if spaced(text):
        assert read == [spaced(text)] * 4 + [spaced(f"A {text} b"), "end"]
        assert tags(body) == ["p", "p", "code", "ul", "li", "li", "code", "h2", "p"]
    else:
        assert [cell for cell in read if cell] == ["A b", "end"]


@given(TEXTS)
def test_quoted_in_json_and_yaml(text: str) -> None:
    quoted = escape.quoted(text)
    assert json.loads(quoted) == text
    assert "\n" not in quoted
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        front = f"---\nname: {quoted}\nlist: [{quoted}, x]\n---\n"
        document = yaml.load(front.split("---\n")[1], Loader=loader)
        assert document == {"name": text, "list": [text, "x"]}


@given(TEXTS)
def test_inside_quotes_and_on_one_line(text: str) -> None:
    quoted = escape.quoted_body(text)
    assert spaced(json.loads(f'"{quoted}"')) == spaced(text)
    assert quoted.splitlines() in ([quoted], [])


@given(TEXTS)
def test_in_a_comment(text: str) -> None:
    escaped = escape.comment(text)
    assert len(f"x{escaped}x".splitlines()) == 1
    assert page_of(f"<p><!-- {escaped} --></p><i>").css("i") != []
    assert page_of(f"<p><!-- {escaped} --></p><i>").text() == ""
    assert f"/* {escaped} */".index("*/") == len(escaped) + 4
    kinds = [token.type for token in tokenize.generate_tokens(io.StringIO(f"# {escaped}\n").readline)]
    assert kinds == [tokenize.COMMENT, tokenize.NL, tokenize.ENDMARKER]
    assert yaml.safe_load(f"a: 1\n# {escaped}\nb: 2\n") == {"a": 1, "b": 2}
    assert ast.parse(f"# {escaped}\n").body == []


def page_of(html: str) -> LexborNode:
    root = LexborHTMLParser(html).body
    assert root is not None
    return root


@given(TEXTS)
def test_in_html(text: str) -> None:
    escaped = escape.html_text(text)
    body = page_of(f"<p title=\"{escaped}\">{escaped}</p><p title='{escaped}'></p>")
    first, second = body.css("p")
    assert tags(body) == ["p", "p"]
    assert spaced(first.text()) == spaced(text)
    assert spaced(first.attributes["title"] or "") == spaced(second.attributes["title"] or "") == spaced(text)


@given(TEXTS)
def test_claude_code_puts_nothing_in(text: str) -> None:
    """In the text of a command `$ARGUMENTS` and `$1` are replaced, and !`ls` is run."""
    for escaped in (escape.markdown(text), escape.code(text)):
        assert not re.search(r"\$(?:[0-9]|ARGUMENTS|\{)", escaped)
        assert "!`" not in escaped


@given(TEXTS)
def test_a_printed_value_is_escaped_unless_a_filter_has_done_so(text: str) -> None:
    assert str(finalize_value(text)) == escape.markdown(text)
    assert str(finalize_value(FILTERS["code"](text))) == escape.code(text)
    assert str(FILTERS["items"]([text, text])) == f"{escape.code(text)}, {escape.code(text)}"
    assert json.loads(str(FILTERS["data"]({text: [text]}))) == {text: [text]}


@given(TEXTS)
@example('"""\n\r\n\x1f\x7f\\')
def test_toml_text(text: str) -> None:
    assert tomllib.loads(f'x = """\n{FILTERS["toml_text"](text)}"""\n') == {"x": text}


@given(st.lists(TEXTS, min_size=1))
def test_toml_text_keeps_the_marks_of_values(texts: list[str]) -> None:
    marked = "".join(str(mark_spans(traced(text, view(text, ("agents", "a", 0), set())))) for text in texts)
    plain, spans = parse_spans(FILTERS["toml_text"](marked))
    assert plain == FILTERS["toml_text"]("".join(texts))
    assert [plain[span.start : span.end] for span in spans] == [FILTERS["toml_text"](text) for text in texts]
    assert {span.path for span in spans} == {("agents", "a", 0)}


@given(st.text(alphabet=" \t\n\r\x0b\x0c\x85\u2028\u2029\u00a0ab"))
def test_one_line_changes_line_breaks_and_tabs_only(text: str) -> None:
    """A run of spaces with a line break is one space; in another, each tab is one."""
    runs = re.split(r"(\s+)", text)
    spaces = [" " if re.search(r"[\r\n\u2028\u2029\x85]", run) else run.replace("\t", " ") for run in runs[1::2]]
    pairs = zip_longest(runs[::2], spaces, fillvalue="")
    assert escape.one_line(text) == "".join(part for pair in pairs for part in pair).strip()

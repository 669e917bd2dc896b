"""Files of a repository, broken with knowledge of their structure, and the commands that read them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 10**30, "", "x", "../../x", "\x00", "\u202e", "a\nb", "é" * 50, [], {}, [[]], [None],
    {"a": {}}, {"": ""}, "2026-02-11T14:32:05.120+01:00", "completed", "TKT-7",
)  # fmt: skip
TOKENS = (
    "", " ", "\n", "\t", "\r", "\x00", "\x1b[31m", "\ufeff", "\u202e", "\u2028", "---\n", "+++\n", "...\n",
    "```\n", "~~~", "`", "<!--", "-->", "<!-- revi:begin value of=x -->", "<!-- revi:end -->", "revi:0123456789abcdef",
    "{{", "}}", "{% for x in y %}", "{% endfor %}", "{#", ": ", "- ", "? ", "&a ", "*a", "<<: *a\n", "|\n", ">\n",
    "!!python/object:os.system ", "'", '"', "[", "]", "{", "}", ",", "#", "| a | b |\n", "|---|\n", "\\",
    "<a href='", "<div>", "</div>", "<script>", "url(", "@import '", "/*", "*/", "&amp;", "1e999", "NaN", "null", "~",
    "=======\n", "<<<<<<< a\n", ">>>>>>> b\n", "TKT-7", "TKT-99", "[" * 2_000, "{" * 2_000, "- " * 2_000, "> " * 2_000,
    "<b>" * 2_000, "(" * 2_000, "a: {" * 500, "0x",
)  # fmt: skip


def broken(content: str) -> st.SearchStrategy[bytes]:
    """The content with a few edits: of its values if it is JSON, of its lines, and of its bytes."""
    texts = st.lists(_text_edits(), min_size=1, max_size=4).map(lambda edits: _apply(content, edits).encode())
    try:
        documents = [json.loads(line) for line in ([content] if content.count("\n") < 2 else content.splitlines())]
    except ValueError:
        try:
            documents = [json.loads(content)]
        except ValueError:
            documents = []
    choices = [texts, st.tuples(texts, st.integers(0, 255), _SHARE).map(lambda parts: _with_byte(*parts))]
    if documents:
        values = st.lists(st.tuples(_SHARE, st.sampled_from(VALUES)), min_size=1, max_size=3)
        choices.append(
            values.map(lambda edits: "".join(f"{json.dumps(_with_values(d, edits))}\n" for d in documents).encode())
        )
    return st.one_of(choices)


_SHARE = st.floats(0, 1, allow_nan=False)


def _text_edits() -> st.SearchStrategy[Callable[[str], str]]:
    token = st.sampled_from(TOKENS)
    return st.one_of(
        st.builds(lambda share, text: lambda old: _insert(old, share, text), _SHARE, token),
        st.builds(lambda share, text: lambda old: _replace_line(old, share, lambda _line: text), _SHARE, token),
        st.builds(lambda share: lambda old: _replace_line(old, share, lambda line: line * 2), _SHARE),
        st.builds(
            lambda share, text: lambda old: _replace_line(old, share, lambda line: line.rstrip() + text), _SHARE, token
        ),
        st.builds(lambda share: lambda old: _replace_line(old, share, lambda line: f"  {line}"), _SHARE),
        st.builds(lambda share, text: lambda old: _replace_value(old, share, text), _SHARE, token),
        st.builds(lambda share: lambda old: old[: int(len(old) * share)], _SHARE),
    )


def _apply(text: str, edits: list[Callable[[str], str]]) -> str:
    for edit in edits:
        text = edit(text)
    return text


def _insert(text: str, share: float, token: str) -> str:
    position = int(len(text) * share)
    return text[:position] + token + text[position:]


def _replace_line(text: str, share: float, edit: Callable[[str], str]) -> str:
    lines = text.splitlines(keepends=True) or [""]
    index = min(int(len(lines) * share), len(lines) - 1)
    lines[index] = edit(lines[index])
    return "".join(lines)


def _replace_value(text: str, share: float, token: str) -> str:
    """Replace what follows the first colon of a line."""
    return _replace_line(text, share, lambda line: f"{line.partition(':')[0]}: {token}\n" if ":" in line else line)


def _with_byte(content: bytes, byte: int, share: float) -> bytes:
    position = int(len(content) * share)
    return content[:position] + bytes([byte]) + content[position + 1 :]


def _with_values(document: Any, edits: list[tuple[float, Any]]) -> Any:
    for share, value in edits:
        paths = list(_paths(document))
        document = _replaced(document, paths[min(int(len(paths) * share), len(paths) - 1)], value)
    return document


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Any:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in items:
        yield from _paths(part, (*path, name))


def _replaced(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(document) if isinstance(document, dict) else list(document)
    copy[path[0]] = _replaced(copy[path[0]], path[1:], value)
    return copy

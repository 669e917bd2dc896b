"""The parts of code files in which a line that looks like a comment is text: literals that span lines.

These are triple-quoted strings of Python, here-documents of shells, template literals and block comments of TypeScript,
and block scalars of YAML. The scanners read each character once. Standard library only: hooks use them, too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

Spans = Iterator[tuple[int, int]]

# Comments and short strings come first in the search only to be skipped: a quote inside one opens nothing.
_PYTHON = re.compile(
    r"#[^\n]*"
    r'|(?P<literal>"""(?:\\.|(?!""").)*(?:"""|\Z)' + r"|'''(?:\\.|(?!''').)*(?:'''|\Z))"
    r'|"(?:\\.|[^"\\\n])*"?' + r"|'(?:\\.|[^'\\\n])*'?",
    re.DOTALL,
)
# `<<<` comes before `<<`: a here-string is not a here-document.
_SHELL = re.compile(
    r"(?:^|(?<=\s))#[^\n]*|\\.|'[^']*'?|\"(?:\\.|[^\"\\])*\"?|<<<"
    r"|<<(?P<tabs>-?)[ \t]*(?P<quote>['\"]?)(?P<end>[A-Za-z_][A-Za-z0-9_]*)(?P=quote)",
    re.DOTALL | re.MULTILINE,
)
# Without regular expressions as literals: to tell `/` from a division would need a parser.
_TYPESCRIPT = re.compile(
    r"//[^\n]*|(?P<literal>/\*(?:(?!\*/).)*(?:\*/|\Z))|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?|[`{}]", re.DOTALL
)
_TEMPLATE_PART = re.compile(r"\\.|`|\$\{", re.DOTALL)
_BLOCK_SCALAR = re.compile(r"[|>][0-9+-]{0,2}")
_SEQUENCE_PREFIX = re.compile(r" *(?:- +)*")


def literal_spans(file_type: str, text: str) -> tuple[tuple[int, int], ...]:
    """The start and end of each literal that spans lines, in order; `file_type` as in `SYNTAX_BY_SUFFIX`."""
    scanner = _SCANNERS.get(file_type)
    return tuple(span for span in scanner(text) if "\n" in text[slice(*span)]) if scanner else ()


def is_inside(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether an offset is in one of the spans, which are in order."""
    index = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return index >= 0 and spans[index][0] <= offset < spans[index][1]


def _python(text: str) -> Spans:
    return (match.span() for match in _PYTHON.finditer(text) if match["literal"])


def _shell(text: str) -> Spans:
    lines: dict[str, list[int]] = {}
    offset = 0
    for line in text.split("\n"):
        lines.setdefault(line.rstrip("\r"), []).append(offset)
        if line.startswith("\t"):
            lines.setdefault(f"\t{line.strip()}", []).append(offset)
        offset += len(line) + 1
    position = 0
    while match := _SHELL.search(text, position):
        position = max(match.end(), match.start() + 1)
        if not match["end"]:
            continue
        start = text.find("\n", match.end()) + 1
        names = (match["end"], f"\t{match['end']}") if match["tabs"] else (match["end"],)
        ends = [end for name in names if (end := _next(lines.get(name, []), start)) is not None]
        if start and ends:
            yield start, min(ends)
            position = min(ends)


def _next(offsets: list[int], start: int) -> int | None:
    index = bisect_right(offsets, start - 1)
    return offsets[index] if index < len(offsets) else None


def _typescript(text: str) -> Spans:
    """Yield block comments, and the parts of template literals between their expressions."""
    position, braces = 0, [0]
    while match := _TYPESCRIPT.search(text, position):
        position = match.end()
        if match["literal"]:
            yield match.span()
        elif match[0] == "{":
            braces[-1] += 1
        elif match[0] == "`" or (match[0] == "}" and not braces[-1] and len(braces) > 1):
            if match[0] == "}":
                braces.pop()
            end, is_expression = _template_end(text, match.end())
            yield match.start(), end
            if is_expression:
                braces.append(0)
            position = end
        elif match[0] == "}":
            braces[-1] = max(braces[-1] - 1, 0)


def _template_end(text: str, start: int) -> tuple[int, bool]:
    """The end of a part of a template literal, and whether an expression starts there."""
    for match in _TEMPLATE_PART.finditer(text, start):
        if match[0] in ("`", "${"):
            return match.end(), match[0] == "${"
    return len(text), False


def _yaml(text: str) -> Spans:
    start, indent, parent, offset = -1, -1, 0, 0
    for line in text.split("\n"):
        content = line.strip(" \r")
        column = len(line) - len(line.lstrip(" "))
        if start >= 0 and content:
            indent = column if indent < 0 and column > parent else indent
            if indent < 0 or column < indent:
                yield start, offset
                start = -1
        if start < 0 and _starts_block_scalar(line):
            prefix = _SEQUENCE_PREFIX.match(line)
            assert prefix is not None
            dash = len(prefix[0].rstrip()) - 1
            parent = dash if line[prefix.end() :][:1] in ("|", ">") and dash >= 0 else prefix.end()
            start, indent = offset + len(line) + 1, -1
        offset += len(line) + 1
    if start >= 0:
        yield min(start, len(text)), len(text)


def _starts_block_scalar(line: str) -> bool:
    """Whether the last word of a line of YAML is `|` or `>`, after a key, a dash, a tag or an anchor."""
    words = line.partition(" #")[0].split()
    if not words or words[0].startswith("#") or not _BLOCK_SCALAR.fullmatch(words[-1]):
        return False
    return len(words) == 1 or words[-2].endswith((":", "-")) or words[-2].startswith(("!", "&"))


_SCANNERS: Mapping[str, Callable[[str], Spans]] = {
    "py": _python,
    "sh": _shell,
    "ts": _typescript,
    "yml": _yaml,
}

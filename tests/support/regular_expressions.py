"""The regular expressions of the package, how each is called, and hostile texts made from what it repeats."""

from __future__ import annotations

import ast
import gc
import importlib
import re
import signal
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

# The parser of the standard library is private, but a parser of our own could disagree with `re.compile`.
from re import _constants, _parser  # type: ignore[attr-defined]  # private modules have no stubs
from types import FrameType
from typing import Any, NamedTuple

_ANCHORED = frozenset({"match", "fullmatch"})
_SCANNING = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
_CALL = re.compile(rf"\.\s*(?:{'|'.join(sorted(_ANCHORED | _SCANNING))})\b")
"""What stands in the text of every module that calls an expression."""
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_EMPTY = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT, _constants.GROUPREF, _constants.GROUPREF_EXISTS)
_ENDS = ("", "\x01", "`\n-")
"""Ends of a text: none, one that hardly anything matches, and one at which what ends with a line or at code fails."""
_SAMPLES = "a0 \t\n\r-_.,:;'\"`~*#+=<>()[]{}|/\\@$%&!?AZé"
_CATEGORIES = {
    _constants.CATEGORY_DIGIT: r"\d",
    _constants.CATEGORY_NOT_DIGIT: r"\D",
    _constants.CATEGORY_SPACE: r"\s",
    _constants.CATEGORY_NOT_SPACE: r"\S",
    _constants.CATEGORY_WORD: r"\w",
    _constants.CATEGORY_NOT_WORD: r"\W",
}


class Expression(NamedTuple):
    """A compiled expression of the package: where it is, and the methods with which it is called."""

    place: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]

    def __str__(self) -> str:
        return self.place

    @property
    def operations(self) -> Any:
        """The parse tree; of an expression for bytes, that of the same characters."""
        pattern, flags = self.pattern.pattern, self.pattern.flags
        text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
        return _parser.parse(text, flags)


def package_expressions(package: Path) -> Iterator[Expression]:
    """Every expression that a module of the package has as a value, or calls with a literal."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(package.rglob("*.py"))}
    trees = {path: ast.parse(text if _CALL.search(text) else "") for path, text in texts.items()}
    methods: dict[tuple[Path | None, str], set[str]] = defaultdict(set)
    anything: dict[Path, set[str]] = defaultdict(set)
    for path, tree in trees.items():
        for variable, method in _method_calls(tree):
            methods[_owner(path, variable), variable].add(method)
            anything[path].add(method)
    visited: set[int] = set()
    for path, tree in trees.items():
        name = ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")
        for variable, value in list(vars(importlib.import_module(name)).items()):
            for pattern in _patterns(value):
                if id(pattern) not in visited:
                    visited.add(id(pattern))
                    # Of a pattern that is passed on: what the module calls on anything.
                    called = methods[_owner(path, variable), variable] or anything[path]
                    yield Expression(f"{name}.{variable}", pattern, frozenset(called or {"fullmatch", "finditer"}))
        for line, pattern, method in _literal_calls(tree):
            yield Expression(f"{name}:{line}", pattern, frozenset({method}))


def _owner(path: Path, variable: str) -> Path | None:
    """The only module that uses a private name; other modules can use any other name."""
    return path if variable.startswith("_") else None


def _method_calls(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Name of a variable and method of a pattern that is called on it, `X.search(…)` or `module.X.search(…)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _ANCHORED | _SCANNING:
            owner = node.value
            if isinstance(owner, (ast.Name, ast.Attribute)):
                yield owner.id if isinstance(owner, ast.Name) else owner.attr, node.attr


def _literal_calls(tree: ast.AST) -> Iterator[tuple[int, re.Pattern[str], str]]:
    """Calls of the functions of `re` with a literal, such as `re.sub(r"…", …)`."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        literal, method = node.args[0], node.func.attr
        is_function = method in _ANCHORED | _SCANNING and ast.unparse(node.func.value) == "re"
        if is_function and isinstance(literal, ast.Constant) and isinstance(literal.value, str):
            names = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
            flags = sum(flag for flag in re.RegexFlag if flag.name in names)
            yield node.lineno, re.compile(literal.value, flags), method


def _patterns(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _patterns(item)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _patterns(item)


def _characters(items: Sequence[tuple[Any, Any]]) -> list[str]:
    """A few characters of a set, at least one."""
    is_negated = items[0][0] is _constants.NEGATE
    hits = [char for char in _SAMPLES if any(_contains(item, char) for item in items) != is_negated]
    ends = {_constants.LITERAL: lambda value: value, _constants.RANGE: lambda value: value[0]}
    return hits or [chr(ends[operation](value)) for operation, value in items if operation in ends][:1] or ["a"]


def _contains(item: tuple[Any, Any], char: str) -> bool:
    operation, value = item
    if operation is _constants.LITERAL:
        return bool(value == ord(char))
    if operation is _constants.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    return operation is _constants.CATEGORY and re.match(_CATEGORIES[value], char) is not None


def _word(operation: Any, value: Any) -> str:
    """A short text that an operation matches."""
    if operation in _EMPTY:
        return ""
    if operation is _constants.LITERAL:
        return chr(value)
    if operation is _constants.IN:
        return _characters(value)[0]
    count = max(1, min(value[0], 8)) if operation in _REPEATS else 1
    # The first part: of a choice the first alternative.
    parts = _nested(value)
    return "".join(_word(*part) for part in parts[0]) * count if parts else "a"


def words(operations: Any) -> dict[str, None]:
    """Texts whose repetition is hostile: each start of each part of an expression, and each kind of character."""
    literals: dict[str, None] = {}
    start = ""
    for operation, value in operations:
        start += _word(operation, value)
        literals[start] = None
        if operation is _constants.IN:
            literals.update(dict.fromkeys(_characters(value)))
        for part in _nested(value):
            literals.update(words(part))
    literals.pop("", None)
    return literals


def _nested(value: Any) -> list[Any]:
    if isinstance(value, _parser.SubPattern):
        return [value]
    return [part for item in value for part in _nested(item)] if isinstance(value, (tuple, list)) else []


class HostileText(NamedTuple):
    """A word that is repeated between a start and an end."""

    start: str
    word: str
    end: str

    def text(self, size: int) -> str:
        """The text with about `size` characters."""
        return self.start + self.word * (size // len(self.word)) + self.end


def hostile_texts(operations: Any) -> Iterator[HostileText]:
    """Each word repeated, alone and after a text that the expression matches."""
    lead = "".join(_word(*part) for part in operations)
    for word in words(operations):
        for end in _ENDS:
            yield HostileText("", word, end)
        if lead:
            yield HostileText(lead, word, _ENDS[-1])


class _TimeoutError(Exception):
    """The expression took longer than the limit."""


def cpu_seconds(function: Callable[[], object], limit: float) -> float:
    """The processor time of a call; at least the limit if it does not end. `re` looks for signals while it matches.

    The garbage collector is off, because its time depends on what other tests have left behind.
    """

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _TimeoutError

    previous = signal.signal(signal.SIGVTALRM, stop)
    gc.disable()
    start = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        function()
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except _TimeoutError:
        return max(limit, time.process_time() - start)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)
        gc.enable()
    return time.process_time() - start


def apply(expression: Expression, method: str, text: str) -> None:
    """Call a method of an expression on a text; methods that scan are called as `finditer`."""
    subject: Any = text.encode("latin-1", "replace") if isinstance(expression.pattern.pattern, bytes) else text
    if method in _ANCHORED:
        getattr(expression.pattern, method)(subject)
    else:
        for _ in expression.pattern.finditer(subject):
            pass

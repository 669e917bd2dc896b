"""Names are unique, plain words; texts use the field's terms; chosen numbers and exceptions have a reason."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

BARE_NAMES = frozenset(
    "asked at begun behind found given held here heads kept known listed made meant mine moved named one "
    "said seen settled shown spent spoken stated sure taken theirs there told wanted way what whole why "
    "written again left".split()
)
"""Participles, pronouns and adverbs that say nothing alone; a name needs a noun or a verb."""

BANNED_WORDS = re.compile(
    r"\b(mend\w*|anew|nobody|stands|(?:is|are) told|said so|lets? through|made no more"
    # "There is no agent 'x'" is plain English; "'x' is no agent" is not.
    r"|(?<!there )is no (?:id|JSON|YAML|agent|story|command|number|status|text|list))\b",
    re.IGNORECASE,
)
"""Words of a dialect that no reader searches for."""

ALLOWED_BARE_NAMES: Mapping[tuple[str, str], str] = {
    ("revi_docs/files/merge_conflicts.py", "theirs"): "git's own term beside `ours` and `base`",
    ("revi_docs/outputs/sandbox.py", "left"): "the operand beside `right`; a parameter of Jinja's method",
}
"""(file, name) → why the bare name is the right one there."""

ALLOWED_WORDS: Mapping[tuple[str, str], str] = {}
"""(file, word) → why the word may be used there."""

REPEATED_MODULES = frozenset({"__init__", "codes"})
"""Module names that each package may have."""

FREE_FOLDERS = frozenset({"cli", "claims", "targets"})
"""Folders whose module names may repeat: a command, a claim store or a target is named after what it is."""

IGNORE_COMMENT = re.compile(r"#\s*(noqa|type:\s*ignore)(?P<codes>[:\[][\w\s,.\-\]]*?)?(?P<reason>\s+(?:-|#)\s+\S.*)?$")


def python_files(root: Path) -> list[Path]:
    return sorted(path for path in (root / "revi_docs").rglob("*.py") if "__pycache__" not in path.parts)


def bound_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of everything a module binds: functions, parameters, variables, attributes."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr


def bare_names(source: str, file: str) -> list[str]:
    return sorted(
        f"{file}:{line}: {name}"
        for line, name in bound_names(ast.parse(source))
        if name.strip("_") in BARE_NAMES and (file, name) not in ALLOWED_BARE_NAMES
    )


def banned_words(text: str, file: str) -> list[str]:
    return [
        f"{file}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}"
        for match in BANNED_WORDS.finditer(text)
        if (file, match[0].lower()) not in ALLOWED_WORDS
    ]


def repeated(names: Iterable[tuple[str, str]]) -> list[str]:
    """Of pairs of name and file, the names that more than one file has."""
    files: dict[str, list[str]] = defaultdict(list)
    for name, file in names:
        files[name].append(file)
    return sorted(f"{name}: {', '.join(places)}" for name, places in files.items() if len(places) > 1)


def is_number(node: ast.expr) -> bool:
    """Whether the expression is a number that somebody chose: a literal, or literals calculated."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, (int, float)) and not isinstance(node.value, bool)
    if isinstance(node, ast.BinOp):
        return is_number(node.left) and is_number(node.right)
    return isinstance(node, ast.UnaryOp) and is_number(node.operand)


def unexplained_numbers(source: str, file: str) -> list[str]:
    """Module-level constants with a chosen number but without a comment, or a docstring below."""
    tree, lines = ast.parse(source), source.split("\n")
    problems = []
    for node, following in zip_longest(tree.body, tree.body[1:]):
        value = node.value if isinstance(node, (ast.Assign, ast.AnnAssign)) else None
        numbers = value.elts if isinstance(value, ast.Tuple) else [value]
        if not any(number is not None and is_number(number) for number in numbers):
            continue
        has_docstring = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
        above, own_lines = lines[node.lineno - 2], lines[node.lineno - 1 : node.end_lineno]
        has_comment = above.startswith("#") or any("  # " in line for line in own_lines)
        if not has_docstring and not has_comment:
            problems.append(f"{file}:{node.lineno}: {lines[node.lineno - 1]}")
    return problems


def unexplained_ignores(source: str, file: str) -> list[str]:
    """Every `noqa` and `type: ignore` without codes, or without a reason after ` - ` or ` # `."""
    problems = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT or not re.search(r"#\s*(noqa|type:\s*ignore)", token.string):
            continue
        match = IGNORE_COMMENT.search(token.string)
        if match is None or not match["codes"] or not match["reason"]:
            problems.append(f"{file}:{token.start[0]}: {token.string}")
    return problems


def test_class_names_are_unique(root: Path) -> None:
    assert not repeated(
        (node.name, path.relative_to(root).as_posix())
        for path in python_files(root)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )


def test_module_names_are_unique(root: Path) -> None:
    assert not repeated(
        (path.stem, path.relative_to(root).as_posix())
        for path in python_files(root)
        if path.stem not in REPEATED_MODULES and FREE_FOLDERS.isdisjoint(path.parts)
    )


def test_a_repeated_name_is_found() -> None:
    assert repeated([("A", "a.py"), ("B", "a.py"), ("A", "b.py")]) == ["A: a.py, b.py"]


def test_no_name_is_a_bare_participle_or_pronoun(root: Path) -> None:
    problems: list[str] = []
    for path in python_files(root):
        problems += bare_names(path.read_text("utf-8"), path.relative_to(root).as_posix())
    assert problems == []


def test_a_bare_name_is_found() -> None:
    source = "class A:\n    def told(self, one):\n        self.kept = [way for way in one]\n"
    assert bare_names(source, "a.py") == ["a.py:2: one", "a.py:2: told", "a.py:3: kept", "a.py:3: way"]


def visible_texts(root: Path) -> Iterator[tuple[str, str]]:
    """File and text of what people and agents read: sources, templates, pages, the contract."""
    patterns = (
        "revi_docs/**/*.py", "revi_docs/**/*.ts", "revi_docs/**/*.js", "revi_docs/cli/starter/*",
        "templates/**/*.j2", "docs_src/**/*.md", "*.md", "revi.yml", "mkdocs.yml", "Makefile",
        "pyproject.toml",
    )  # fmt: skip
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(root).as_posix(), path.read_text("utf-8")


def test_texts_use_no_banned_word(root: Path) -> None:
    problems: list[str] = []
    for file, text in visible_texts(root):
        problems += banned_words(text, file)
    assert problems == []


def test_a_banned_word_is_found() -> None:
    assert banned_words("fine\nNobody mends it\n", "a.md") == ["a.md:2: Nobody", "a.md:2: mends"]
    assert banned_words("'x' is no agent\nthere is no agent 'x'\nThere is no story yet\n", "a.md") == [
        "a.md:1: is no agent"
    ]


def test_chosen_numbers_have_a_reason(root: Path) -> None:
    problems: list[str] = []
    for path in python_files(root):
        problems += unexplained_numbers(path.read_text("utf-8"), path.relative_to(root).as_posix())
    assert problems == []


def test_an_unexplained_number_is_found() -> None:
    explained = '# Measured.\nA = 3\nB = 4\n"""Specified."""\nC = 5  # arbitrary\nD = "x"\n'
    assert unexplained_numbers(explained, "a.py") == []
    assert unexplained_numbers("A = 3\nB = 2 * 1024\nC, D = 1, 2\n", "a.py") == [
        "a.py:1: A = 3",
        "a.py:2: B = 2 * 1024",
        "a.py:3: C, D = 1, 2",
    ]


def test_exceptions_from_checks_have_a_reason(root: Path) -> None:
    problems: list[str] = []
    for path in python_files(root):
        problems += unexplained_ignores(path.read_text("utf-8"), path.relative_to(root).as_posix())
    assert problems == []


def test_an_unexplained_exception_is_found() -> None:
    source = (
        "a = 1  # noqa: E501 - a table\nb = 2  # noqa: E501\nc = 3  # type: ignore[arg-type]  # untyped\n"
        "d = 4  # type: ignore[arg-type]\ne = 5  # noqa - all\n"
    )
    assert unexplained_ignores(source, "a.py") == [
        "a.py:2: # noqa: E501",
        "a.py:4: # type: ignore[arg-type]",
        "a.py:5: # noqa - all",
    ]

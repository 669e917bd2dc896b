"""Read `mkdocs.yml` as data. MkDocs itself runs code that the file names, and only the build calls it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from revi_docs.files.decoding import read_bytes
from revi_docs.files.merge_conflicts import conflict_problem
from revi_docs.files.read_file import read_text
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs import CONFIG_FILE, find_config_file

_INHERIT = "INHERIT"
_MAX_VALUES = 100_000
"""Aliases can repeat values without limit. Arbitrary: far above any real configuration."""


class SiteSettings(NamedTuple):
    """The settings, merged with inherited ones; and inherited files outside the repository, which are not read."""

    values: dict[str, Any]
    unread_files: tuple[str, ...] = ()


class _DataLoader(yaml.SafeLoader):
    """Reads values of unknown tags, such as `!!python/name:…`, as the text, list or mapping that is written there."""


def _construct_data(loader: yaml.SafeLoader, _: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    assert isinstance(node, yaml.MappingNode)
    return loader.construct_mapping(node, deep=True)


def _construct_environment_value(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    """The default of `!ENV [NAME, …, default]`; None for `!ENV NAME`. The environment is not read."""
    if isinstance(node, yaml.SequenceNode) and len(node.value) > 1:
        return loader.construct_sequence(node, deep=True)[-1]
    return None


# An empty prefix matches every tag that has no constructor of its own.
_DataLoader.add_multi_constructor("", _construct_data)
_DataLoader.add_constructor("!ENV", _construct_environment_value)


def read_settings(root: Path, *, outside: bool = False) -> SiteSettings:
    """Read the configuration of MkDocs and the files that it inherits from.

    With `outside`, files outside the repository are read, too, as the build does. Raises ReviError if a file is
    not valid.
    """
    values: dict[str, Any] = {}
    file = find_config_file(root)
    visited: set[Path] = set()
    while True:
        visited.add(_real_path(root / file))
        settings = _read_file(root, file)
        values = _merge(settings, values)
        parent = values.pop(_INHERIT, None)
        if parent is None:
            return SiteSettings(values)
        path = _real_path((root / file).parent / str(parent))
        if path.is_relative_to(root.resolve()):
            file = path.relative_to(root.resolve()).as_posix()
        elif outside:
            root, file = path.parent, path.name
        else:
            return SiteSettings(values, (str(parent),))
        if path in visited:
            raise ReviError(_unreadable(file, "it inherits from itself"))


def _real_path(path: Path) -> Path:
    return Path(os.path.realpath(path))  # Path.resolve raises RuntimeError for a link to itself


def _read_file(root: Path, file: str) -> dict[str, Any]:
    if file == CONFIG_FILE and not os.path.lexists(root / file):
        raise ReviError(_missing())
    content, problems = read_bytes(root, file)
    if problems:
        raise ReviError(_unreadable(file, problems[0].message.removeprefix("cannot be read: ")))
    try:
        settings = yaml.load(content, Loader=_DataLoader)
        if sum(1 for _ in _values(settings)) > _MAX_VALUES:
            raise ReviError(_unreadable(file, f"it has more than {_MAX_VALUES:,} values"))
    except RecursionError:
        raise ReviError(_unreadable(file, "its values are nested too deeply")) from None
    except (yaml.YAMLError, ValueError) as error:
        conflict = conflict_problem(content.decode("utf-8", "replace"), file)
        if conflict:
            raise ReviError(conflict) from error
        raise ReviError(_unreadable(file, *_reason_and_position(error))) from error
    return settings if isinstance(settings, dict) else {}


def _values(settings: object) -> Iterator[object]:
    """Yield every value; at most some more than the limit."""
    pending = [settings]
    for _ in range(_MAX_VALUES + 1):
        if not pending:
            return
        value = pending.pop()
        yield value
        if isinstance(value, dict):
            pending += [*value.keys(), *value.values()]
        elif isinstance(value, list | tuple | set):
            pending += value


def _merge(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """The settings of both; mappings are merged, other values of the child replace the parent's."""
    both = {key: _merge(parent[key], value) for key, value in child.items() if _are_mappings(parent.get(key), value)}
    return {**parent, **child, **both}


def _are_mappings(first: object, second: object) -> bool:
    return isinstance(first, dict) and isinstance(second, dict)


def _reason_and_position(error: yaml.YAMLError | ValueError) -> tuple[str, int, int]:
    """What is wrong, and its line and column; both are 0 if unknown."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        mark = error.problem_mark
        return " ".join(filter(None, (error.context, error.problem))), mark.line + 1, mark.column + 1
    return " ".join(str(error).split()), 0, 0


def _missing() -> Problem:
    return Problem(
        code="site-config",
        message="the file does not exist",
        fix="run 'revi-docs init', which writes it",
        places=(Place(CONFIG_FILE),),
        subject="missing",
    )


def _unreadable(file: str, reason: str, line: int = 0, column: int = 0) -> Problem:
    return Problem(
        code="site-config",
        message=f"the file cannot be read: {reason}",
        fix=f"correct {file}, then run the command again",
        places=(Place(file, line, column),),
        subject=reason,
    )


_COMMENT = re.compile(r"(?<!\S)#[^\n]*")


def config_place(root: Path, name: str) -> Place:
    """The first place of a name in the configuration, outside of comments; the file alone if it has no such name."""
    file = find_config_file(root)
    try:
        text = read_text(root, file, "replace")
    except OSError:
        return Place(file)
    # Blanks instead of comments, so that all offsets stay.
    text = _COMMENT.sub(lambda comment: " " * len(comment[0]), text)
    match = re.search(rf"(?<![\w/.-]){re.escape(name)}(?![\w/.-])", text) if name else None
    if match is None:
        return Place(file)
    return Place(file, text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start()))

"""Contracts that extend another one: the parent's values, of which the child replaces, adds and removes some.

The parent is an edition, which is shipped and never changes, or a file of the repository. Mappings merge by key;
`null` removes a key of the parent; any other value replaces the parent's. A list of names merges like the mapping
that it abbreviates, and `transitions` merge by status, initiator and trigger (`transition_merge.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import keys_of
from revi_docs.contract.scalar_readers import is_null
from revi_docs.contract.transition_merge import merge_transitions
from revi_docs.files.safe_paths import path_error
from revi_docs.files.yaml.yaml_tree import YamlMapping, YamlNode, YamlScalar, YamlSequence, read_tree
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import suggested_fix

ReadFile = Callable[[str], tuple[bytes, tuple[Problem, ...]]]
"""Path in the repository → content and problems, like `read_bytes`."""

MAX_CONTRACTS = 8
"""Contracts in a chain. Arbitrary: more than a company, a department and a team."""

_EDITIONS = files("revi_docs") / "contract/editions"


@dataclass(slots=True)
class ExtendedTree:
    """The tree with the values of all parents, their files in the repository, and all problems.

    `layers` are the trees of the files, the child first.
    """

    node: YamlNode | None
    layers: list[YamlNode | None] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@cache
def edition_names() -> tuple[str, ...]:
    """Return the names of the shipped editions, such as `revi/1`, sorted."""
    stems = (path.name.removesuffix(".yml") for path in _EDITIONS.iterdir() if path.name.endswith(".yml"))
    return tuple(sorted(stem.replace("-", "/") for stem in stems))


def edition_content(name: str) -> bytes:
    """Return the text of an edition."""
    return (_EDITIONS / f"{name.replace('/', '-')}.yml").read_bytes()


def extended_tree(node: YamlNode | None, file: str, read_file: ReadFile | None) -> ExtendedTree:
    """Merge a contract with its parents, the parents' parents first."""
    result = ExtendedTree(node, [node])
    chain = [file]
    while (extends := _extends(result.layers[-1])) is not None:
        problem = _name_problem(extends, chain)
        if problem is None:
            parent, problems = _read_parent(extends, read_file)
            result.problems += problems
        if problem is not None or parent is None:
            result.problems += [problem] if problem else []
            # Without its parent, a contract lacks the names that it refers to.
            result.node = None
            return result
        chain.append(extends.text)
        result.files += [] if extends.text in edition_names() else [extends.text]
        result.layers.append(parent)
    merged = result.layers[-1]
    # From the most distant parent down, so that each contract overrides its parents.
    for child, parent_name in zip(reversed(result.layers[:-1]), reversed(chain[1:]), strict=True):
        merged = _Merge(parent_name, result.problems).merge(merged, child, ())
    result.node = merged
    return result


def _extends(node: YamlNode | None) -> YamlScalar | None:
    """Return the value of `extends`; None without it, or if it is not a string, which the model reports."""
    entries = node.entries if isinstance(node, YamlMapping) else ()
    value = next((value for key, value in entries if key.text == "extends"), None)
    return value if isinstance(value, YamlScalar) and not is_null(value) else None


def _name_problem(extends: YamlScalar, chain: list[str]) -> Problem | None:
    """Return what is wrong with the name of a parent, without reading it."""
    name = extends.text
    if name in chain:
        steps = " → ".join((*chain[chain.index(name) :], name))
        return _parent_problem(extends, f"the contract extends itself: {steps}", "remove one of these 'extends'")
    if len(chain) == MAX_CONTRACTS:
        message = f"more than {MAX_CONTRACTS} contracts extend each other"
        return _parent_problem(extends, message, "merge some of these files")
    if name in edition_names():
        return None
    if not name.endswith((".yml", ".yaml")):
        names = edition_names()
        fix = suggested_fix(name, names, f"use {' or '.join(names)}, or the path of a file that ends in .yml")
        return _parent_problem(extends, f"'{name}' is not an edition", fix)
    error = path_error(name)
    if error:
        fix = "write a path inside the repository, with forward slashes and without '..'"
        return _parent_problem(extends, f"extends: the path '{name}' {error}", fix, "unsafe-path")
    return None


def _parent_problem(extends: YamlScalar, message: str, fix: str, code: str = "unknown-parent") -> Problem:
    return Problem(code=code, message=message, fix=fix, places=(extends.place,), subject="extends")


def _read_parent(extends: YamlScalar, read_file: ReadFile | None) -> tuple[YamlNode | None, tuple[Problem, ...]]:
    name = extends.text
    if name in edition_names():
        return _relocate(_edition_tree(name), extends.place, ()), ()
    content, problems = read_file(name) if read_file else (b"", ())
    if problems or read_file is None:
        reason = problems[0].message if problems else "cannot be read here"
        message = f"the contract '{name}' {reason}"
        return None, (_parent_problem(extends, message, "create the file, or correct 'extends'"),)
    root, problems = read_tree(content, name)
    node = root if isinstance(root, YamlMapping) else None
    if node is None and not problems:
        problems = (_parent_problem(extends, f"'{name}' is not a contract", "write 'revi: 1' into that file"),)
    return node, problems


@cache
def _edition_tree(name: str) -> YamlNode:
    node, problems = read_tree(edition_content(name), name)
    assert node is not None, problems
    return node


def _relocate(node: YamlNode, place: Place, path: KeyPath) -> YamlNode:
    """Return an edition's tree with all places at the child's `extends`, and the key path as their origin."""
    relocated = Place(place.file, place.line, place.column, origin=f"revi:{format_key_path(path)}")
    if isinstance(node, YamlScalar):
        return YamlScalar(relocated, node.text, node.is_plain)
    if isinstance(node, YamlSequence):
        items = (_relocate(item, place, (*path, index)) for index, item in enumerate(node.items))
        return YamlSequence(relocated, tuple(items))
    entries = []
    for key, value in node.entries:
        inner_path = (*path, key.text)
        inner_node = _relocate(value, place, inner_path)
        entries.append((YamlScalar(inner_node.place, key.text, key.is_plain), inner_node))
    return YamlMapping(relocated, tuple(entries))


@dataclass(frozen=True, slots=True)
class _Merge:
    """Merges one child with one parent; `parent_name` is for messages."""

    parent_name: str
    problems: list[Problem]

    def merge(self, parent: YamlNode | None, child: YamlNode | None, path: KeyPath) -> YamlNode | None:
        """Return the parent's value with the changes of the child."""
        if child is None or parent is None:
            return child or parent
        if len(path) == 1:
            if path[0] == "transitions" and isinstance(parent, YamlSequence) and isinstance(child, YamlSequence):
                merged, unused = merge_transitions(parent, child)
                self.problems.extend(
                    self._nothing_to_remove(place, "such a transition", "remove the line") for place in unused
                )
                return merged
            if _accepts_names(path[0]):
                parent, child = _as_mapping(parent), _as_mapping(child)
        # A text or list of the child replaces that of the parent.
        if not isinstance(parent, YamlMapping) or not isinstance(child, YamlMapping):
            return child
        return YamlMapping(child.place, tuple(self._entries(parent, child, path)))

    def _entries(self, parent: YamlMapping, child: YamlMapping, path: KeyPath) -> Iterator[tuple[YamlScalar, YamlNode]]:
        changes = {key.text: (key, value) for key, value in child.entries}
        names = {key.text for key, _ in parent.entries}
        for key, value in parent.entries:
            # Of a chain, the contract at its end is kept: templates ask for the edition.
            if key.text not in changes or (not path and key.text == "extends"):
                yield key, value
                continue
            child_key, child_value = changes[key.text]
            # With null, a child removes what its parent has.
            if not is_null(child_value):
                merged = self.merge(value, child_value, (*path, key.text))
                assert merged is not None
                yield child_key, merged
        for key, value in child.entries:
            if key.text in names:
                continue
            if is_null(value) and isinstance(value, YamlScalar) and value.text:
                text = format_key_path((*path, key.text))
                self.problems.append(
                    self._nothing_to_remove(value.place, text, suggested_fix(key.text, names, "remove the line"))
                )
            else:
                yield key, value

    def _nothing_to_remove(self, place: Place, name: str, fix: str) -> Problem:
        return Problem(
            code="nothing-to-remove",
            message=f"'{self.parent_name}' does not have {name}, so null removes nothing",
            fix=fix,
            places=(place,),
            subject=name,
        )


def _accepts_names(section: str | int) -> bool:
    declared: Mapping[str, object] = keys_of(Contract)[str(section)][0].metadata if section in keys_of(Contract) else {}
    return bool(declared.get("accepts_names"))


def _as_mapping(node: YamlNode) -> YamlNode:
    """Return the mapping that a list of names abbreviates."""
    if not isinstance(node, YamlSequence) or not all(isinstance(item, YamlScalar) for item in node.items):
        return node
    names = (item for item in node.items if isinstance(item, YamlScalar))
    return YamlMapping(node.place, tuple((name, YamlMapping(name.place, ())) for name in names))

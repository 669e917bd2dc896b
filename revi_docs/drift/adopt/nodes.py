"""The facts as YAML, each with the file and line it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from revi_docs.contract.model import Contract
from revi_docs.contract.reading import Path
from revi_docs.drift.adopt.facts import Fact, Told
from revi_docs.drift.adopt.settle import told
from revi_docs.files.scalars import NOT_A_WORD, readings
from revi_docs.outputs import escape
from revi_docs.problems.problem import Place

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
_ORDER = {part.name: number for number, part in enumerate(fields(Contract))}
_SORTED = ("models", "agents", "commands")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


@dataclass(slots=True)
class Node:
    """A key with what stands below it. `value` is YAML; `remarks` are comments below it, one a line."""

    comment: str = ""
    value: str = ""
    is_list: bool = False
    children: dict[str, Node] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def nodes(new: Iterable[Fact], questions: Mapping[Path, tuple[Fact, ...]]) -> Node:
    """The facts as a tree, sections in the order of the contract."""
    root = Node()
    for fact in new:
        if fact.path[0] == "transitions":
            _add_transition(root, fact)
        else:
            _add(root, fact)
    for path, facts in questions.items():
        above = _at(root, path[:-1]) if path[0] != "transitions" else root.children.get("transitions")
        if above is not None:
            said = " or ".join(f"{escape.comment(told(one.value))} ({comment(one.place)})" for one in facts)
            above.remarks.append(f"{path[-1] if path[0] != 'transitions' else 'a way'}: {said}?")
    root.children = dict(sorted(root.children.items(), key=lambda one: _ORDER[one[0]]))
    for name in _SORTED:
        if name in root.children:
            root.children[name].children = dict(sorted(root.children[name].children.items()))
    return root


def _add(root: Node, fact: Fact) -> None:
    node = root
    for step in fact.path:
        node.is_list = node.is_list or (step == fact.path[-1] and fact.path[-2:-1] == ("spawns",))
        node = node.children.setdefault(str(step), Node())
    node.comment = comment(fact.place)
    node.value = "" if fact.value is None else written(fact.value)


def _add_transition(root: Node, fact: Fact) -> None:
    _, source, by, event, verdict = fact.path[:5]
    keys = {"from": source, "to": fact.value, "by": by, "event": event, "verdict": verdict}
    value = ", ".join(f"{key}: {written(one)}" for key, one in keys.items() if one)
    section = root.children.setdefault("transitions", Node(is_list=True))
    section.children[f"{{{value}}}"] = Node(comment(fact.place))


def _at(root: Node, path: Path) -> Node | None:
    node: Node | None = root
    for step in path:
        node = node.children.get(str(step)) if node else None
    return node


def lines(node: Node, indent: int = 0) -> list[str]:
    """The children of a node, as lines of YAML."""
    space = " " * indent
    found: list[str] = []
    for name, child in node.children.items():
        if node.is_list:
            found.append(f"{space}- {name if name.startswith('{') else scalar(name)}{_behind(child)}")
        elif child.value:
            found.append(f"{space}{scalar(name)}: {child.value}{_behind(child)}")
        elif _is_flat(child) and indent >= 6:
            inner = ", ".join(f"{scalar(key)}: {one.value}" for key, one in child.children.items())
            found.append(f"{space}{scalar(name)}: {{{inner}}}{_behind(child)}")
        elif not child.children:
            found.append(f"{space}{scalar(name)}: {{}}{_behind(child)}")
            found += [f"{space}  # {remark}" for remark in child.remarks]
        else:
            found.append(f"{space}{scalar(name)}:{_behind(child)}")
            found += lines(child, indent + 2)
            found += [f"{space}  # {remark}" for remark in child.remarks]
    return found


def spaced(root: Node) -> list[str]:
    """Whole sections, as lines of YAML with an empty line before each."""
    return [
        row for name, section in root.children.items() for row in ("", *lines(Node(children={name: section})))
    ]


def _is_flat(node: Node) -> bool:
    return all(child.value and not child.children for child in node.children.values()) and not node.remarks


def _behind(node: Node) -> str:
    return f"  # {node.comment}" if node.comment else ""


def comment(place: Place) -> str:
    """A place for a comment: nothing in a file's name ends the line or looks like a proof."""
    shown = _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", place.file)
    return escape.unproven(shown, ": ") + (f":{place.line}" if place.line else "")


def written(value: Told) -> str:
    """A value as YAML on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(scalar(one) for one in value) + "]"
    return str(value) if isinstance(value, int) else scalar(str(value))


def scalar(text: str) -> str:
    """A text as a YAML scalar: plain where every reader takes it for a text, else in quotes."""
    is_plain = _PLAIN.fullmatch(text) and not readings(text) and not NOT_A_WORD.fullmatch(text)
    return text if is_plain and len(text) < 80 else escape.quoted(text)

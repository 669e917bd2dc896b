"""Templates of a repository that replace or extend shipped ones, and what of them has no effect.

A template that takes blocks from the shipped one follows its changes. One that replaces it as a whole does not, so the
shipped template that it is based on is recorded: see `drift/override_record.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from jinja2 import nodes

from revi_docs.outputs.environment import SHIPPED_PREFIX, TEMPLATES_FOLDER
from revi_docs.outputs.renderer import Renderer
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import suggested_fix


def replaced_templates(renderer: Renderer) -> dict[str, str]:
    """The templates that replace a shipped one as a whole: name → digest of the shipped one. Raises OSError."""
    names = renderer.loader.overrides()
    return {
        name: shipped_digest(renderer, name) for name in names if SHIPPED_PREFIX + name not in renderer.includes(name)
    }


def shipped_digest(renderer: Renderer, name: str) -> str:
    """The digest of a shipped template and of the shipped ones that it extends."""
    # It only has to detect changes, so it is short enough to compare by eye. Arbitrary.
    result = blake2b(digest_size=8)
    for ancestor, _ in _ancestors(renderer, name, SHIPPED_PREFIX):
        path = renderer.loader.find(ancestor)
        result.update(renderer.loader.read(path) if path else b"")
    return result.hexdigest()


def _ancestors(renderer: Renderer, name: str, prefix: str = "") -> Iterator[tuple[str, nodes.Template]]:
    """A template and those that it extends, with the prefix before each name, and their syntax trees."""
    visited: set[str] = set()
    parent: str | None = name
    # Rendering reports a cycle, which must not loop here.
    while parent and parent not in visited and (tree := renderer.parse(prefix + parent)):
        visited.add(parent)
        yield prefix + parent, tree
        parent = _parent(tree)


def blocks(renderer: Renderer, name: str) -> list[str]:
    """The blocks of a template and of all that it extends, in the order of their texts."""
    trees = (tree for _, tree in _ancestors(renderer, name))
    return list(dict.fromkeys(block.name for tree in trees for block in tree.find_all(nodes.Block)))


def ineffective_parts(renderer: Renderer) -> Iterator[Problem]:
    """What Jinja ignores silently in templates of the repository: text outside blocks, and blocks of another name."""
    for name in renderer.loader.project_templates():
        tree = renderer.parse(name)
        parent = _parent(tree) if tree else None
        if tree is None or parent is None or renderer.loader.find(parent) is None:
            continue
        file = f"{TEMPLATES_FOLDER}/{name}"
        known_blocks = blocks(renderer, parent)
        for block in (node for node in tree.body if isinstance(node, nodes.Block)):
            if block.name not in known_blocks:
                yield _unknown_block(block.name, parent, known_blocks, Place(file, block.lineno, 1))
        start = next(index for index, node in enumerate(tree.body) if isinstance(node, nodes.Extends))
        lines = list(dict.fromkeys(line for node in tree.body[start:] for line in _lines_with_text(node)))
        if lines:
            yield _text_outside_blocks(name, tuple(Place(file, line, 1) for line in lines))


def _parent(tree: nodes.Template) -> str | None:
    """The name of the template that a template extends; None if it extends none, or a computed name."""
    extends = next((node for node in tree.body if isinstance(node, nodes.Extends)), None)
    name = extends.template if extends else None
    return str(name.value) if isinstance(name, nodes.Const) else None


def _lines_with_text(node: nodes.Node) -> Iterator[int]:
    """The lines of texts and values that a statement prints; what blocks and macros contain is not printed here."""
    if isinstance(node, nodes.Output):
        for part in node.nodes:
            # A value counts as text, whatever it prints.
            text = part.data if isinstance(part, nodes.TemplateData) else "x"
            if text.strip():
                yield part.lineno + text[: len(text) - len(text.lstrip())].count("\n")
    elif isinstance(node, (nodes.If, nodes.For, nodes.With, nodes.FilterBlock, nodes.Scope)):
        for child in node.iter_child_nodes():
            yield from _lines_with_text(child)


def _unknown_block(block: str, parent: str, known_blocks: list[str], place: Place) -> Problem:
    return Problem(
        code="unknown-block",
        message=f"'{parent}' has no block '{block}'",
        fix=suggested_fix(block, known_blocks, f"use one of its blocks: {', '.join(known_blocks)}")
        if known_blocks
        else f"remove the block: '{parent}' has none",
        places=(place,),
        subject=f"{place.file}: {block}",
    )


def _text_outside_blocks(name: str, places: tuple[Place, ...]) -> Problem:
    return Problem(
        code="text-outside-blocks",
        message="the template extends another one, which ignores text outside blocks",
        fix="move the text into a block, or delete it",
        places=places,
        subject=f"{TEMPLATES_FOLDER}/{name}",
    )

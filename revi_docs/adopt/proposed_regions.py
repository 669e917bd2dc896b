"""Propose regions for tables and lists: markers, and a template that renders the same text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from revi_docs.adopt.existing_contract import UNSET, ExistingContract
from revi_docs.adopt.extracted_facts import FactSpan, SourceBlock, skipped
from revi_docs.contract.key_paths import KeyPath
from revi_docs.files.text_places import place_at_offset
from revi_docs.outputs import escape
from revi_docs.problems.problem import Problem

_BEGIN, _END = re.compile(r"revi:begin\b"), re.compile(r"revi:end\b")
# A text with this syntax would change when it is rendered. A brace at the end could join what follows.
_JINJA_SYNTAX = re.compile(r"\{[{%#]|[}%#]\}|\{$")


@dataclass(frozen=True, slots=True)
class ProposedRegion:
    """A block, the name of its region and the template text that renders it."""

    block: SourceBlock
    name: str
    template: str

    @property
    def template_path(self) -> str:
        """The path of the template file."""
        return f"templates/regions/{self.name}.{_file_extension(self.block.file)}.j2"


def propose_regions(
    blocks: Iterable[SourceBlock],
    texts: dict[str, str],
    used_names: dict[str, str | None],
    existing: ExistingContract,
) -> Iterator[ProposedRegion | Problem]:
    """Yield a region for each block whose values are all in the contract; a problem if none can render it.

    `used_names` are names of regions → text of a template that no marker names yet, such as one of an interrupted
    adoption: a region with the same text takes its name. New names are added.
    """
    for block in blocks:
        text = texts[block.file]
        if _is_in_region(text, block.start):
            continue
        template = _block_template(block, text, existing)
        if template is not None:
            yield ProposedRegion(block, _unused_name(block.file, template, used_names), template)
        elif all(_reference(span.path, existing)[1] is not UNSET for span in block.spans):
            yield _unrenderable_block(block, text)


def _unrenderable_block(block: SourceBlock, text: str) -> Problem:
    message = "no template can reproduce this text, so its values are not owned"
    place = place_at_offset(block.file, text, block.start)
    return skipped(message, "add a region yourself, or simplify the text", block.file, place)


def insert_markers(text: str, regions: Iterable[ProposedRegion]) -> str:
    """Return the text with markers around each region."""
    # From the end, so that the offsets of earlier regions remain valid.
    for region in sorted(regions, key=lambda item: -item.block.start):
        block = region.block
        content = text[block.start : block.end]
        newline = "\r\n" if "\r\n" in content else "\n"
        indent = _common_indent(content)
        begin, end = _markers(block.file, region.name)
        content += "" if content.endswith("\n") else newline
        marked_text = f"{indent}{begin}{newline}{content}{indent}{end}{newline}"
        text = text[: block.start] + marked_text + text[block.end :]
    return text


def _markers(file: str, name: str) -> tuple[str, str]:
    if file.endswith((".yml", ".yaml")):
        return f"# revi:begin {name}", "# revi:end"
    return f"<!-- revi:begin {name} -->", "<!-- revi:end -->"


def _file_extension(file: str) -> str:
    return "yml" if file.endswith((".yml", ".yaml")) else "md"


def _is_in_region(text: str, offset: int) -> bool:
    preceding_text = text[:offset]
    return len(_BEGIN.findall(preceding_text)) > len(_END.findall(preceding_text))


def _unused_name(file: str, template: str, used_names: dict[str, str | None]) -> str:
    stem = file.rpartition("/")[2].rpartition(".")[0]
    stem = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    stem = stem if stem[:1].isalpha() else f"page-{stem}".rstrip("-")
    number = 1
    while used_names.get(name := f"{stem}-{number}", template) != template:
        number += 1
    used_names[name] = None
    return name


def _block_template(block: SourceBlock, text: str, existing: ExistingContract) -> str | None:
    """Return the block as a template; None if a value cannot be reproduced exactly."""
    template, position = "", block.start
    indent = _common_indent(text[block.start : block.end])
    for span in block.spans:
        if span.start < position:
            return None
        expression = _value_expression(span, text, block.file, existing)
        literal = _literal_text(text[position : span.start], indent, position == block.start)
        if expression is None or literal is None:
            return None
        template += literal + "{{ " + expression + " }}"
        position = span.end
    literal = _literal_text(text[position : block.end], indent, not block.spans)
    if literal is None or not block.spans:
        return None
    template += literal
    return template if template.endswith("\n") else f"{template}\n"


def _common_indent(text: str) -> str:
    """Return the common indentation: the content of a region is indented like its marker."""
    indents = [line[: len(line) - len(line.lstrip(" "))] for line in text.splitlines() if line.strip()]
    return min(indents, key=len, default="")


def _literal_text(text: str, indent: str, is_at_start: bool) -> str | None:
    """Return text as a template that prints it literally; None if it cannot be escaped."""
    text = text.replace("\r\n", "\n")
    if is_at_start:
        text = text.removeprefix(indent)
    text = text.replace("\n" + indent, "\n") if indent else text
    if not _JINJA_SYNTAX.search(text):
        return text
    return None if "endraw" in text else "{%+ raw %}" + text + "{% endraw +%}"


def _value_expression(span: FactSpan, text: str, file: str, existing: ExistingContract) -> str | None:
    """Return the expression that prints exactly the source text, or None."""
    reference, value = _reference(span.path, existing)
    source_text = text[span.start : span.end]
    variants = {"": escape.markdown(str(value)), " | quoted_body": escape.quoted_body(str(value))}
    if _file_extension(file) == "yml":
        variants = {" | quoted_body": escape.quoted_body(str(value))}
    if isinstance(value, int):
        variants |= {" | number": f"{value:,}"}
        variants |= {" / 1000": f"{value / 1000:,g}"} if text[span.end : span.end + 1] in ("k", "K") else {}
    suffix = next((candidate for candidate, rendered in variants.items() if rendered == source_text), None)
    if suffix is None:
        return None
    return f"({reference}{suffix}) | number" if suffix == " / 1000" else reference + suffix


def _reference(path: KeyPath, existing: ExistingContract) -> tuple[str, object]:
    """Return the template expression of a value and the value, UNSET if the contract has none."""
    if path[0] == "transitions":
        return _transition_reference(path, existing)
    value_path, item_id = (path[:-1], path[-2]) if path[-1] == "id" else (path, None)
    value = existing.value(value_path)
    expression = str(path[0])
    for key in path[1:]:
        is_mapping_key = expression in _MAPPING_SECTIONS
        expression += f"['{key}']" if is_mapping_key else f".{key}"
    return expression, value if value is UNSET or item_id is None else item_id


_MAPPING_SECTIONS = {"statuses", "stages", "phases", "agents", "commands", "models", "budgets.phases"}


def _transition_reference(path: KeyPath, existing: ExistingContract) -> tuple[str, object]:
    key, move = path[-1], existing.moves.get(path[:-1])
    if move is None:
        return "", UNSET
    transition = existing.contract.transitions[move.transition_index]
    expression = f"transitions[{move.transition_index}]"
    if key == "from":
        return f"{expression}.sources[{transition.sources.index(move.source)}]", move.source
    if key == "verdict":
        return f"{expression}.verdict[{transition.verdict.index(move.verdict)}]", move.verdict
    return (f"{expression}.event", move.event) if key == "event" else (f"{expression}.target", move.target)

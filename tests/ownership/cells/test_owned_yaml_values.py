"""Owned values of YAML files: each difference gets the right answer, and `sync` changes nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.drift.sync import sync
from revi_docs.files.markdown.front_matter_edits import FieldEditError
from revi_docs.files.yaml.yaml_address import addressed_values, parse_yaml_address, parse_yaml_document
from revi_docs.ownership.cells.yaml_slots import YamlSlot
from tests.adopt.adopt_repo import write_files
from tests.support.sample_repo import render_problems
from tests.support.workspaces import open_workspace

CONTRACT = """\
revi: 1
default_outputs: false
prose: []
models: [haiku, opus]
agents: {{ux-designer: {{model: haiku, tools: [Read, Edit]}}, writer: {{model: opus}}}}
owns: {{a.yml: {}}}
"""
VALUES = '{"agents.{key}": "agents.{key}.model", agents: agents}'
ENTRIES = '{"agents[name={key}].model": "agents.{key}.model", "agents[name]": agents}'
LISTS = {
    "a mapping": (VALUES, 'agents:\n  writer: opus  # note\n  UX Designer: "Haiku"\nother: 1\n'),
    "a mapping in braces": (VALUES, "agents: {writer: opus, ux-designer: haiku}\n"),
    "a list": (ENTRIES, "agents:\n  - name: writer\n    model: opus\n  - {model: haiku, name: ux-designer}\n"),
    "a list in brackets": (ENTRIES, "agents: [{name: writer, model: opus}, {name: ux-designer, model: haiku}]\n"),
    "mappings in a mapping": (
        '{".": agents, "{key}.model": "agents.{key}.model"}',
        "writer:\n  model: opus\n\nux-designer: {model: haiku}\n",
    ),
    "a list at the root": (
        '{"[agent={key}].model": "agents.{key}.model", "[agent]": "agents.{key}"}',
        "- agent: writer\n  model: 'opus'\n- agent: ux-designer\n  model: haiku\n",
    ),
    "a single value": ('{"build.model": agents.writer.model}', "build: {model: opus}\n"),
    "an entry by its name": (
        '{"agents[name=writer].model": agents.writer.model}',
        "agents:\n- {name: writer, model: opus}\n",
    ),
    "a list as a value": (
        '{"tools.{key}": "agents.{key}.tools"}',
        "tools:\n  ux-designer:\n    - Read\n    - Edit\n  writer: [x]\n",
    ),
    "the line ends of Windows": (
        ENTRIES,
        "agents:\r\n  - name: writer\r\n    model: opus\r\n  - name: ux-designer\r\n    model: haiku\r\n",
    ),
    "a byte order mark": (VALUES, "\ufeff---\nagents:\n  writer: opus\n  ux-designer: haiku\n"),
}
"""Name → what `owns` says of the file, and a file that agrees."""


def repo(root: Path, fields: str, text: str) -> Path:
    """A repository with one YAML file."""
    return write_files(root, {"revi.yml": CONTRACT.format(fields), "a.yml": text.encode()})


def check(root: Path) -> str:
    """The findings as text."""
    return render_problems(open_workspace(root).check())


@pytest.mark.parametrize(("fields", "text"), LISTS.values(), ids=LISTS)
def test_a_difference_is_found_and_nothing_else_is_written(tmp_path: Path, fields: str, text: str) -> None:
    repo(tmp_path, fields, text)
    assert (check(tmp_path), open_workspace(tmp_path).lint()) == ("", ())
    other = text.replace("- Read", "- Write") if "- Read" in text else text.replace("opus", "sonnet")
    write_files(tmp_path, {"a.yml": other.encode()})
    (problem,) = open_workspace(tmp_path).check()
    assert (problem.code, problem.places[0].file) == ("field-differs", "a.yml")
    sync(tmp_path, open_workspace(tmp_path).file_statuses)
    assert (tmp_path / "a.yml").read_bytes() == text.encode()
    assert check(tmp_path) == ""


MISSING = {
    "an entry of a mapping": (LISTS["a mapping"], '  UX Designer: "Haiku"\n', "", "  ux-designer: haiku\n"),
    "an entry in braces": (LISTS["a mapping in braces"], ", ux-designer: haiku", "", ", ux-designer: haiku"),
    "an entry of a list": (
        LISTS["a list"],
        "  - {model: haiku, name: ux-designer}\n",
        "",
        "  - name: ux-designer\n    model: haiku\n",
    ),
    "an entry in brackets": (
        LISTS["a list in brackets"],
        ", {name: ux-designer, model: haiku}",
        "",
        ", {name: ux-designer, model: haiku}",
    ),
    "a mapping in a mapping": (
        LISTS["mappings in a mapping"],
        "\nux-designer: {model: haiku}\n",
        "",
        "ux-designer:\n  model: haiku\n",
    ),
    "a key of an entry": (LISTS["a list"], "    model: opus\n", "", "    model: opus\n"),
    "a key in braces": (LISTS["a single value"], "{model: opus}", "{}", "{model: opus}"),
    "a key with the line ends of Windows": (
        LISTS["the line ends of Windows"],
        "    model: haiku\r\n",
        "",
        "    model: haiku\r\n",
    ),
}
"""What is missing → the file, the text that is removed, what remains there, and what `sync` writes."""


@pytest.mark.parametrize(("case", "removed", "rest", "written"), MISSING.values(), ids=MISSING)
def test_what_is_missing_is_added(tmp_path: Path, case: tuple[str, str], removed: str, rest: str, written: str) -> None:
    fields, text = case
    assert text.count(removed) == 1
    repo(tmp_path, fields, text.replace(removed, rest))
    (problem,) = open_workspace(tmp_path).check()
    assert problem.code == "field-missing"
    sync(tmp_path, open_workspace(tmp_path).file_statuses)
    assert (tmp_path / "a.yml").read_bytes() == text.replace(removed, written).encode()
    assert check(tmp_path) == ""


@pytest.mark.parametrize(
    ("fields", "text", "expected"),
    [
        (
            VALUES,
            "agents: {writer: opus, ux-designer: haiku, ghost: opus}\n",
            (
                "a.yml:1:44: row-without-item: revi.yml has no 'ghost' in agents\n"
                "  fix: run 'revi-docs adopt --write' to add it to revi.yml, or delete or correct the entry\n"
            ),
        ),
        (
            '{"agents.{key}": "agents.{key}.model"}',
            "team: {writer: opus}\n",
            (
                "a.yml:1:1: value-not-found: has no 'agents.{key}'\n"
                "  cause: revi.yml:6:32\n"
                "  fix: restore the keys, or delete 'agents.{key}' at revi.yml:6:32\n"
            ),
        ),
        (
            '{"agents[name]": "agents.{key}"}',
            "agents: {writer: opus}\n",
            (
                "a.yml:1:1: value-not-found: has no 'agents[name]'\n"
                "  cause: revi.yml:6:32\n"
                "  fix: restore the keys, or delete 'agents[name]' at revi.yml:6:32\n"
            ),
        ),
        (
            VALUES,
            "agents: {writer: opus\n",
            (
                "a.yml:2:1: unreadable-yaml: not valid YAML, so its values are not compared: "
                "did not find expected ',' or '}'\n"
                "  fix: correct the line\n"
            ),
        ),
        (
            '{"agents.{key}": "agents.{key}.model"}',
            "base: &m sonnet\nagents: {writer: *m}\n",
            (
                "a.yml:2:18: field-differs: has 'writer: sonnet'; the contract says 'opus'\n"
                "  cause: revi.yml:5:76\n"
                "  fix: if the contract is right, run 'revi-docs sync'; if the file is right, "
                "write 'sonnet' at revi.yml:5:76\n"
            ),
        ),
        (
            '{"agents.{key}": "agents.{key}.model"}',
            "agents: {writer: &m sonnet}\nother: *m\n",
            (
                "a.yml:1:18: field-differs: 'writer' must be 'opus'; the file is not valid YAML\n"
                "  fix: edit this field manually\n"
            ),
        ),
        (
            '{"agents.{key}": "agents.{key}.model"}',
            "agents:\n  writer: |\n    sonnet\n",
            (
                "a.yml:2:11: field-differs: 'writer' must be 'opus'; "
                "'writer' is a block or mapping; replace it with a single value\n"
                "  fix: edit this field manually\n"
            ),
        ),
        ('{"agents.{key}": "agents.{key}.model"}', "agents: {}\n", ""),
        ('{"agents[name={key}].model": "agents.{key}.model"}', "agents: []\n", ""),
        ('{"agents.{key}": "agents.{key}.model"}', "agents: {writer: opus, timeout: 3, other: {model: 1}}\n", ""),
    ],
    ids=[
        "an unknown name",
        "another key",
        "a mapping instead of a list",
        "not YAML",
        "an alias",
        "an anchor",
        "a block",
        "nothing in braces",
        "nothing in brackets",
        "other values beside",
    ],
)
def test_what_is_said(tmp_path: Path, fields: str, text: str, expected: str) -> None:
    repo(tmp_path, fields, text)
    assert check(tmp_path) == expected


def test_a_pattern_without_a_file(tmp_path: Path) -> None:
    repo(tmp_path, VALUES, "agents: {}\n")
    (tmp_path / "a.yml").unlink()
    assert check(tmp_path) == (
        "revi.yml:6:8: value-not-found: 'a.yml' matches no file, so its values are not compared\n"
        "  fix: write the new path of the file here, or delete this entry of owns\n"
    )


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@given(TEXTS.filter(lambda text: text.strip() == text), st.sampled_from([*LISTS]))
def test_every_value_reads_back_or_is_rejected(value: str, name: str) -> None:
    fields, text = LISTS[name]
    address = parse_yaml_address(fields[2:].partition('"')[0])
    if address is None or not address.steps or "tools" in text:
        return
    before = list(addressed_values(parse_yaml_document(text).root, address))
    slot = YamlSlot(address, before[0].name, None)
    try:
        edited = slot.with_value(text, value)
    except FieldEditError:
        return
    after = list(addressed_values(parse_yaml_document(edited).root, address))
    assert [item.name for item in after] == [item.name for item in before]
    texts = [item.entry[1].value for item in after if item.entry]
    assert texts[0].casefold() == value.casefold()
    assert texts[1:] == [item.entry[1].value for item in before if item.entry][1:]


def test_what_an_alias_means_is_not_written(tmp_path: Path) -> None:
    text = "base: &b\n  writer: sonnet\nagents: *b\nlist: [&c {name: writer, model: sonnet}, *c]\n"
    repo(tmp_path, '{"agents.{key}": "agents.{key}.model", "list[name={key}].model": "agents.{key}.model"}', text)
    sync(tmp_path, open_workspace(tmp_path).file_statuses)
    assert (tmp_path / "a.yml").read_text(encoding="utf-8") == text.replace("model: sonnet", "model: opus")
    assert [problem.code for problem in open_workspace(tmp_path).check()] == ["value-not-found"]

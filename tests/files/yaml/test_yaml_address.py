"""Addresses of values in YAML files."""

from __future__ import annotations

import pytest

from revi_docs.files.yaml.yaml_address import (
    EntryStep,
    YamlAddress,
    addressed_values,
    collection_names,
    named_collection,
    parse_yaml_address,
    parse_yaml_document,
)

FILE = """\
team:
  agents: {writer: haiku, <<: ignored, reviewer: opus}
  list:
    - name: one
      model: {id: haiku}
    - {name: two}
    - text
build: {model: sonnet}
"""


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (".", ()),
        ("{key}", ("{key}",)),
        ("team.agents.{key}.model", ("team", "agents", "{key}", "model")),
        ("[name={key}].model", (EntryStep("name", "{key}"), "model")),
        ("agents[name={key}].model", ("agents", EntryStep("name", "{key}"), "model")),
        ("agents[name=UX Designer].model", ("agents", EntryStep("name", "UX Designer"), "model")),
        ("agents[name]", ("agents", EntryStep("name", ""))),
    ],
)
def test_an_address_has_steps(text: str, steps: tuple[object, ...]) -> None:
    address = parse_yaml_address(text)
    assert address is not None
    assert (address.steps, str(address)) == (steps, text)


@pytest.mark.parametrize("text", ["", "a..b", "a.", "{key}.{key}", "a[name].b", "a[", "a|b", "a[=x]", "{other}"])
def test_what_is_not_an_address(text: str) -> None:
    assert parse_yaml_address(text) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("team.agents.{key}", [("writer", "haiku"), ("reviewer", "opus")]),
        ("team.agents.reviewer", [("", "opus")]),
        ("team.list[name={key}].model.id", [("one", "haiku")]),
        ("team.list[name=two].model", [("", None)]),
        ("team.list[name={key}].model", [("one", "mapping"), ("two", None)]),
        ("build.{key}", [("model", "sonnet")]),
        ("build.other", [("", None)]),
        ("build.model.deeper", []),
        ("lost.{key}", []),
        ("team[name={key}].model", []),
        ("team", [("", "mapping")]),
    ],
)
def test_the_values_at_an_address(text: str, values: list[tuple[str, str | None]]) -> None:
    root = parse_yaml_document(FILE).root
    found = addressed_values(root, _address(text))
    texts = [(value.name, value.entry and getattr(value.entry[1], "id", "")) for value in found]
    expected = [(name, text and ("mapping" if text == "mapping" else "scalar")) for name, text in values]
    assert texts == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("team.agents", ["writer", "reviewer"]),
        ("team.list[name]", ["one", "two"]),
        (".", ["team", "build"]),
        ("build.model", None),
        ("team.list", None),
        ("lost", None),
    ],
)
def test_the_names_at_an_address(text: str, names: list[str] | None) -> None:
    address = _address(text)
    collection = named_collection(parse_yaml_document(FILE).root, address)
    assert (collection and [node.value for node in collection_names(collection, address)]) == names


def _address(text: str) -> YamlAddress:
    address = parse_yaml_address(text)
    assert address is not None
    return address

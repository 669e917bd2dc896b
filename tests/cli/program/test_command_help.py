"""The commands as the site describes them, and examples that exist."""

from __future__ import annotations

import pytest

from revi_docs.cli.command_group import COMMANDS as ENTRIES
from revi_docs.cli.command_group import cli
from revi_docs.cli.program.command_help import describe_commands
from tests.support.command_names import COMMANDS


def test_the_commands_are_described_for_the_site() -> None:
    descriptions = {entry.name: entry for entry in describe_commands(cli)}
    assert list(descriptions) == list(ENTRIES)
    for entry in descriptions.values():
        assert entry.help.endswith(".")
        assert entry.usage.startswith(f"revi-docs {entry.name}")
        assert entry.example.splitlines()
        assert all(output.endswith((".", "]")) for option, output in entry.options if option.startswith("-"))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_are_commands_that_exist(name: str) -> None:
    (descriptions,) = (entry for entry in describe_commands(cli) if entry.name == name)
    for line in descriptions.example.splitlines():
        words = line.replace('eval "$(', "").replace(')"', "").split()
        assert words[:2] == ["revi-docs", name], line
        options = {option for part in ENTRIES[name].load().params for option in part.opts}
        words_before_dashes = words[: words.index("--")] if "--" in words else words
        assert {word for word in words_before_dashes if word.startswith("--")} <= options, line

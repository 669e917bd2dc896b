"""The commands of `revi-docs`."""

from __future__ import annotations

from revi_docs.cli.command_group import cli

COMMANDS = sorted(cli.commands)
WITH_FORMATS = sorted(
    name for name in COMMANDS if any(part.name == "output_format" for part in cli.commands[name].params)
)

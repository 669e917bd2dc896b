"""What templates may show besides the contract: revi-docs itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from revi_docs import decide
from revi_docs.app.api_reference import describe_api
from revi_docs.app.code_catalog import explanations
from revi_docs.cli.agent_command_help import describe_agent_commands
from revi_docs.cli.command_help import describe_commands
from revi_docs.contract.contract_schema import contract_reference, json_schema
from revi_docs.report.findings_schema import findings_schema


def template_globals() -> Mapping[str, Any]:
    """`rules`: code → explanation; `cli`, `agent_cli`: the commands; `library`: what Python may call;
    `contract_keys` and `contract_schema`: the form of the contract;
    `findings_schema`: what `--format json` prints; `python_modules`, `typescript_modules`: those of `decide`.
    """
    return {
        "rules": {entry.code: entry for entry in explanations()},
        "cli": describe_commands(),
        "agent_cli": describe_agent_commands(),
        "library": describe_api(),
        "contract_keys": contract_reference(),
        "contract_schema": json_schema(),
        "findings_schema": findings_schema(),
        "python_modules": decide_modules(".py"),
        "typescript_modules": decide_modules(".ts"),
    }


@dataclass(frozen=True, slots=True)
class DecideModule:
    """A module of `decide`: its name and its text as it stands in this package."""

    id: str
    text: str


def decide_modules(extension: str) -> dict[str, DecideModule]:
    """Name → module of `decide` in the language with this ending."""
    paths = sorted(Path(decide.__path__[0]).glob(f"*{extension}"))
    return {path.stem: DecideModule(path.stem, path.read_text("utf-8")) for path in paths}

"""What templates may show besides the contract: revi-docs itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from revi_docs import decide
from revi_docs.cli.catalogue import explanations
from revi_docs.cli.describe import commands
from revi_docs.cli.describe_agent import agent_commands
from revi_docs.cli.library import library
from revi_docs.contract.schema import json_schema, reference
from revi_docs.report.schema import findings_schema


def extras() -> Mapping[str, Any]:
    """`rules`: code → explanation; `cli`, `agent_cli`: the commands; `library`: what Python may call;
    `contract_keys` and `contract_schema`: the form of the contract;
    `findings_schema`: what `--format json` prints; `python_modules`, `typescript_modules`: those of `decide`.
    """
    return {
        "rules": {one.code: one for one in explanations()},
        "cli": commands(),
        "agent_cli": agent_commands(),
        "library": library(),
        "contract_keys": reference(),
        "contract_schema": json_schema(),
        "findings_schema": findings_schema(),
        "python_modules": modules(".py"),
        "typescript_modules": modules(".ts"),
    }


@dataclass(frozen=True, slots=True)
class Module:
    """A module of `decide`: its name and its text as it stands in this package."""

    id: str
    text: str


def modules(ending: str) -> dict[str, Module]:
    """Name → module of `decide` in the language with this ending."""
    paths = sorted(Path(decide.__path__[0]).glob(f"*{ending}"))
    return {path.stem: Module(path.stem, path.read_text("utf-8")) for path in paths}

"""What templates can show besides the contract: facts about revi-docs itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, overload

from revi_docs import decide
from revi_docs.app.api_reference import describe_api
from revi_docs.app.code_catalog import explanations, rule_groups
from revi_docs.contract.contract_reference import contract_reference
from revi_docs.contract.contract_schema import json_schema
from revi_docs.contract.diff.impact_table import describe_impact
from revi_docs.contract.rules.judged_keys import judged_keys
from revi_docs.report.findings_schema import findings_schema
from revi_docs.targets.platform import CAPABILITIES, platforms


class LazySequence(Sequence[Any]):
    """A sequence that is computed when a template reads it: few templates do, and it takes as long as a small build."""

    def __init__(self, compute: Callable[[], Sequence[Any]]) -> None:
        self._compute = compute

    @cached_property
    def _items(self) -> Sequence[Any]:
        return self._compute()

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return self._items[index]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


def template_globals(
    docs_commands: Callable[[], Sequence[object]], agent_commands: Callable[[], Sequence[object]]
) -> Mapping[str, Any]:
    """Return the names that every template can use, with their values.

    `rules`: code → Explanation. `rule_groups`: id → RuleGroup.
    `docs_commands`, `agent_commands`: the commands of `revi-docs` and `revi`,
    passed in by the command line. `library`: the public Python functions. `contract_keys`,
    `contract_schema`: the keys of revi.yml as a list and as JSON Schema. `findings_schema`: the schema of
    `--format json`. `python_modules`, `typescript_modules`: the modules of `decide`. `platforms`: name → Platform, and
    `capabilities` what each can have.
    """
    commands = {"docs_commands": LazySequence(docs_commands), "agent_commands": LazySequence(agent_commands)}
    return {**commands, **_facts()}


@cache
def _facts() -> Mapping[str, Any]:
    """What is the same for every repository; `adopt`, `serve` and tests open many workspaces in one process."""
    return {
        "rules": {entry.code: entry for entry in explanations()},
        "rule_groups": rule_groups(),
        "library": LazySequence(describe_api),
        "contract_keys": LazySequence(lambda: contract_reference(describe_impact, judged_keys())),
        "contract_schema": json_schema(),
        "findings_schema": findings_schema(),
        "python_modules": decide_modules(".py"),
        "typescript_modules": decide_modules(".ts"),
        "platforms": platforms(),
        "capabilities": CAPABILITIES,
    }


@dataclass(frozen=True, slots=True)
class DecideModule:
    """A module of `decide`: its name and its source as it is in this package."""

    id: str
    text: str


def decide_modules(extension: str) -> dict[str, DecideModule]:
    """Return the modules of `decide` with this file extension, by name."""
    paths = sorted(Path(decide.__path__[0]).glob(f"*{extension}"))
    return {path.stem: DecideModule(path.stem, path.read_text("utf-8")) for path in paths}

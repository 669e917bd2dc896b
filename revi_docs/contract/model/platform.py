"""The agent platforms that a contract is rendered for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revi_docs.contract.model.declarations import contract_field


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPlatform:
    """An agent platform that the contract is rendered for."""

    version: str = contract_field(
        "The version of Claude Code, if it is not the newest that is known.", "", pattern=r"[0-9]+(\.[0-9]+)*"
    )
    models: Mapping[str, str] = contract_field(
        "What it calls the models of the contract: model → name on the platform.", {}
    )

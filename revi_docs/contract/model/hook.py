"""Hooks that Claude Code calls before and after it acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.declarations import Duration, contract_field
from revi_docs.contract.model.item import Item
from revi_docs.targets.claude import TARGET as CLAUDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook(Item):
    """An event of Claude Code that `revi hook` handles."""

    matcher: tuple[str, ...] = contract_field(
        "What the hook applies to, such as tools; everything if not set.", (), accepts_single=True
    )
    fail: Literal["open", "closed"] = contract_field(
        "What happens on an error: `open` allows the action and logs the reason, `closed` blocks it.", "open"
    )
    timeout: Duration = contract_field("The timeout of the hook.", Duration(CLAUDE.default_hook_timeout_ms))

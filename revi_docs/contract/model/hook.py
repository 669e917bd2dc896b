"""What Claude Code asks before and after it acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.declarations import Duration, contract_field
from revi_docs.contract.model.item import Item
from revi_docs.targets.claude import TARGET as CLAUDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook(Item):
    """An event of Claude Code that `revi hook` answers."""

    matcher: tuple[str, ...] = contract_field(
        "What it is called for, such as tools; for all where nothing is said.", (), accepts_single=True
    )
    fail: Literal["open", "closed"] = contract_field(
        "What follows where nothing can be decided: `open` lets through and says so, `closed` blocks.", "open"
    )
    timeout: Duration = contract_field(
        "How long the answer may take.", Duration(CLAUDE.default_hook_timeout_ms)
    )

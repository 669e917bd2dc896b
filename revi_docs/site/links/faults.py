"""Faults gathered over all pages: one cause is one fault, with every page it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One cause: a code, what it is about (the resolved target where there is one), and a detail.

    `raw_html` says that only raw HTML can have this fault, for the builder mends it in Markdown; the
    detail is then the fix.
    """

    code: str
    target: str
    detail: str = ""
    raw_html: bool = False


Spots = dict[str, dict[str, None]]


@dataclass(slots=True)
class Faults:
    """All faults with their spots: page, and the addresses as written there.

    `strange` are the addresses that no source of their page holds: the theme or the navigation put them
    there. The same address then leads elsewhere from every folder and is still one cause.
    """

    spots: dict[Fault, Spots] = field(default_factory=dict)
    strange: dict[tuple[str, str], dict[Fault, Spots]] = field(default_factory=dict)

    def add(self, fault: Fault, page: str, written: str) -> None:
        """Note that a page has this fault in what is written there."""
        self.spots.setdefault(fault, {}).setdefault(page, {})[written] = None

    def add_strange(self, fault: Fault, page: str, written: str) -> None:
        """Note a fault in something that the page's own source does not hold."""
        faults = self.strange.setdefault((fault.code, written), {})
        faults.setdefault(fault, {}).setdefault(page, {})[written] = None

    def each(self) -> Iterable[tuple[Fault, Mapping[str, Iterable[str]]]]:
        """Every fault with page → what is written there, sorted by fault."""
        for (code, written), faults in self.strange.items():
            cause = next(iter(faults)) if len(faults) == 1 else Fault(code, written)
            for spots in faults.values():
                for page in spots:
                    self.add(cause, page, written)
        self.strange.clear()
        return sorted(self.spots.items())

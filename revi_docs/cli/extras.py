"""What templates may show besides the contract: revi-docs itself. Each part is made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


class Extras(Mapping[str, Any]):
    """`rules`: code → rule; `cli`: the commands; `contract_keys`: the contract's form."""

    _MAKERS = ("cli", "contract_keys", "rules")

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._MAKERS:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = getattr(self, f"_{name}")()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._MAKERS)

    def __len__(self) -> int:
        return len(self._MAKERS)

    def _rules(self) -> Any:
        from revi_docs.cli.catalogue import explanations

        return {one.code: one for one in explanations()}

    def _cli(self) -> Any:
        from revi_docs.cli.describe import commands

        return commands()

    def _contract_keys(self) -> Any:
        from revi_docs.contract.schema import reference

        return reference()

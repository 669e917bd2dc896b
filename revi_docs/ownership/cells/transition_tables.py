"""Tables whose rows are the transitions of the contract: `Transitions | From, To, Trigger: transitions`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from revi_docs.contract.model import Contract
from revi_docs.contract.relations import Move, moves
from revi_docs.files.markdown.cell_address import AddressedRow, CellAddress
from revi_docs.ownership.cells.cell_values import name_list
from revi_docs.ownership.cells.column_roles import column_role

RowKey = tuple[str, ...]
"""What one transition shows in the key columns, without letter case: `("open", "done", "ship")`."""


@dataclass(frozen=True, slots=True)
class TransitionColumns:
    """The roles of the key columns, such as `("from", "to", "trigger")`."""

    address: CellAddress
    roles: tuple[str, ...]

    def row_keys(self, row: AddressedRow) -> list[RowKey]:
        """Return a key for each combination of the names in the cells of a row."""
        lists = [
            name_list(cell.text) if role in _LIST_ROLES else (cell.text,)
            for role, cell in zip(self.roles, row.keys, strict=True)
        ]
        return [tuple(map(_comparable, names)) for names in product(*(names or ("",) for names in lists))]

    def contract_keys(self, contract: Contract) -> dict[RowKey, Move]:
        """Return what the transitions of the contract show in these columns."""
        has_by = "by" in self.roles
        return {tuple(_comparable(text) for text in self.texts(move, has_by)): move for move in moves(contract)}

    def texts(self, move: Move, has_by: bool) -> Iterator[str]:
        """Yield the text of each key column for a transition."""
        for role in self.roles:
            if role == "trigger":
                yield move.trigger if has_by else f"/{move.by}"
            elif role == "by":
                yield move.by if move.by in ("manual", "system") else f"/{move.by}"
            else:
                yield {
                    "from": move.source,
                    "to": move.target,
                    "targets": move.target,
                    "event": move.event,
                    "verdict": move.verdict,
                }[role]

    def target_index(self) -> int:
        """Return the index of the column with the target."""
        return next(index for index, role in enumerate(self.roles) if role in ("to", "targets"))


_LIST_ROLES = ("from", "to", "targets", "event", "verdict", "trigger")


def transition_columns(address: CellAddress) -> TransitionColumns | None:
    """Return the roles of the key columns; None if they do not show transitions."""
    roles = tuple(column_role(column) for column in address.key_columns)
    is_complete = "from" in roles and any(role in roles for role in ("to", "targets")) and "" not in roles
    return TransitionColumns(address, roles) if is_complete else None


def _comparable(text: str) -> str:
    return text.strip("`*_ ").removeprefix("/").casefold()

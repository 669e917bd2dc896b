"""Immutable records for modules that every hook imports, without dataclasses, named tuples and `typing`.

A hook runs at each call of a tool. Importing `typing` and creating a dozen named tuples would take a tenth of its time.
"""

from __future__ import annotations

TYPE_CHECKING = False  # Type checkers know the name as that of `typing`.
if TYPE_CHECKING:
    from typing import Any, Never, Self, dataclass_transform
else:

    def dataclass_transform(**_):
        """Tell type checkers about the fields of subclasses; at run time, nothing."""
        return lambda kind: kind


@dataclass_transform(frozen_default=True, kw_only_default=True)
class FastRecord:
    """Named values that never change: the fields of a subclass are its annotations, passed by name.

    An attribute of the subclass with the name of a field is its default. Raises TypeError for an unknown field, and
    for one that has neither a value nor a default.
    """

    def __init__(self, **values: Any) -> None:
        kind = type(self)
        fields = kind.__annotations__
        if len(values) != len(fields) or values.keys() != fields.keys():
            unknown = [name for name in values if name not in fields]
            missing = [name for name in fields if name not in values and not hasattr(kind, name)]
            if unknown or missing:
                raise TypeError(f"{kind.__name__}: unknown fields {unknown}, missing fields {missing}")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"records do not change: {name}")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._fields() == other._fields()

    def __hash__(self) -> int:
        return hash(tuple(self._fields().values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._fields().items())})"

    def replace(self, **changes: Any) -> Self:
        """The same record with other values of some fields."""
        return type(self)(**{**self.__dict__, **changes})

    def _fields(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in type(self).__annotations__}

"""Compare conditions: which requirement became stricter, which milder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from revi_docs.contract.conditions import flat_conditions
from revi_docs.contract.diff.change import Edit
from revi_docs.contract.diff.comparison import Comparison, PathPair, Special
from revi_docs.contract.diff.impact_table import impact_of_key
from revi_docs.contract.key_paths import format_key_path

_KIND_OF_NAMES = {
    "artifact": "artifacts",
    "new": "artifacts",
    "verdict": "artifacts",
    "run": "checks",
    "status": "statuses",
}
"""Kind of condition → kind of the names in it."""

Direction = Literal["stricter", "milder"]


class Requirement(NamedTuple):
    """One entry of a list of conditions, with the new names. `names` are alternatives if `is_choice`."""

    kind: str
    names: tuple[str, ...]
    artifact: str
    section: str
    limit: int

    @property
    def is_choice(self) -> bool:
        """Whether one of the names is enough."""
        return self.kind in ("artifact", "new")

    def __str__(self) -> str:
        names = " or ".join(self.names) if self.is_choice else ", ".join(self.names)
        limit = f" {self.limit}" if self.limit else ""
        place = f" in {self.artifact}" if self.artifact else ""
        return f"{self.kind} {names}{limit}{place}".strip()


def requirements(conditions: Any, comparison: Comparison | None = None) -> list[Requirement]:
    """The entries of a list of conditions; with a comparison, those of the old contract under the new names."""
    return list(dict.fromkeys(_requirement(entry, comparison) for entry in flat_conditions(conditions)))


def _requirement(entry: Mapping[str, Any], comparison: Comparison | None) -> Requirement:
    names, artifact = entry["names"], entry["artifact"]
    if comparison is not None:
        kind = _KIND_OF_NAMES.get(entry["kind"])
        names = [comparison.current_name(kind, name) for name in names]
        artifact = comparison.current_name("artifacts", artifact)
    return Requirement(entry["kind"], tuple(names), artifact, entry["section"], entry["limit"])


def compare_conditions(kind: type, key: str) -> Special:
    """The comparison of a key whose value is a list of conditions."""

    def compare(comparison: Comparison, old: Any, new: Any, paths: PathPair) -> None:
        _compare_lists(comparison, (kind, key), (old, new), paths)

    return compare


def compare_verdict_conditions(kind: type, key: str) -> Special:
    """The comparison of a key whose value maps verdicts to conditions."""

    def compare(comparison: Comparison, old: Any, new: Any, paths: PathPair) -> None:
        for verdict in dict.fromkeys((*old, *new)):
            pair = ((*paths[0], verdict), (*paths[1], verdict))
            _compare_lists(comparison, (kind, key), (old.get(verdict, ()), new.get(verdict, ())), pair)

    return compare


def _compare_lists(comparison: Comparison, owner: tuple[type, str], lists: tuple[Any, Any], paths: PathPair) -> None:
    old, new = requirements(lists[0], comparison), requirements(lists[1])
    only_old = [item for item in old if item not in new]
    only_new = [item for item in new if item not in old]
    for item in only_old:
        partner = next((other for other in only_new if _is_partner(item, other)), None)
        if partner is not None:
            only_new.remove(partner)
            _add_pair(comparison, owner, (item, partner), paths)
        else:
            _add(comparison, owner, ("removed", {"milder"}), (item, None), paths)
    for item in only_new:
        _add(comparison, owner, ("added", {"stricter"}), (None, item), paths)


def _is_partner(old: Requirement, new: Requirement) -> bool:
    """Whether two entries are the same condition with another limit or with more or fewer alternatives."""
    if old.kind != new.kind:
        return False
    if old.limit or new.limit:
        return old.names == new.names
    shared = set(old.names) & set(new.names)
    return old.is_choice and shared in (set(old.names), set(new.names))


def _add_pair(
    comparison: Comparison, owner: tuple[type, str], pair: tuple[Requirement, Requirement], paths: PathPair
) -> None:
    old, new = pair
    edit: Edit = "changed"
    is_milder = set(old.names) < set(new.names)
    if old.limit:
        edit = "raised" if new.limit > old.limit else "lowered"
        is_milder = (edit == "raised") == (old.names == ("max",))
    _add(comparison, owner, (edit, {"milder" if is_milder else "stricter"}), pair, paths)


def _add(
    comparison: Comparison,
    owner: tuple[type, str],
    edit: tuple[Edit, set[Direction]],
    pair: tuple[Requirement | None, Requirement | None],
    paths: PathPair,
) -> None:
    old, new = pair
    rule = impact_of_key(*owner)
    breaks = {"stricter": "added" in rule.breaks, "milder": "removed" in rule.breaks}
    name = new or old
    assert name is not None
    comparison.add(
        edit[0],
        rule,
        (paths[0] if old else None, paths[1] if new else None),
        subject=f"{format_key_path(paths[1])}: {name}",
        old=str(old or ""),
        new=str(new or ""),
        breaking=any(breaks[direction] for direction in edit[1]),
    )

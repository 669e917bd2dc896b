"""Walk through two contracts along the declarations of the model, and collect what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from itertools import takewhile
from typing import Any, Literal, cast, get_args, get_origin

from revi_docs.contract.diff.change import Change, Edit
from revi_docs.contract.diff.impact_table import impact_of_key
from revi_docs.contract.diff.key_impact import KeyImpact
from revi_docs.contract.diff.renames import Renames, section_of_kind
from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Argument, Item
from revi_docs.contract.model.declarations import keys_of
from revi_docs.contract.model_parser import yaml_form

PathPair = tuple[KeyPath, KeyPath]
"""The path of a value in the old and in the new contract."""

Special = Callable[["Comparison", Any, Any, PathPair], None]
"""Compares the values of one key that the general walk does not understand."""


class Comparison:
    """Two contracts, their renamed items, and the changes found so far.

    `specials`: model class and key → how its values are compared.
    """

    def __init__(
        self,
        old: LoadedContract,
        new: LoadedContract,
        renames: Renames,
        specials: Mapping[tuple[type, str], Special],
    ) -> None:
        self.old, self.new = old, new
        self.renames = renames
        self.changes: list[Change] = []
        self._specials = specials

    def add(self, edit: Edit, rule: KeyImpact, paths: tuple[KeyPath | None, KeyPath | None], **more: Any) -> None:
        """Record a change. A path is None on the side that has no such value.

        `breaking`: whether it breaks, if the rule of the key does not decide that.
        """
        old_path, new_path = paths
        more.setdefault("breaking", edit in rule.breaks)
        more.setdefault("subject", format_key_path(new_path if new_path is not None else old_path or ()))
        more["old_place"] = self.old.place_of(*old_path) if old_path is not None else None
        more["new_place"] = self.new.place_of(*new_path) if new_path is not None else None
        # An index of the old contract is another member of the new one.
        names = tuple(takewhile(lambda step: isinstance(step, str), new_path or old_path or ()))
        more["anchor"] = more["new_place"] or self.new.place_of(*names)
        self.changes.append(Change(edit=edit, impact=rule.impact, **more))

    def current_name(self, kind: str | None, name: str) -> str:
        """The new name for an old name of a kind of reference."""
        return self.renames.get(section_of_kind(kind), {}).get(name, name) if kind else name

    def compare_keys(self, kind: type, old: Any, new: Any, paths: PathPair, *, skipped: frozenset[str]) -> None:
        """Compare the keys of two objects of a model class."""
        for key, (model_field, hint) in keys_of(kind).items():
            if key in skipped:
                continue
            old_value, new_value = getattr(old, model_field.name), getattr(new, model_field.name)
            key_paths = ((*paths[0], key), (*paths[1], key))
            special = self._specials.get((kind, key))
            if special is not None:
                special(self, old_value, new_value, key_paths)
            # Not `old_value != new_value`: mappings with another order are equal, and the order can matter.
            elif old_value is not new_value:
                rule = impact_of_key(kind, key)
                self._compare(hint, model_field.metadata, rule, (old_value, new_value), key_paths)

    def _compare(
        self, hint: Any, constraints: Mapping[str, Any], rule: KeyImpact, values: tuple[Any, Any], paths: PathPair
    ) -> None:
        form, inner = yaml_form(hint)
        old, new = values
        if form == "mapping":
            self._compare_mapping(inner, constraints, rule, (old or {}, new or {}), paths)
        elif form == "list":
            self._compare_list(constraints, rule, (old, new), paths)
        elif form == "item" and old is not None and new is not None:
            self.compare_keys(inner, old, new, paths, skipped=frozenset())
        elif form == "item":
            self._compare_presence(rule, old, new, paths)
        else:
            self._compare_scalar(inner, constraints, rule, (old, new), paths)

    def _compare_presence(self, rule: KeyImpact, old: Any, new: Any, paths: PathPair) -> None:
        if old is None:
            self.add("added", rule, (None, paths[1]))
        elif new is None:
            self.add("removed", rule, (paths[0], None), subject=format_key_path(paths[1]))

    def _compare_mapping(
        self, inner: Any, constraints: Mapping[str, Any], rule: KeyImpact, values: tuple[Any, Any], paths: PathPair
    ) -> None:
        old, new = values
        is_items = is_dataclass(inner) and issubclass(cast(type, inner), Item)
        kind = constraints.get("reference_kind") if not is_text(inner) else None
        renamed = self.renames.get(paths[0], {}) if is_items else {}
        compared: set[str] = set()
        added = [name for name in new if name not in old and name not in renamed.values()]
        for name, old_value in old.items():
            target = renamed.get(name) or self.current_name(kind, name)
            pair = ((*paths[0], name), (*paths[1], target))
            if name in renamed:
                self._add_rename(rule, new[target], pair)
                if target in old or target in compared:
                    # Two items became one: only the names of the second are of interest.
                    continue
            elif target not in new:
                fix = self._removal_fix(paths, name, added) if is_items else ""
                subject = format_key_path(pair[1])
                self.add("removed", rule, (pair[0], None), subject=subject, old=text_of(old_value), fix=fix)
                continue
            compared.add(target)
            self._compare_member(inner, constraints, rule, (old_value, new[target]), pair)
        for name in new:
            if name not in compared and name not in old:
                self._add_member(inner, rule, new[name], (*paths[1], name))
        self._compare_order(constraints, rule, (old, new), paths)

    def _compare_member(
        self, inner: Any, constraints: Mapping[str, Any], rule: KeyImpact, values: tuple[Any, Any], paths: PathPair
    ) -> None:
        if is_dataclass(inner):
            self.compare_keys(cast(type, inner), *values, paths, skipped=frozenset())
        elif values[0] != values[1]:
            # A text of a mapping of texts refers to a name, as in `spawns`.
            self._compare(inner, constraints if is_text(inner) else {}, rule, values, paths)

    def _add_member(self, inner: Any, rule: KeyImpact, value: Any, path: KeyPath) -> None:
        # A positional argument that callers do not pass yet breaks their calls.
        breaks = "added" in rule.breaks or (inner is Argument and not value.optional)
        self.add("added", rule, (None, path), new=text_of(value), breaking=breaks)

    def _add_rename(self, rule: KeyImpact, item: Any, paths: PathPair) -> None:
        old_id, new_id = paths[0][-1], paths[1][-1]
        keeps_old_name = old_id in item.aliases or self.new.places.get((*paths[1][:-1], old_id)) is not None
        fix = "" if keeps_old_name else f"add 'aliases: [{old_id}]' to {format_key_path(paths[1])}"
        self.add("renamed", rule, paths, old=str(old_id), new=str(new_id), breaking=not keeps_old_name, fix=fix)

    def _removal_fix(self, paths: PathPair, name: str, added: list[str]) -> str:
        """Propose how the name stays readable: as an alias, or as a name that is retired with a reason."""
        section = str(paths[1][0]) if len(paths[1]) == 1 else ""
        if name in self.new.contract.reserved.get(section, ()):
            return ""
        parent = format_key_path(paths[1])
        replacement = f"{parent}.{added[0]}" if len(added) == 1 else f"the item of {parent} that replaces it"
        alias = f"add 'aliases: [{name}]' to {replacement}"
        return f"{alias}, or retire the name: add 'reserved: {{{section}: {{{name}: REASON}}}}'" if section else alias

    def _compare_order(
        self, constraints: Mapping[str, Any], rule: KeyImpact, values: tuple[Any, Any], paths: PathPair
    ) -> None:
        """Compare the order of the common members if it decides something."""
        if not constraints.get("ordered") or "changed" not in rule.breaks:
            return
        old, new = values
        common_old, common_new = [name for name in old if name in new], [name for name in new if name in old]
        if common_old != common_new:
            texts = {"old": ", ".join(map(str, common_old)), "new": ", ".join(map(str, common_new))}
            self.add("changed", rule, paths, **texts)

    def _compare_list(
        self, constraints: Mapping[str, Any], rule: KeyImpact, values: tuple[Any, Any], paths: PathPair
    ) -> None:
        """Compare the members of a list of texts. An empty list of tools or events means all of them."""
        kind = constraints.get("reference_kind")
        old = tuple(self.current_name(kind, str(member)) for member in values[0] or ())
        new = tuple(map(str, values[1] or ()))
        if constraints.get("human_text") and constraints.get("ordered") and "changed" in rule.breaks:
            if old != new:
                self.add("changed", rule, paths, old=" ".join(old), new=" ".join(new))
            return
        if paths[1][-1] in _EMPTY_MEANS_ALL and bool(old) != bool(new):
            edit: Edit = "lowered" if new else "raised"
            texts = {"old": ", ".join(old) or "all", "new": ", ".join(new) or "all"}
            self.add(edit, rule, paths, **texts, breaking=edit == "lowered" and "removed" in rule.breaks)
            return
        for index, member in enumerate(old):
            if member not in new:
                subject = f"{format_key_path(paths[1])}.{member}"
                breaking = _member_breaks("removed", rule, constraints, member)
                self.add("removed", rule, ((*paths[0], index), None), subject=subject, breaking=breaking)
        for index, member in enumerate(new):
            if member not in old:
                subject = f"{format_key_path(paths[1])}.{member}"
                breaking = _member_breaks("added", rule, constraints, member)
                self.add("added", rule, (None, (*paths[1], index)), subject=subject, breaking=breaking)
        self._compare_order(constraints, rule, (old, new), paths)

    def _compare_scalar(
        self, inner: Any, constraints: Mapping[str, Any], rule: KeyImpact, values: tuple[Any, Any], paths: PathPair
    ) -> None:
        old, new = values
        if isinstance(old, str):
            old = self.current_name(constraints.get("reference_kind"), old)
        if old == new:
            return
        edit = edit_of(inner, rule, old, new)
        sides = (None if edit == "added" else paths[0], None if edit == "removed" else paths[1])
        self.add(edit, rule, sides, subject=format_key_path(paths[1]), old=text_of(old), new=text_of(new))


# Removing the last name from such a list allows everything, so it widens what is allowed.
_EMPTY_MEANS_ALL = frozenset({"tools", "matcher", "may_edit"})


def _member_breaks(edit: Edit, rule: KeyImpact, constraints: Mapping[str, Any], member: str) -> bool:
    """Whether a member that is added or removed breaks something. A pattern with `!` has the opposite meaning."""
    if constraints.get("path_form") == "pattern" and member.startswith("!"):
        edit = "removed" if edit == "added" else "added"
    return edit in rule.breaks


def is_text(inner: Any) -> bool:
    """Whether the members of a mapping or list are texts."""
    return inner is str


def edit_of(inner: Any, rule: KeyImpact, old: Any, new: Any) -> Edit:
    """How a single value differs. A choice is ordered if the table says that it can be raised or lowered."""
    if old in (None, "") or new in (None, ""):
        return "added" if old in (None, "") else "removed"
    if get_origin(inner) is Literal:
        choices = get_args(inner)
        if {"raised", "lowered"} & rule.breaks:
            return "raised" if choices.index(new) > choices.index(old) else "lowered"
        return "changed"
    if isinstance(new, (bool, int, float)):
        return "raised" if new > old else "lowered"
    return "changed"


def text_of(value: Any) -> str:
    """A value as `revi.yml` has it; "" for a whole item or a collection."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (str, int, float)) else ""

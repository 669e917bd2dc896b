"""Keys whose values need more than the general walk: effective values, types of fields, ordered rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revi_docs.contract import model
from revi_docs.contract.diff.change import Edit, Impact
from revi_docs.contract.diff.comparison import Comparison, PathPair, Special, edit_of, text_of
from revi_docs.contract.diff.condition_changes import compare_conditions, compare_verdict_conditions
from revi_docs.contract.diff.impact_table import impact_of_key
from revi_docs.contract.diff.transition_changes import compare_transitions
from revi_docs.contract.key_paths import format_key_path
from revi_docs.contract.model.declarations import keys_of
from revi_docs.contract.relations import initial_statuses


def _compare_initial(comparison: Comparison, _old: bool, _new: bool, paths: PathPair) -> None:
    """Compare whether stories can start in a status; the first status is initial if none is marked."""
    old_contract, new_contract = comparison.old.contract, comparison.new.contract
    was, now = paths[0][-2] in initial_statuses(old_contract), paths[1][-2] in initial_statuses(new_contract)
    if was == now:
        return
    # Moving another status to the first line refuses no call: stories only start elsewhere.
    is_declared = any(status.initial for status in (*old_contract.statuses.values(), *new_contract.statuses.values()))
    edit: Edit = "raised" if now else "lowered"
    rule = impact_of_key(model.Status, "initial")
    texts = {"old": text_of(was), "new": text_of(now)}
    comparison.add(edit, rule, paths, **texts, breaking=is_declared and edit in rule.breaks)


def _compare_verdict_values(comparison: Comparison, old: Any, new: Any, paths: PathPair) -> None:
    """Compare the verdicts of a set. The last one rejects the work and requires nothing."""
    rule = impact_of_key(model.VerdictSet, "values")
    for edit, values, others in (("removed", old, new), ("added", new, old)):
        for index, value in enumerate(values):
            if value not in others:
                sides = ((*paths[0], index), None) if edit == "removed" else (None, (*paths[1], index))
                comparison.add(edit, rule, sides, subject=f"{format_key_path(paths[1])}.{value}")  # type: ignore[arg-type]  # one of two edits
    if set(old) == set(new) and old != new:
        # The last verdict rejects the work, so a new last one changes what verdicts mean.
        breaking = old[-1] != new[-1]
        comparison.add("changed", rule, paths, old=", ".join(old), new=", ".join(new), breaking=breaking)


def _compare_fields(kind: type, key: str) -> Special:
    """The comparison of a mapping of fields to types: data that was valid must remain valid."""
    rule = impact_of_key(kind, key)

    def compare(comparison: Comparison, old: Mapping[str, str], new: Mapping[str, str], paths: PathPair) -> None:
        for name in dict.fromkeys((*old, *new)):
            pair = ((*paths[0], name), (*paths[1], name))
            if name not in new:
                comparison.add("removed", rule, (pair[0], None), old=old[name])
            elif name not in old:
                # Data without the new field stays valid if the field is optional.
                breaking = not new[name].endswith("?")
                comparison.add("added", rule, (None, pair[1]), new=new[name], breaking=breaking)
            else:
                former = _with_current_names(comparison, old[name])
                if former != new[name]:
                    breaking = not _is_wider(former, new[name])
                    comparison.add("changed", rule, pair, old=old[name], new=new[name], breaking=breaking)

    return compare


def _with_current_names(comparison: Comparison, type_text: str) -> str:
    base = type_text.removesuffix("?").removeprefix("list of ")
    return type_text.replace(base, comparison.current_name("records", base))


def _is_wider(old: str, new: str) -> bool:
    """Whether each value of the old type is one of the new type."""
    if old.endswith("?") and not new.endswith("?"):
        return False
    former, current = old.removesuffix("?"), new.removesuffix("?")
    choices = former.split("|"), current.split("|")
    return former == current or (former, current) == ("integer", "number") or set(choices[0]) <= set(choices[1]) != {""}


def _compare_aggregation(comparison: Comparison, old: Any, new: Any, paths: PathPair) -> None:
    """Compare the rules that combine results; the first that matches decides, so the order matters."""
    rule = impact_of_key(model.Workers, "aggregation")
    texts_old = [_rule_text(item, comparison) for item in old]
    texts_new = [_rule_text(item, None) for item in new]
    for index, text in enumerate(texts_old):
        if text not in texts_new:
            comparison.add("removed", rule, ((*paths[0], index), None), subject=f"{format_key_path(paths[1])}: {text}")
    for index, text in enumerate(texts_new):
        if text not in texts_old:
            comparison.add("added", rule, (None, (*paths[1], index)), subject=f"{format_key_path(paths[1])}: {text}")
    if sorted(texts_old) == sorted(texts_new) and texts_old != texts_new:
        comparison.add("changed", rule, paths, old="; ".join(texts_old), new="; ".join(texts_new))
    reasons = {_rule_text(item, comparison): item.reason for item in old}
    for index, item in enumerate(new):
        former = reasons.get(_rule_text(item, None), item.reason)
        if former != item.reason:
            pair = (paths[0], (*paths[1], index, "reason"))
            edit = edit_of(str, rule, former, item.reason)
            prose = impact_of_key(model.Aggregation, "reason")
            comparison.add(edit, prose, pair, old=former, new=item.reason)


def _rule_text(rule: model.Aggregation, comparison: Comparison | None) -> str:
    def names(values: tuple[str, ...]) -> str:
        current = (comparison.current_name("worker_statuses", name) if comparison else name for name in values)
        return ", ".join(sorted(current))

    forgiving = f" forgiving {names(rule.forgiving)}" if rule.forgiving else ""
    return f"{rule.when} {names(rule.of)}{forgiving} → {rule.then}".replace("  ", " ")


def _compare_worker_limit(key: str) -> Special:
    """The comparison of a limit of a worker set; without one, the default of all sets applies."""
    rule = impact_of_key(model.WorkerSet, key)

    def compare(comparison: Comparison, old: Any, new: Any, paths: PathPair) -> None:
        if (old is None) == (new is None) and old == new:
            return
        workers = (comparison.old.contract.workers, comparison.new.contract.workers)
        was, now = (
            getattr(side.defaults, key) if value is None and side else value
            for value, side in zip((old, new), workers, strict=True)
        )
        if was != now:
            comparison.add("raised" if now > was else "lowered", rule, paths, old=text_of(was), new=text_of(now))

    return compare


def _compare_reserved(comparison: Comparison, old: Any, new: Any, paths: PathPair) -> None:
    """Compare names that must not be used; a reason is prose."""
    rule = impact_of_key(model.Contract, "reserved")
    old_names = {(section, name): reason for section, names in old.items() for name, reason in names.items()}
    new_names = {(section, name): reason for section, names in new.items() for name, reason in names.items()}
    for name in dict.fromkeys((*old_names, *new_names)):
        pair = ((*paths[0], *name), (*paths[1], *name))
        if name not in new_names:
            comparison.add("removed", rule, (pair[0], None))
        elif name not in old_names:
            comparison.add("added", rule, (None, pair[1]))
        elif old_names[name] != new_names[name]:
            prose = rule._replace(impact=Impact.DOCS)
            comparison.add("changed", prose, pair, old=old_names[name], new=new_names[name])


SPECIALS: dict[tuple[type, str], Special] = {
    (model.Contract, "transitions"): compare_transitions,
    (model.Contract, "reserved"): _compare_reserved,
    (model.Status, "initial"): _compare_initial,
    (model.Status, "requires"): compare_conditions(model.Status, "requires"),
    (model.Transition, "requires"): compare_conditions(model.Transition, "requires"),
    (model.CommandRerun, "done"): compare_conditions(model.CommandRerun, "done"),
    (model.VerdictSet, "requires"): compare_verdict_conditions(model.VerdictSet, "requires"),
    (model.VerdictSet, "values"): _compare_verdict_values,
    (model.Workers, "aggregation"): _compare_aggregation,
    **{
        (kind, key): _compare_fields(kind, key)
        for kind, key in (
            (model.Artifact, "front_matter"),
            (model.Record, "fields"),
            (model.Event, "fields"),
            (model.Trace, "fields"),
        )
    },
    **{(model.WorkerSet, key): _compare_worker_limit(key) for key in keys_of(model.WorkerDefaults)},
}
"""Model class and key → how its values are compared."""

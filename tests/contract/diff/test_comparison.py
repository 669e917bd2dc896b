"""Random changes: the diff of equals is empty, order and comments do not matter, and both directions are opposite."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from revi_docs.contract.diff.change import Change
from revi_docs.contract.diff.contract_diff import diff_contracts
from revi_docs.contract.loader import LoadedContract
from tests.contract.diff.mutations import load_data, mutate, shuffled
from tests.contract.diff.sample_contract import brief, load_sample
from tests.support.soak import rounds

OPPOSITES = {
    "added": "removed", "removed": "added", "raised": "lowered", "lowered": "raised",
    "changed": "changed", "renamed": "renamed",
}  # fmt: skip
SAMPLE = load_sample()
SEEDS = range(rounds(40, 1_000))


def places_apart(changes: tuple[Change, ...]) -> Counter[str]:
    return Counter(brief(change) for change in changes)


def implicit_start(change: Change) -> bool:
    """Whether the change says only that another status is the first one, and none is marked as initial."""
    return change.subject.endswith(".initial") and not change.breaking


def opposite_view(change: Change, *, flip: bool) -> tuple[str, str, str, str]:
    """What of a change is the same in the other direction. A renamed item and a moved target have two names."""
    edit = OPPOSITES[change.edit] if flip else change.edit
    subject = re.sub(r"→ .+? by", "→ by", change.subject.partition(": ")[0])
    old, new = (change.new, change.old) if flip else (change.old, change.new)
    return edit, subject, old, new


def test_each_mutation_in_both_directions() -> None:
    compared = 0
    for seed in SEEDS:
        data, mutant = mutate(seed)
        forth, back = diff_contracts(SAMPLE, mutant), diff_contracts(mutant, SAMPLE)
        renamed = any(change.edit == "renamed" for change in (*forth, *back))
        if not renamed:
            forward = Counter(opposite_view(change, flip=False) for change in forth)
            backward = Counter(opposite_view(change, flip=True) for change in back)
            assert forward == backward, f"seed {seed}"
        check_order_and_comments(seed, data, mutant, forth)
        compared += bool(forth)
    assert compared > len(SEEDS) * 0.8


def check_order_and_comments(seed: int, data: object, mutant: LoadedContract, changes: tuple[Change, ...]) -> None:
    other = load_data(shuffled(random.Random(seed), data), comment="# a comment")
    assert other is not None, f"seed {seed}"
    assert diff_contracts(mutant, mutant) == (), f"seed {seed}"
    assert all(map(implicit_start, diff_contracts(mutant, other))), f"seed {seed}"
    # The first status is the start if none is marked: this order decides something.
    if any(status.initial for status in mutant.contract.statuses.values()):
        assert diff_contracts(mutant, other) == (), f"seed {seed}"
        assert places_apart(diff_contracts(SAMPLE, other)) == places_apart(changes), f"seed {seed}"


def test_the_mutations_are_the_same_each_time() -> None:
    assert mutate(7)[0] == mutate(7)[0]
    assert len({str(mutate(seed)[0]) for seed in range(20)}) == 20


@pytest.mark.parametrize("key", ["arguments", "aggregation"])
def test_the_order_that_decides_is_kept_by_the_shuffle(key: str) -> None:
    data = {key: list(range(20)), "other": list(range(20))}
    result = shuffled(random.Random(1), data)
    assert result[key] == data[key]
    assert result["other"] != data["other"]

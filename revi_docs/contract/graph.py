"""Questions to a graph of names: what can be reached, what is cut off, what runs in circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

Ways = Mapping[str, Iterable[str]]
"""Name → the names that one step leads to."""


def reach(starts: Iterable[str], ways: Ways) -> set[str]:
    """All names that the starts lead to, themselves included."""
    found: set[str] = set()
    todo = list(starts)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += ways.get(name, ())
    return found


def backwards(ways: Ways) -> dict[str, list[str]]:
    """The same graph with every way turned round."""
    turned: dict[str, list[str]] = {}
    for source, targets in ways.items():
        for target in dict.fromkeys(targets):
            turned.setdefault(target, []).append(source)
    return turned


def heads(names: Iterable[str], ways: Ways) -> Iterator[tuple[str, list[str]]]:
    """The fewest of `names` that lead to all others, each with those it leads to first."""
    left = {name: number for number, name in enumerate(dict.fromkeys(names))}
    led_to = {target for name in left for target in ways.get(name, ()) if target != name}
    covered: set[str] = set()
    for name in [*(name for name in left if name not in led_to), *left]:
        if name not in covered:
            reached = reach([name], ways)
            behind = (reached & left.keys()) - covered - {name}
            yield name, sorted(behind, key=left.__getitem__)
            covered |= reached


def circles(names: Iterable[str], ways: Ways) -> Iterator[list[str]]:
    """The groups of `names` whose members all lead to each other; a name that leads to itself is one."""
    turned = backwards(ways)
    ending = _running_out(turned, ways)
    left = [name for name in names if name not in ending]
    done: set[str] = set()
    for name in left:
        if name not in done:
            after = reach(ways.get(name, ()), ways)
            if name in after:
                group = after & reach([name], turned)
                done |= group
                yield [name, *(other for other in left if other in group and other != name)]


def _running_out(turned: Ways, ways: Ways) -> set[str]:
    """The names from which every path ends: they are in no circle."""
    open_ways = {name: len(set(targets)) for name, targets in ways.items()}
    ended = [name for name, number in open_ways.items() if not number]
    ended += [name for name in turned if name not in open_ways]
    found: set[str] = set()
    while ended:
        name = ended.pop()
        found.add(name)
        for source in turned.get(name, ()):
            open_ways[source] -= 1
            if not open_ways[source]:
                ended.append(source)
    return found

"""Did you mean: the known name nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that reads most like `name`, or None where none comes close."""
    import difflib

    spelled = {other.casefold(): other for other in known}
    found = difflib.get_close_matches(name.casefold(), sorted(spelled), n=1, cutoff=0.6)
    return spelled[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`, or did you mean 'x'?` where something comes close, else nothing."""
    other = nearest(name, known)
    return f", or did you mean '{other}'?" if other else ""

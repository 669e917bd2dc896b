"""Did you mean: the known name nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def closest_name(name: str, candidates: Iterable[str]) -> str | None:
    """The known name that reads most like `name`, or None where none comes close."""
    import difflib

    by_casefold = {candidate.casefold(): candidate for candidate in candidates}
    matches = difflib.get_close_matches(name.casefold(), sorted(by_casefold), n=1, cutoff=0.6)
    return by_casefold[matches[0]] if matches else None


def did_you_mean(name: str, candidates: Iterable[str]) -> str:
    """`, or did you mean 'x'?` where something comes close, else nothing."""
    suggestion = closest_name(name, candidates)
    return f", or did you mean '{suggestion}'?" if suggestion else ""

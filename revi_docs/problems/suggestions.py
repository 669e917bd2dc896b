"""Suggest the known name that is most similar to an unknown one."""

from __future__ import annotations

from collections.abc import Iterable


def closest_name(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate most similar to `name`, ignoring case; None if none is similar."""
    import difflib

    by_casefold = {candidate.casefold(): candidate for candidate in candidates}
    # 0.6 is the default of difflib: one typo in a word of five letters still matches.
    matches = difflib.get_close_matches(name.casefold(), sorted(by_casefold), n=1, cutoff=0.6)
    return by_casefold[matches[0]] if matches else None


def suggestion_hint(name: str, candidates: Iterable[str]) -> str:
    """`; did you mean 'x'?` to append to a message, or nothing if no candidate is similar."""
    suggestion = closest_name(name, candidates)
    return f"; did you mean '{suggestion}'?" if suggestion else ""


def did_you_mean(name: str, candidates: Iterable[str]) -> str:
    """`, or did you mean 'x'?` to append to a fix, or nothing if no candidate is similar."""
    suggestion = closest_name(name, candidates)
    return f", or did you mean '{suggestion}'?" if suggestion else ""

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


def suggested_fix(name: str, candidates: Iterable[str], fix: str, prefix: str = "write") -> str:
    """A fix that starts with the candidate that was probably meant, `write 'x', or …`; else the fix alone.

    `prefix` is what to do with the candidate, before its name.
    """
    suggestion = closest_name(name, candidates)
    return f"{prefix} '{suggestion}', or {fix}" if suggestion else fix

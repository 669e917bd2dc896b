"""Links that the contract leaves out of the link check, `links.ignore`, and the patterns that match none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from revi_docs.contract.loader import LoadedContract
from revi_docs.problems.problem import Problem


@dataclass(slots=True)
class IgnoredLinks:
    """The patterns of `links.ignore`; `used` are those that matched."""

    patterns: tuple[str, ...] = ()
    used: set[str] = field(default_factory=set)

    def match(self, *texts: str) -> bool:
        """Whether a pattern matches one of these texts: a URL, its target, or the source of its page."""
        matching = {pattern for pattern in self.patterns if any(fnmatchcase(text, pattern) for text in texts)}
        self.used |= matching
        return bool(matching)

    def without_ignored(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """The problems of links except the ignored ones."""
        return tuple(
            problem
            for problem in problems
            if problem.code != "site-link"
            or not self.match(problem.subject, *(place.file for place in problem.places[:1]))
        )

    def unused_patterns(self, loaded: LoadedContract) -> Iterator[Problem]:
        """A warning for each pattern that matched no link."""
        for pattern in self.patterns:
            if pattern not in self.used:
                yield Problem(
                    code="unused-link-pattern",
                    message=f"no link matches '{pattern}'",
                    fix="remove the pattern from 'links.ignore', or correct it",
                    places=(loaded.place_of("links", "ignore", pattern),),
                    subject=pattern,
                    severity="warning",
                )

"""The one exception that carries problems. It does not import them, because `revi hook` must start fast."""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, which a hook does not import
if TYPE_CHECKING:
    from revi_docs.problems.problem import Problem


class ReviError(Exception):
    """The command cannot continue; carries all problems found so far."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{problem.code}: {problem.message}" for problem in problems))
        self._problems = problems

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, at least one."""
        return self._problems

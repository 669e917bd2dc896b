"""Every code there is, what it means, and which exit code it leads to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from revi_docs.adopt.codes import ADOPT_CODES
from revi_docs.app.hook_settings import HOOK_CODES
from revi_docs.app.process import CLEAN, COULD_NOT_RUN, PROBLEMS_FOUND
from revi_docs.contract.codes import FORM_CODES
from revi_docs.contract.rules import RULES
from revi_docs.drift.codes import DRIFT_CODES
from revi_docs.files.codes import FILE_CODES
from revi_docs.outputs.codes import OUTPUT_CODES
from revi_docs.problems.problem import Problem, errors
from revi_docs.prose.codes import PROSE_CODES
from revi_docs.site.codes import SITE_CODES
from revi_docs.site.links.codes import LINK_CODES
from revi_docs.stories.case_codes import CASE_CODES
from revi_docs.stories.rules import STORY_CODES

_CODE_TABLES: tuple[tuple[str, dict[str, str]], ...] = (
    ("Files", FILE_CODES),
    ("Contract", FORM_CODES | {rule.code: rule.text for rule in RULES}),
    ("Stories", STORY_CODES),
    ("Outputs", OUTPUT_CODES),
    ("Drift", DRIFT_CODES),
    ("Adopt", ADOPT_CODES),
    ("Prose", PROSE_CODES),
    ("Site", SITE_CODES),
    ("Links", LINK_CODES),
    ("Agents", CASE_CODES),
    ("Hooks", HOOK_CODES),
)

_EXECUTION_FAILURES = {
    "bad-url",
    "broken-case",
    "changed-meanwhile",
    "linkchecker-failed",
    "linkchecker-missing",
    "outside-repository",
    "site-config",
    "site-failed",
    "site-without-pages",
    "unwritable-file",
}
_FILE_CODES = STORY_CODES.keys() | DRIFT_CODES.keys() | ADOPT_CODES.keys() | PROSE_CODES.keys()
_FINDING_CODES = (
    _FILE_CODES | SITE_CODES.keys() | LINK_CODES.keys() | CASE_CODES.keys()
) - _EXECUTION_FAILURES


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code and its text in Markdown: what is wrong, why it matters, an example, how to mend it."""

    code: str
    kind: str
    text: str

    @property
    def summary(self) -> str:
        """The first sentence, on one line."""
        return " ".join(self.text.split("\n\n", 1)[0].split())


def explanations() -> tuple[Explanation, ...]:
    """All codes, sorted."""
    entries = (
        Explanation(code, kind, f"{text.strip()}\n")
        for kind, texts in _CODE_TABLES
        for code, text in texts.items()
    )
    return tuple(sorted(entries, key=lambda entry: entry.code))


def exit_code(problems: Iterable[Problem]) -> int:
    """0 without errors, 1 where they are the answer, 3 where something could not be read or run."""
    codes = {problem.code for problem in errors(problems)}
    if not codes:
        return CLEAN
    return PROBLEMS_FOUND if codes <= _FINDING_CODES else COULD_NOT_RUN

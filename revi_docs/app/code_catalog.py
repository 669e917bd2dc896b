"""The catalog of codes: every code of both programs, its explanation, and the exit code it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from revi_docs.adopt.codes import ADOPT_CODES
from revi_docs.agent_files.rules import AGENT_FILE_CODES
from revi_docs.app.codes import REVIEW_CODES, SETTINGS_CODES
from revi_docs.app.platform_support import PLATFORM_CODES
from revi_docs.app.process import CLEAN, COULD_NOT_RUN, PROBLEMS_FOUND, USAGE_ERROR
from revi_docs.app.required_version import VERSION_CODES
from revi_docs.contract.codes import FORM_CODES
from revi_docs.contract.rules import RULES
from revi_docs.contract.rules.judged_keys import judged_keys
from revi_docs.drift.codes import DRIFT_CODES
from revi_docs.files.codes import FILE_CODES
from revi_docs.outputs.codes import OUTPUT_CODES
from revi_docs.outputs.override_codes import OVERRIDE_CODES
from revi_docs.ownership.codes import OWNED_FIELD_CODES
from revi_docs.problems.code_text import ExecutionFailure
from revi_docs.problems.problem import Problem, errors
from revi_docs.prose.codes import PROSE_CODES
from revi_docs.runtime.codes import RUNTIME_CODES
from revi_docs.site.codes import SITE_CODES
from revi_docs.site.links.codes import LINK_CODES
from revi_docs.stories.against.codes import AGAINST_CODES
from revi_docs.stories.case_codes import CASE_CODES
from revi_docs.stories.rules import STORY_CODES


@dataclass(frozen=True, slots=True)
class _CodeTable:
    kind: str
    texts: Mapping[str, str]
    exit_code: int = PROBLEMS_FOUND


USAGE_CODES = {
    "wrong-usage": """\
The command line has an unknown command or option, an invalid value, or an argument too many or too few.

Why: The program cannot know what was meant, and does nothing.

Example:

    revi-docs chek

Fix: Correct the command line; `--help` after any command shows its arguments and options.
"""
}

CONTRACT_KIND = "Contract"

_CODE_TABLES = (
    _CodeTable("Command line", USAGE_CODES, USAGE_ERROR),
    _CodeTable("Platform", PLATFORM_CODES, COULD_NOT_RUN),
    _CodeTable("Files", FILE_CODES, COULD_NOT_RUN),
    _CodeTable(CONTRACT_KIND, FORM_CODES | {rule.code: rule.text for rule in RULES}, COULD_NOT_RUN),
    _CodeTable("Contract changes", REVIEW_CODES),
    _CodeTable("Stories", STORY_CODES | AGAINST_CODES),
    _CodeTable("Outputs", OUTPUT_CODES, COULD_NOT_RUN),
    _CodeTable("Drift", DRIFT_CODES | OWNED_FIELD_CODES | OVERRIDE_CODES | VERSION_CODES),
    _CodeTable("Adopt", ADOPT_CODES),
    _CodeTable("Prose", PROSE_CODES),
    _CodeTable("Site", SITE_CODES),
    _CodeTable("Links", LINK_CODES),
    _CodeTable("Agent files", AGENT_FILE_CODES),
    _CodeTable("Agents", CASE_CODES),
    _CodeTable("Hooks", SETTINGS_CODES, COULD_NOT_RUN),
    _CodeTable("Runtime", RUNTIME_CODES),
)
"""The exit code of a table: 1 if its codes are findings, 2 for wrong usage, 3 if nothing can be checked before.

An ExecutionFailure leads to exit code 3 in every table.
"""


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The codes of one kind, which are explained on one page. `id` is the name of the page, such as `command-line`."""

    id: str
    kind: str
    rules: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code, its exit code, and its text in Markdown: what is wrong, why it matters, an example, the fix."""

    code: str
    kind: str
    text: str
    exit_code: int = PROBLEMS_FOUND

    @property
    def group(self) -> str:
        """The id of its group, which is the name of its page."""
        return self.kind.lower().replace(" ", "-")

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the keys of the contract that the rule judges; none for codes of other kinds."""
        return judged_keys().get(self.code, ()) if self.kind == CONTRACT_KIND else ()

    @property
    def summary(self) -> str:
        """The first sentence, on one line."""
        return " ".join(self.text.split("\n\n", 1)[0].split())


def explanations() -> tuple[Explanation, ...]:
    """Return all codes, sorted."""
    entries = (
        Explanation(code, table.kind, f"{text.strip()}\n", _exit_code(table, text))
        for table in _CODE_TABLES
        for code, text in table.texts.items()
    )
    return tuple(sorted(entries, key=lambda entry: entry.code))


def rule_groups() -> dict[str, RuleGroup]:
    """Return all codes by kind: id of the group → group, in the order of the work."""
    entries = explanations()
    groups = {table.kind: tuple(entry for entry in entries if entry.kind == table.kind) for table in _CODE_TABLES}
    return {rules[0].group: RuleGroup(rules[0].group, kind, rules) for kind, rules in groups.items()}


def _exit_code(table: _CodeTable, text: str) -> int:
    return COULD_NOT_RUN if isinstance(text, ExecutionFailure) else table.exit_code


def format_explanation(code: str | None) -> str:
    """Return the text that `explain` prints: about one code, or a line for each. Raises KeyError if unknown."""
    by_code = {entry.code: entry for entry in explanations()}
    if code is not None:
        return f"{code}\n\n{by_code[code].text}"
    width = max(map(len, by_code))
    return "".join(f"{entry.code:<{width}}  {_truncate(entry.summary, 78 - width)}\n" for entry in by_code.values())


def _truncate(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def exit_code(problems: Iterable[Problem]) -> int:
    """Return 0 if no problem is an error, 1 if all errors are findings, 3 if something could not run."""
    by_code = {entry.code: entry.exit_code for entry in explanations()}
    return max((by_code.get(problem.code, COULD_NOT_RUN) for problem in errors(problems)), default=CLEAN)

"""`revi-docs diff`: show what a change of the contract means."""

from __future__ import annotations

import sys

from revi_docs.app.contract_review import review_contract
from revi_docs.app.process import CLEAN, PROBLEMS_FOUND
from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.printing import print_problems
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.program.options import against_option, fail_on_option, findings_format_option
from revi_docs.cli.workspace_factory import pass_workspace
from revi_docs.report.contract_changes import render_changes_json, render_changes_text, summarize_changes


@program_command("revi-docs diff", "revi-docs diff --against v1.2.0 --fail-on breaking")
@against_option("The commit, branch or tag to compare with. [default: the merge base with the default branch, or HEAD]")
@fail_on_option
@findings_format_option
@pass_workspace
def diff(workspace: Workspace, against: str, fail_on: str, output_format: str) -> int:
    """Compare the contract with an earlier one: what changed, whom it affects, and which stories it strands.

    Items are compared by name, not by line. A change is breaking if something that conforms to the old contract can
    fail under the new one.
    """
    review = review_contract(workspace, against)
    fails = bool(fail_on) and review.is_breaking
    if output_format in ("text", "json"):
        render = render_changes_json if output_format == "json" else render_changes_text
        sys.stdout.write(render(review.document))
        return PROBLEMS_FOUND if fails else CLEAN
    return print_problems(review.problems(fails=fails), output_format, summarize_changes(review.document))

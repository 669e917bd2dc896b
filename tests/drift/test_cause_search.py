"""The line of the contract behind a drifted line that does not simply print it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sample_repo import CONTRACT, check_repository, edit, render_problems, sync_repository, write_sample

HEAD = "<!-- {{ marker }} -->\n# Begin\n"
TAIL = "\n".join(f"Line {number}." for number in range(5)) + "\n"
SHOWS = (
    "{{ statuses.keys() | list | items }} {{ commands.keys() | list | items }} "
    "{{ phases.keys() | list | items }} {{ models.keys() | list | items }}\n"
)


def repository(root: Path, template: str) -> Path:
    """A repository whose one output is made from the template."""
    contract = CONTRACT[: CONTRACT.index("outputs:")] + 'outputs:\n  "a.md": {template: a.j2}\ndefault_outputs: false\n'
    write_sample(root, contract, {"a.j2": f"{HEAD}{template}{TAIL}{{{{ agents.keys() | list | items }}}}\n{SHOWS}"})
    sync_repository(root)
    return root


@pytest.mark.parametrize(
    ("template", "old", "new", "cause"),
    [
        pytest.param(
            "{{ statuses.open.description | upper }}\n",
            "Nobody has begun.",
            "No one has begun.",
            "5:23",
            id="through a filter of Jinja",
        ),
        pytest.param(
            "{{ (statuses.open.description ~ ' So.') | replace('Nobody', 'No one') | title }}\n",
            "Nobody has begun.",
            "Somebody may begin.",
            "5:23",
            id="through several filters",
        ),
        pytest.param(
            "{{ statuses.values() | map(attribute='description') | join('; ') }}\n",
            "It is finished.",
            "It is over.",
            "7:25",
            id="through map and join",
        ),
        pytest.param(
            "{% for status in statuses.values() %}\n- {{ status.description | lower }}\n{% endfor %}\n",
            "Somebody is at it.",
            "Someone works.",
            "6:26",
            id="in a loop, through a filter",
        ),
        pytest.param(
            "{% for name in statuses %}\n- {{ name }}\n{% endfor %}\n",
            "  working: {description: Somebody is at it.}\n",
            "  working: {description: Somebody is at it.}\n  waiting: {description: It waits.}\n",
            "7:3",
            id="a loop has an item more",
        ),
        pytest.param(
            "{% for name in statuses %}\nAn item.\n{% endfor %}\n",
            "  working: {description: Somebody is at it.}\n",
            "  working: {description: Somebody is at it.}\n  waiting: {description: It waits.}\n",
            "7:3",
            id="a loop that prints nothing of its items has one more",
        ),
        pytest.param(
            "{% for name in phases %}\n- {{ name }}\n{% endfor %}\n",
            "  make: {description: Something is made.}\n",
            "  make: {description: Something is made.}\n  mend: {description: Something is mended.}\n",
            "4:3",
            id="a loop over one item has two",
        ),
        pytest.param(
            "{% if statuses.closed.terminal %}\nIt ends there.\n{% endif %}\n",
            ", terminal: true",
            ", terminal: false",
            "7:52",
            id="a boolean turned off",
        ),
        pytest.param(
            "{% if statuses.open.initial %}\nIt begins there: {{ statuses.open.description }}\n{% endif %}\n",
            "{description: Nobody has begun.}",
            "{description: Nobody has begun., initial: true}",
            "5:51",
            id="a boolean turned on, of a line that prints another value",
        ),
        pytest.param(
            "It is {{ 'over' if statuses.closed.terminal else 'going on' }}.\n",
            ", terminal: true",
            ", terminal: false",
            "7:52",
            id="a boolean within a line",
        ),
        pytest.param(
            "{% if commands.end.phase %}\nIt has a phase.\n{% endif %}\n",
            "end: {description: Ends.}",
            "end: {description: Ends., phase: make}",
            "20:36",
            id="a condition on what was absent",
        ),
        pytest.param(
            "{% if budgets.phases.make.hard > 500 %}\nThat is much.\n{% endif %}\n",
            "hard: 600",
            "hard: 400",
            "13:32",
            id="a condition on a number",
        ),
        pytest.param(
            "{% if commands.end.kind == 'gate' %}\nIt is a gate.\n{% endif %}\n",
            "end: {description: Ends.}",
            "end: {description: Ends., kind: gate}",
            "20:35",
            id="a condition on a word",
        ),
    ],
)
def test_the_line_behind_it(tmp_path: Path, template: str, old: str, new: str, cause: str) -> None:
    root = repository(tmp_path, template)
    edit(root, "revi.yml", old, new)
    problems = tuple(
        problem for problem in check_repository(root) if problem.places[0].line <= 3 + template.count("\n")
    )
    assert [str(place) for problem in problems for place in problem.cause] == [f"revi.yml:{cause}"], render_problems(
        problems
    )


def test_two_booleans_of_two_lines(tmp_path: Path) -> None:
    root = repository(
        tmp_path,
        "{% if statuses.closed.terminal %}\nOne.\n{% endif %}\nBetween.\n"
        "{% if statuses.open.initial %}\nTwo.\n{% endif %}\n",
    )
    edit(root, "revi.yml", ", terminal: true", ", terminal: false")
    edit(root, "revi.yml", "{description: Nobody has begun.}", "{description: Nobody has begun., initial: true}")
    problems = {str(place) for problem in check_repository(root) for place in problem.cause}
    assert problems == {"revi.yml:5:51", "revi.yml:7:52"}


def test_an_edited_line_of_an_output_names_what_it_depends_on(tmp_path: Path) -> None:
    root = repository(tmp_path, "{% if statuses.closed.terminal %}\nIt ends there.\n{% endif %}\n")
    edit(root, "a.md", "It ends there.", "It ends here.")
    (problem,) = check_repository(root)
    assert (problem.code, [str(place) for place in problem.cause]) == ("tampered", ["revi.yml:7:52"])


def test_an_edited_line_that_depends_on_nothing_names_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path, "{% if statuses.closed.terminal %}\nIt ends there.\n{% endif %}\n")
    edit(root, "a.md", "Line 3.", "Line three.")
    (problem,) = check_repository(root)
    assert (problem.code, problem.cause) == ("tampered", ())


def test_what_cannot_be_told_is_one_finding_with_its_candidates(tmp_path: Path) -> None:
    root = repository(
        tmp_path,
        "{% for status in statuses.values() if status.terminal %}\n- {{ status.description | upper }}\n{% endfor %}\n",
    )
    edit(root, "revi.yml", "It is finished.", "It is over.")
    assert render_problems(check_repository(root)) == (
        "a.md:3:9: stale: is out of date: statuses.closed.terminal or statuses.closed.description "
        "changed\n"
        "  cause: revi.yml:7:48\n"
        "  cause: revi.yml:7:25\n"
        "  fix: run 'revi-docs sync'\n"
    )

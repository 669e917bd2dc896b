"""`check FILE…`: what is told where only some files are named, and one cause in very many places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.sample_repo import (
    CONTRACT,
    TEMPLATES,
    check_repository,
    edit,
    run_docs,
    sync_repository,
    write,
    write_sample,
)

AGENT = "---\nname: helper\ndescription: Helps.\nmodel: sonnet\n---\n"
OWNS = 'owns:\n  "agents/*.md": {model: "agents.{name}.model"}\n'
REGION = {
    "regions/limit.md.j2": "{% include 'parts/hard.md.j2' %}\n",
    "parts/hard.md.j2": "At most {{ budgets.phases.make.hard }}.\n",
}
PAGE = "# Notes\n\n<!-- revi:begin limit -->\n<!-- revi:end -->\n"


@pytest.fixture
def drifted(tmp_path: Path) -> Path:
    """A repository in which two outputs, a region and a field have drifted."""
    root = write_sample(tmp_path / "small", CONTRACT + OWNS, {**TEMPLATES, **REGION})
    write(root, "pages/notes.md", PAGE)
    write(root, "agents/helper.md", AGENT)
    sync_repository(root)
    edit(root, "revi.yml", "hard: 600", "hard: 900")
    edit(root, "agents/helper.md", "model: sonnet", "model: opus")
    return root


LIMIT = "stale budgets.phases.make.hard"
MODEL = "field-differs agents.helper.model#model"
OUTPUT = "commands/begin.md"
INDEX = "docs/index.md"
NOTES = "pages/notes.md"
HELPER = "agents/helper.md"

SELECTIONS: dict[str, tuple[list[str], dict[str, list[str]]]] = {
    "nothing named": ([], {LIMIT: [OUTPUT, INDEX, NOTES], MODEL: [HELPER]}),
    "the contract": (["revi.yml"], {LIMIT: [OUTPUT, INDEX, NOTES], MODEL: [HELPER]}),
    "the whole folder": (["."], {LIMIT: [OUTPUT, INDEX, NOTES], MODEL: [HELPER]}),
    "a page with a region": ([NOTES], {LIMIT: [NOTES]}),
    "a page with a field": ([HELPER], {MODEL: [HELPER]}),
    "an output": ([OUTPUT], {LIMIT: [OUTPUT]}),
    "an output that has not drifted": (["docs/agents.md"], {}),
    "two files": ([INDEX, HELPER], {LIMIT: [INDEX], MODEL: [HELPER]}),
    "a template": (["templates/index.md.j2"], {LIMIT: [INDEX]}),
    "the template of a region": (["templates/regions/limit.md.j2"], {LIMIT: [NOTES]}),
    "a template that another includes": (["templates/parts/limit.md.j2"], {LIMIT: [OUTPUT]}),
    "a template that a region's includes": (["templates/parts/hard.md.j2"], {LIMIT: [NOTES]}),
    "all templates": (["templates"], {LIMIT: [OUTPUT, INDEX, NOTES]}),
    "a folder of templates": (["templates/parts/"], {LIMIT: [OUTPUT, NOTES]}),
    "a folder": (["pages"], {LIMIT: [NOTES]}),
    "written another way": (["./pages/../docs/index.md"], {LIMIT: [INDEX]}),
}  # fmt: skip


@pytest.mark.parametrize(("names", "expected"), SELECTIONS.values(), ids=SELECTIONS)
def test_only_what_is_named_or_made_from_it_is_told(
    drifted: Path, names: list[str], expected: dict[str, list[str]]
) -> None:
    answer = run_docs(drifted, "check", "--format", "json", *names)
    assert answer.stderr == ""
    assert answer.returncode == (1 if expected else 0)
    assert findings_by_file(answer.stdout) == expected


def findings_by_file(document: str) -> dict[str, list[str]]:
    findings = json.loads(document)["problems"]
    return {
        f"{finding['code']} {finding['subject']}": [place["file"] for place in finding["places"]]
        for finding in findings
    }


def test_a_clean_selection_says_how_many_files_it_is(drifted: Path) -> None:
    assert run_docs(drifted, "check", "docs/agents.md", "templates/agents.md.j2").stdout == "clean: 2 files\n"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("../elsewhere.md", "'../elsewhere.md' is not in this repository", id="beside it"),
        pytest.param("..", "'..' is not in this repository", id="the folder around it"),
        pytest.param(
            "docs/indes.md", "'docs/indes.md' does not exist; did you mean 'docs/index.md'?", id="no such file"
        ),
    ],
)
def test_what_cannot_be_checked_is_wrong_usage(drifted: Path, name: str, message: str) -> None:
    answer = run_docs(drifted, "check", name)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.splitlines() == [
        f"wrong-usage: {message}",
        "  fix: run 'revi-docs check --help' to see its arguments and options",
    ]


def test_an_output_that_is_missing_can_be_named(drifted: Path) -> None:
    (drifted / "docs/agents.md").unlink()
    answer = run_docs(drifted, "check", "docs/agents.md")
    assert answer.returncode == 1
    assert answer.stdout.startswith("docs/agents.md: missing: does not exist\n")


def test_warm_and_cold_answers_agree(drifted: Path) -> None:
    edit(drifted, "agents/helper.md", "model: opus", "model: sonnet")
    sync_repository(drifted)
    clean = "clean: 5 outputs, 1 region, 1 field\n"
    for _ in range(2):
        assert run_docs(drifted, "check").stdout == clean
    edit(drifted, "pages/notes.md", "At most 900.", "At most 901.")
    for names in ([], ["pages/notes.md"], ["docs/index.md"]):
        warm, cold = run_docs(drifted, "check", *names), run_docs(drifted, "check", "--no-cache", *names)
        assert (warm.returncode, warm.stdout) == (cold.returncode, cold.stdout)
    assert run_docs(drifted, "check", "docs/index.md").stdout == "clean: 1 file\n"
    assert run_docs(drifted, "check").returncode == 1


NUMBER = 200
MANY = """\
revi: 1
models: [opus, sonnet]
groups:
  all: {model: sonnet}
default_outputs: false
outputs:
"""


def test_one_value_in_200_files_is_one_finding_within_30_rows(tmp_path: Path) -> None:
    root = create_large_repo(tmp_path)
    sync_repository(root)
    assert run_docs(root, "check").stdout == "clean: 70 outputs, 65 regions, 65 fields\n"
    edit(root, "revi.yml", "{model: sonnet}", "{model: opus}")
    answer = run_docs(root, "check", COLUMNS="80")
    assert (answer.returncode, answer.stderr) == (1, "")
    assert sum(max(1, -(-len(line) // 80)) for line in answer.stdout.splitlines()) <= 30
    assert answer.stdout == EXPECTED_OUTPUT
    [problem] = check_repository(root)
    assert len(problem.places) == NUMBER
    sync_repository(root)
    assert check_repository(root) == ()


def test_fields_that_differ_among_themselves_are_a_finding_of_their_own(tmp_path: Path) -> None:
    root = create_large_repo(tmp_path)
    sync_repository(root)
    edit(root, "revi.yml", "{model: sonnet}", "{model: opus}")
    edit(root, "field/000.md", "sonnet", "haiku")
    assert [(finding.code, len(finding.places)) for finding in check_repository(root)] == [
        ("field-differs", 65),
        ("stale", 135),
    ]


def create_large_repo(root: Path) -> Path:
    """70 outputs, 65 pages with a region and 65 with a field, all of which show one value."""
    outputs = "".join(f'  "out/{number:03}.md": {{template: model.md.j2}}\n' for number in range(70))
    owns = 'owns:\n  "field/*.md": {model: groups.all.model}\n'
    line = "{{ models.opus.id }} {{ models.sonnet.id }}"
    write_sample(
        root,
        MANY + outputs + owns,
        {
            "model.md.j2": f"<!-- {{{{ marker }}}} -->\n{line}\n\nRuns on {{{{ groups.all.model }}}}.\n",
            "regions/model.md.j2": "Runs on {{ groups.all.model }}.\n",
        },
    )
    for number in range(65):
        write(root, f"field/{number:03}.md", "Text.\n")
        write(root, f"region/{number:03}.md", "<!-- revi:begin model -->\n<!-- revi:end -->\n")
    return root


EXPECTED_OUTPUT = """\
field/000.md:2:8: stale: 200 files are out of date: groups.all.model changed
  also: field/001.md:2:8
  also: field/002.md:2:8
  also: field/003.md:2:8
  also: field/004.md:2:8
  also: field/005.md:2:8
  also: 194 more places
  cause: revi.yml:4:16
  fix: run 'revi-docs sync'
    --- out/000.md (on disk)
    +++ out/000.md (expected)
    @@ -3,3 +3,3 @@

    -Runs on sonnet.
    +Runs on opus.


1 problem
"""

"""Templates of a repository that take blocks of shipped ones, or replace them."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from revi_docs.contract.default_outputs import DEFAULT_OUTPUTS
from revi_docs.contract.loader import load
from revi_docs.outputs import environment
from revi_docs.outputs.environment import TemplateLoader, shipped_templates
from revi_docs.outputs.output_plan import plan_outputs
from revi_docs.outputs.overrides import blocks, ineffective_parts, replaced_templates
from revi_docs.outputs.renderer import Renderer
from revi_docs.targets.platform import PLATFORMS
from tests.outputs.template_case import HEAD, STATUSES
from tests.support.sample_repo import render_problems, write
from tests.support.workspaces import open_workspace

AGENT = "claude/agent.md.j2"
CONTRACT = "revi: 1\ndefault_outputs: false\nagents:\n  helper: {description: Helps.}\n"
OUTPUTS = f'outputs:\n  "{{agent}}.md": {{template: {AGENT}, each: agents}}\n'


def rendered(root: Path) -> str:
    (output,) = open_workspace(root).rendered_outputs.files
    return output.content.decode()


def own_template(root: Path, text: str, name: str = AGENT) -> Path:
    write(root, "revi.yml", CONTRACT + OUTPUTS)
    write(root, f"templates/{name}", text)
    return root


def test_a_block_replaces_that_of_the_shipped_template(tmp_path: Path) -> None:
    shipped = rendered(own_template(tmp_path, '{% extends "shipped:claude/agent.md.j2" %}\n'))
    assert shipped.endswith("not guesses.\n")
    text = (
        '{% extends "shipped:claude/agent.md.j2" %}\n{% block report %}\n\nOf {{ agent.id | code }}.\n{% endblock %}\n'
    )
    head, _, _ = shipped.partition("\n## Report\n")
    assert rendered(own_template(tmp_path, text)) == f"{head}\nOf `helper`.\n"


def test_super_keeps_the_text_of_the_block(tmp_path: Path) -> None:
    shipped = rendered(own_template(tmp_path, '{% extends "shipped:claude/agent.md.j2" %}\n'))
    text = '{% extends "shipped:claude/agent.md.j2" %}\n{% block body %}\n{{ super() }}\nMine.\n{% endblock %}\n'
    assert rendered(own_template(tmp_path, text)) == f"{shipped}\nMine.\n"


DEFAULT_TEMPLATES = sorted({row.template for row in DEFAULT_OUTPUTS})


def test_every_default_template_has_a_body_that_a_block_can_repeat(root: Path, tmp_path: Path) -> None:
    text = (root / "revi.yml").read_text("utf-8").partition("\ndefault_outputs:")[0]
    namespaced = text.replace("\n  token-log:", "\n  revi:token-log:")
    assert namespaced != text
    write(tmp_path, "revi.yml", f"{namespaced}\ntargets: [{', '.join(PLATFORMS)}]\n")
    shipped = Renderer(tmp_path, load(tmp_path), {})
    tasks = {task.template: task for task in plan_outputs(load(tmp_path), {})[0]}
    for name in DEFAULT_TEMPLATES:
        text = f'{{% extends "shipped:{name}" %}}\n{{% block body %}}\n{{{{ super() -}}}}\n{{% endblock %}}\n'
        write(tmp_path, f"templates/{name}", text)
    extended = Renderer(tmp_path, load(tmp_path), {})
    for name in DEFAULT_TEMPLATES:
        assert "body" in blocks(extended, f"shipped:{name}")
        # With marks around the values of the contract, from which `check` finds causes.
        assert extended.render_with_marks(tasks[name]) == shipped.render_with_marks(
            replace(tasks[name], template=f"shipped:{name}")
        )


def test_only_a_template_that_does_not_use_the_shipped_one_replaces_it(tmp_path: Path) -> None:
    own_template(tmp_path, HEAD + "{{ agent.id }}\n")
    own_template(tmp_path, "{% include 'shipped:regions/count.md.j2' %}\n", "regions/count.md.j2")
    own_template(tmp_path, "{{ agents | length }}\n", "regions/agents.md.j2")
    own_template(tmp_path, "Mine.\n", "mine.md.j2")
    assert sorted(replaced_templates(open_workspace(tmp_path).rendered_outputs.renderer)) == [
        AGENT,
        "regions/agents.md.j2",
    ]


def test_the_checkout_of_revi_docs_has_no_overrides(root: Path) -> None:
    assert TemplateLoader(root).overrides() == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Mine.", [2]),
        ("{{ 1 }}", [2]),
        ("\n\nMine.", [4]),
        ("{% if agents %}\nIn a condition.{% endif %}", [3]),
        ("{% if agents %}{% for name in agents %}{{ name }}{% endfor %}{% else %}\nNone.{% endif %}\nMine.", [2, 3, 4]),
        ("{% filter upper %}Mine.{% endfilter %}{% with a = 1 %}\n{{ a }}{% endwith %}", [2, 3]),
        ("{% set a = 1 %}{# Mine. #}", []),
        ("{% set a %}Mine.{% endset %}{% macro m() %}Mine.{% endmacro %}", []),
        ("{% block body %}Mine.{% endblock %}\n", []),
        ("{% from 'parts/words.md.j2' import count %}\n", []),
    ],
)
def test_text_that_jinja_ignores_is_a_problem(tmp_path: Path, text: str, lines: list[int]) -> None:
    own_template(tmp_path, f'{{% extends "shipped:{AGENT}" %}}\n{text}')
    problems = list(ineffective_parts(open_workspace(tmp_path).rendered_outputs.renderer))
    assert [problem.code for problem in problems] == ["text-outside-blocks"] * bool(lines)
    assert [place.line for problem in problems for place in problem.places] == lines


UNKNOWN = f"""\
templates/{AGENT}:2:1: unknown-block: 'shipped:{AGENT}' has no block 'raport'
  fix: write 'report', or use one of its blocks: front_matter, marker, body, intro, files, agents, report
"""


def test_a_block_that_the_shipped_template_lacks(tmp_path: Path) -> None:
    own_template(tmp_path, f'{{% extends "shipped:{AGENT}" %}}\n{{% block raport %}}x{{% endblock %}}\n')
    workspace = open_workspace(tmp_path)
    assert render_problems(workspace.override_problems) == UNKNOWN
    assert workspace.override_problems[0] in workspace.lint()


def test_blocks_of_a_block_are_new_and_templates_of_templates_pass_theirs_on(tmp_path: Path) -> None:
    own_template(tmp_path, '{% extends "base.j2" %}{% block extra %}x{% endblock %}{% block body %}y{% endblock %}')
    base = (
        f'{{% extends "shipped:{AGENT}" %}}\n{{% block report %}}{{% block extra %}}{{% endblock %}}{{% endblock %}}\n'
    )
    own_template(tmp_path, base, "base.j2")
    assert list(ineffective_parts(open_workspace(tmp_path).rendered_outputs.renderer)) == []


CYCLE = f"""\
templates/{AGENT}:1:1: template-error: the templates include each other in a cycle
  fix: to use the shipped template of this name, write 'shipped:{AGENT}'
"""
NO_SHIPPED = """\
templates/claude/agent.md.j2:1:1: unknown-template: there is no template 'shipped:claude/agents.md.j2'
  fix: write 'shipped:claude/agent.md.j2', or correct the name; 'revi-docs template' lists all
"""


@pytest.mark.parametrize(("name", "expected"), [(AGENT, CYCLE), ("shipped:claude/agents.md.j2", NO_SHIPPED)])
def test_a_wrong_name_is_a_problem_with_the_right_one(tmp_path: Path, name: str, expected: str) -> None:
    own_template(tmp_path, f'{{% extends "{name}" %}}\n')
    assert render_problems(open_workspace(tmp_path).rendered_outputs.problems) == expected


@pytest.mark.parametrize(
    "name", ["shipped:../../revi.yml", "shipped:/etc/passwd", "shipped:shipped:AGENTS.md.j2", "shipped:"]
)
def test_the_prefix_leads_to_shipped_templates_only(tmp_path: Path, name: str) -> None:
    write(tmp_path, "revi.yml", STATUSES)
    assert open_workspace(tmp_path).rendered_outputs.renderer.loader.find(name) is None


def test_templates_that_extend_each_other_have_finite_blocks(tmp_path: Path) -> None:
    own_template(tmp_path, '{% extends "b.j2" %}', "a.j2")
    own_template(tmp_path, '{% extends "a.j2" %}{% block b %}{% endblock %}', "b.j2")
    assert blocks(open_workspace(tmp_path).rendered_outputs.renderer, "a.j2") == ["b"]


def test_the_example_of_the_page_works(root: Path, tmp_path: Path) -> None:
    page = (root / "docs_src/templates.md").read_text("utf-8")
    (example,) = re.findall(r"^```jinja\n(\{% extends .*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert rendered(own_template(tmp_path, example)).endswith("not guesses.\n\nAlso say what you would test next.\n")
    assert open_workspace(tmp_path).override_problems == ()


def test_the_page_lists_the_blocks(root: Path) -> None:
    page = (root / "docs_src/templates.md").read_text("utf-8")
    rows = re.findall(r"^\| `(.*?\.j2)` \| (.*`body` with .*) \|$", page, re.MULTILINE)
    renderer = Renderer(root, load(root), {})
    assert len(rows) == 3
    for name, cell in rows:
        assert sorted(re.findall(r"`(\w+)`", cell)) == sorted(blocks(renderer, f"shipped:{name}")), name


def test_the_digest_covers_what_the_shipped_template_extends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_template(tmp_path, HEAD + "{{ agent.id }}\n")
    shipped = shutil.copytree(shipped_templates(), tmp_path / "shipped")
    monkeypatch.setattr(environment, "shipped_templates", lambda: shipped)
    digests = []
    for change in ("", "More.\n"):
        base = shipped / "parts/agent_body.md.j2"
        base.write_text(base.read_text("utf-8") + change, encoding="utf-8")
        digests.append(replaced_templates(open_workspace(tmp_path).rendered_outputs.renderer)[AGENT])
    assert digests[0] != digests[1]

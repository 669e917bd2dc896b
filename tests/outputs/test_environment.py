"""Which files a template is read from."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import nodes

from revi_docs.outputs.sandbox import Sandbox
from tests.outputs.template_case import ALL, HEAD, STATUSES
from tests.support.sample_repo import render_problems, write, write_sample
from tests.support.workspaces import open_workspace

LINKED = """\
templates: linked-templates: the folder 'templates' is a symbolic link that points outside the repository
  fix: move the templates into the repository, or remove the link
"""


@pytest.mark.parametrize("target", ["../secret", "../nowhere", "templates", "/"])
def test_templates_outside_the_repository_are_not_read(tmp_path: Path, target: str) -> None:
    root = tmp_path / "root"
    write(tmp_path, "secret/id", "secret\n")
    write(tmp_path, "secret/a.j2", HEAD + "{% include 'id' %}\n")
    write_sample(root, STATUSES + 'outputs:\n  "a.md": {template: a.j2}\n', {})
    (root / "templates").symlink_to(target)
    outputs = open_workspace(root).rendered_outputs
    assert render_problems(outputs.problems) == LINKED
    assert outputs.files == ()
    assert outputs.renderer.loader.find("a.j2") is None
    assert outputs.renderer.loader.overrides() == []


def test_a_link_to_templates_in_the_repository_is_followed(tmp_path: Path) -> None:
    write_sample(tmp_path, STATUSES + 'outputs:\n  "a.md": {template: a.j2}\n', {})
    write(tmp_path, "real/a.j2", HEAD + ALL)
    (tmp_path / "templates").symlink_to("real")
    assert open_workspace(tmp_path).rendered_outputs.problems == ()


def test_a_project_template_replaces_the_shipped_one(tmp_path: Path, root: Path) -> None:
    name = "claude/agent.md.j2"
    assert (root / "templates" / name).is_file()
    outputs = f'outputs:\n  "{{agent}}.md": {{template: {name}, each: agents}}\n'
    write(
        tmp_path, "revi.yml", f"revi: 1\ndefault_outputs: false\nagents:\n  helper: {{description: Helps.}}\n{outputs}"
    )
    write(tmp_path, f"templates/{name}", HEAD + "{{ agent.id }} of our own\n")
    (rendered,) = open_workspace(tmp_path).rendered_outputs.files
    assert rendered.content.endswith(b"helper of our own\n")


def test_a_template_is_compiled_again_only_if_its_text_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_sample(tmp_path, STATUSES + 'outputs:\n  "a.md": {template: a.j2}\n', {})
    parsed: list[str] = []
    parse = Sandbox._parse

    def counted_parse(self: Sandbox, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed.append(str(name))
        return parse(self, source, name, filename)

    monkeypatch.setattr(Sandbox, "_parse", counted_parse)
    contents = []
    for text in ("First {{ 1 + 1 }}.\n", "First {{ 1 + 1 }}.\n", "Then {{ 1 + 2 }}.\n", "First {{ 1 + 1 }}.\n"):
        write(tmp_path, "templates/a.j2", HEAD + text)
        files = open_workspace(tmp_path).rendered_outputs.files
        (rendered,) = (file for file in files if file.path == "a.md")
        contents.append(rendered.content.splitlines()[-1])
    assert contents == [b"First 2.", b"First 2.", b"Then 3.", b"First 2."]
    assert parsed.count("a.j2") == 2


@pytest.mark.parametrize("text", ["{{ " + "[" * 2_000, "{{ 1" + " + 1" * 2_000 + " }}"], ids=["lists", "sums"])
def test_a_template_that_is_nested_too_deeply_is_a_finding_of_lint(tmp_path: Path, text: str) -> None:
    write_sample(tmp_path, STATUSES + 'outputs:\n  "a.md": {template: a.j2}\n', {"a.j2": HEAD + text})
    (problem,) = [problem for problem in open_workspace(tmp_path).lint() if problem.code.startswith("template")]
    assert problem.places[0].file == "templates/a.j2"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{% if a %}{% endif %}" * 2_501, id="conditions"),
        pytest.param("{{ 1 }}" * 5_001, id="values"),
        pytest.param("".join(f"{{% macro m{number}() %}}{{% endmacro %}}" for number in range(2_501)), id="macros"),
    ],
)
def test_a_template_has_a_limited_number_of_tags(tmp_path: Path, text: str) -> None:
    write_sample(tmp_path, STATUSES + 'outputs:\n  "a.md": {template: a.j2}\n', {"a.j2": HEAD + text})
    (problem,) = [problem for problem in open_workspace(tmp_path).lint() if problem.code.startswith("template")]
    assert (problem.places[0].file, problem.places[0].line) == ("templates/a.j2", 1)
    assert problem.message == "the template has more than 5,000 tags; move parts into templates that it includes"

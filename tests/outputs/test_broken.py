# ruff: noqa: E501 - what is said stands in one piece
"""What is said of outputs and templates that cannot be made, to the letter and with the template's line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from revi_docs.cli.workspace import Workspace
from revi_docs.outputs.codes import OUTPUT_CODES
from revi_docs.problems.problem import ReviError
from tests.drift.small import fill, told, write

HEAD = "<!-- {{ proof }} -->\n"
STATUSES = "revi: 1\nstatuses:\n  open: {meaning: Nobody has begun.}\n  closed: {terminal: true}\n"
ALL = "{% for name in statuses %}{{ name }}{% endfor %}\n"


@dataclass(frozen=True)
class Case:
    """A template `a.j2` for the output `a.md`, or other templates and other outputs, and what is said of them."""

    said: str
    template: str = ""
    outputs: str = '  "a.md": {template: a.j2}\n'
    others: Mapping[str, str | bytes] = field(default_factory=dict)
    contract: str = STATUSES

    @property
    def code(self) -> str:
        return self.said.split(": ")[1]


CORRECT_NAME = "  fix: correct the name, or ask first: {% if … is defined %}\n"
MEND_LINE = "  fix: mend the template's line\n"
MEND_VALUES = "  fix: print values in front matter, YAML or JSON with the filter 'quoted' or 'data'\n"
WRITE_PROOF = (
    "  fix: put {{ proof }} into a comment of the template, once, for instance <!-- {{ proof }} -->\n"
)
RELATIVE = (
    "  fix: write a path relative to the repository, with forward slashes and without '..'\n"
)  # fmt: skip
BECAUSE = "  because: revi.yml:6:3\n"


def path_case(entry: str, said: str, fix: str, each: str = "") -> Case:
    shown = entry.replace("\\\\", "\\").replace('\\"', '"')
    return Case(
        f"revi.yml:6:3: bad-output-path: the path '{shown}' {said}\n{fix}",
        template=HEAD + ALL,
        outputs=f'  "{entry}": {{template: a.j2{each}}}\n',
    )


CASES = {
    "a name that is not there": Case(
        f"templates/a.j2:3:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}",
        template=f"{HEAD}\n{{{{ nowhere }}}}\n",
    ),
    "a key that an item does not have": Case(
        f"templates/a.j2:2:1: undefined-name: statuses.open has no 'meening', or did you mean 'meaning'?\n{CORRECT_NAME}",
        template=HEAD + "{{ statuses.open.meening }}\n",
    ),
    "an item that is not there": Case(
        "templates/a.j2:2:1: undefined-name: statuses has no 'opened', or did you mean 'open'?\n"
        + CORRECT_NAME,
        template=HEAD + "{{ statuses['opened'].meaning }}\n",
    ),
    "a name in a part": Case(
        f"templates/parts/b.j2:2:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}",
        template=HEAD + "{% include 'parts/b.j2' %}\n",
        others={"parts/b.j2": "one\n{{ nowhere }}\n"},
    ),
    "a name in a macro": Case(
        f"templates/parts/b.j2:3:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}",
        template=HEAD + "{% from 'parts/b.j2' import row %}\n{{ row('x') }}\n",
        others={"parts/b.j2": "{% macro row(name) %}\n{{ name }}\n{{ nowhere }}\n{% endmacro %}\n"},
    ),
    "a name in a loop": Case(
        f"templates/a.j2:4:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}",
        template=HEAD + "{% for name in statuses %}\n{{ name }}\n{{ nowhere }}\n{% endfor %}\n",
    ),
    "a name in a template that is extended": Case(
        f"templates/frame.j2:2:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}",
        template="{% extends 'frame.j2' %}{% block inside %}x{% endblock %}\n",
        others={"frame.j2": HEAD + "{{ nowhere }}{% block inside %}{% endblock %}\n"},
    ),
    "a name that only a condition reads": Case(
        f"templates/a.j2:2:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}",
        template=HEAD + "{% if nowhere %}x{% endif %}\n",
    ),
    "a tag that never ends": Case(
        "templates/a.j2:2:1: template-syntax: Unexpected end of template. Jinja was looking for the following "
        "tags: 'endfor' or 'else'. The innermost block that needs to be closed is 'for'.\n" + MEND_LINE,
        template=HEAD + "{% for name in statuses %}\n",
    ),
    "a filter that is not there": Case(
        f"templates/a.j2:2:1: template-syntax: No filter named 'cod'.\n{MEND_LINE}",
        template=HEAD + "{{ 'x' | cod }}\n",
    ),
    "a mistake in a part": Case(
        "templates/parts/b.j2:2:1: template-syntax: unexpected '}'\n" + MEND_LINE,
        template=HEAD + "{% include 'parts/b.j2' %}\n",
        others={"parts/b.j2": "one\n{{ x }\n"},
    ),
    "a template that is not there": Case(
        "revi.yml:6:22: unknown-template: there is no template 'b.j2'\n"
        "  fix: create templates/b.j2, or correct the name\n",
        template=HEAD,
        outputs='  "a.md": {template: b.j2}\n',
    ),
    "a part that is not there": Case(
        "templates/a.j2:3:1: unknown-template: there is no template 'parts/b.j2'\n"
        "  fix: create templates/parts/b.j2, or correct the name\n",
        template=HEAD + "\n{% include 'parts/b.j2' %}\n",
    ),
    "a part of a part that is not there": Case(
        "templates/parts/b.j2:2:1: unknown-template: there is no template 'c.j2'\n"
        "  fix: create templates/c.j2, or correct the name\n",
        template=HEAD + "{% include 'parts/b.j2' %}\n",
        others={"parts/b.j2": "\n{% include 'c.j2' %}\n"},
    ),
    "a part outside the folder": Case(
        "templates/a.j2:2:1: unknown-template: there is no template '../revi.yml'\n"
        "  fix: name a file below templates/\n",
        template=HEAD + "{% include '../revi.yml' %}\n",
    ),
    "a part of the system": Case(
        "templates/a.j2:2:1: unknown-template: there is no template '/etc/passwd'\n"
        "  fix: name a file below templates/\n",
        template=HEAD + "{% include '/etc/passwd' %}\n",
    ),
    "a template outside the folder": Case(
        "revi.yml:6:22: unknown-template: there is no template '../revi.yml'\n"
        "  fix: name a file below templates/\n",
        template=HEAD,
        outputs='  "a.md": {template: ../revi.yml}\n',
    ),
    "a path upwards": path_case("../a.md", "does not lead to a file in this repository", RELATIVE),
    "a path upwards on the way": path_case(
        "a/../../b.md", "does not lead to a file in this repository", RELATIVE
    ),
    "a path from the root": path_case("/a.md", "does not lead to a file in this repository", RELATIVE),
    "a path of another system": path_case(
        "a\\\\b.md", "does not lead to a file in this repository", RELATIVE
    ),
    "a path with a drive": path_case("C:/a.md", "does not lead to a file in this repository", RELATIVE),
    "a path with a sign": path_case("a?.md", "does not lead to a file in this repository", RELATIVE),
    "a path to a folder": path_case("a/", "does not lead to a file in this repository", RELATIVE),
    "a path that ends in a space": path_case(
        "a /b.md", "has a name that not every system can store", "  fix: remove the space or dot at its end\n"
    ),
    "a path that ends in a dot": path_case(
        "b.", "has a name that not every system can store", "  fix: remove the space or dot at its end\n"
    ),
    "a path over the contract": path_case(
        "revi.yml",
        "belongs to the sources, not to the outputs",
        "  fix: choose a path outside revi.yml, templates/, .revi/ and .git/\n",
    ),
    "a path over a template": path_case(
        "templates/a.j2",
        "belongs to the sources, not to the outputs",
        "  fix: choose a path outside revi.yml, templates/, .revi/ and .git/\n",
    ),
    "a path over the contract on a disk that takes capitals for small letters": path_case(
        "Revi.yml",
        "belongs to the sources, not to the outputs",
        "  fix: choose a path outside revi.yml, templates/, .revi/ and .git/\n",
    ),
    "a path into git": path_case(
        ".git/hooks/pre-commit",
        "belongs to the sources, not to the outputs",
        "  fix: choose a path outside revi.yml, templates/, .revi/ and .git/\n",
    ),
    "a placeholder without items": path_case(
        "{status}.md",
        "has the placeholder '{status}', which stands for nothing",
        "  fix: remove it, or add 'each'\n",
    ),
    "another placeholder": path_case(
        "{statuses}.md",
        "has the placeholder '{statuses}', which stands for nothing",
        "  fix: use '{status}', or did you mean 'status'?\n",
        each=", each: statuses",
    ),
    "no placeholder": path_case(
        "a.md",
        "is the same for each of statuses",
        "  fix: put '{status}' into the path\n",
        each=", each: statuses",
    ),
    "one path twice": Case(
        "revi.yml:7:3: doubled-output: 'open.md' is made twice: by '{status}.md' and by 'open.md'\n"
        "  also: revi.yml:6:3\n  fix: give one of the two another path\n",
        template=HEAD + ALL,
        outputs='  "{status}.md": {template: a.j2, each: statuses}\n  "open.md": {template: a.j2}\n',
    ),
    "one path twice but for capitals": Case(
        "revi.yml:7:3: doubled-output: 'A.md' is made twice: by 'a.md' and by 'A.md'\n"
        "  also: revi.yml:6:3\n  fix: give one of the two another path\n",
        template=HEAD + ALL,
        outputs='  "a.md": {template: a.j2}\n  "A.md": {template: a.j2}\n',
    ),
    "two ways to write one letter": Case(
        "revi.yml:7:3: doubled-output: 'u\u0308.md' is made twice: by '\u00fc.md' and by 'u\u0308.md'\n"
        "  also: revi.yml:6:3\n  fix: give one of the two another path\n",
        template=HEAD + ALL,
        outputs='  "\u00fc.md": {template: a.j2}\n  "u\u0308.md": {template: a.j2}\n',
    ),
    "a path below another": Case(
        "revi.yml:7:3: doubled-output: 'a.md/b.md' is to stand below 'a.md', which is a file\n"
        "  also: revi.yml:6:3\n  fix: give one of the two another path\n",
        template=HEAD + ALL,
        outputs='  "a.md": {template: a.j2}\n  "a.md/b.md": {template: a.j2}\n',
    ),
    "nothing comes out": Case(
        f"templates/a.j2:1:1: empty-render: 'a.md' comes out empty\n{BECAUSE}"
        "  fix: write something in the template, or remove the output from revi.yml\n",
        template="{% if false %}\nx\n{% endif %}\n\n",
    ),
    "no proof": Case(
        f"templates/a.j2:1:1: no-proof: 'a.md' does not hold its proof of ownership\n{BECAUSE}{WRITE_PROOF}",
        template="# A\n",
    ),
    "two proofs": Case(
        f"templates/a.j2:1:1: no-proof: 'a.md' holds its proof of ownership 2 times\n{BECAUSE}{WRITE_PROOF}",
        template=HEAD + HEAD,
    ),
    "front matter that is not YAML": Case(
        "templates/a.j2:1:1: invalid-output: 'a.md' has front matter that is not YAML: mapping values are not "
        f"allowed in this context on line 3\n{BECAUSE}{MEND_VALUES}",
        template="---\na: 1\nb: c: d\n---\n" + HEAD,
    ),
    "front matter that never ends": Case(
        f"templates/a.j2:1:1: invalid-output: 'a.md' has front matter without a field, or without its closing line\n{BECAUSE}{MEND_VALUES}",
        template="---\na: {{ proof | quoted }}\n",
    ),
    "a meaning that breaks front matter": Case(
        "templates/a.j2:1:1: invalid-output: 'a.md' has front matter that is not YAML: mapping values are not "
        f"allowed in this context on line 2\n{BECAUSE}{MEND_VALUES}",
        template="---\nabout: {{ statuses.open.meaning }}\n---\n" + HEAD,
        contract=STATUSES.replace("Nobody has begun.", '"Open: nobody has begun."'),
    ),
    "front matter with a date that is none": Case(
        "templates/a.j2:1:1: invalid-output: 'a.md' has front matter that is not YAML: day is out of range for month\n"
        f"{BECAUSE}{MEND_VALUES}",
        template="---\nfrom: 2024-02-31\n---\n" + HEAD,
    ),
    "JSON that is none": Case(
        "templates/a.j2:1:1: invalid-output: 'a.json' is not JSON: Expecting property name enclosed in double "
        f"quotes on line 3\n{BECAUSE}{MEND_VALUES}",
        template='{\n"_revi": {{ proof | quoted }},\n}\n',
        outputs='  "a.json": {template: a.j2}\n',
    ),
    "YAML that is none": Case(
        "templates/a.j2:1:1: invalid-output: 'a.yml' is not YAML: mapping values are not allowed in this context "
        f"on line 2\n{BECAUSE}{MEND_VALUES}",
        template="# {{ proof }}\na: b: c\n",
        outputs='  "a.yml": {template: a.j2}\n',
    ),
    "a division by zero": Case(
        f"templates/a.j2:2:1: template-error: division by zero\n{MEND_LINE}", template=HEAD + "{{ 1 / 0 }}\n"
    ),
    "two things that cannot be added": Case(
        "templates/a.j2:2:1: template-error: unsupported operand type(s) for +: 'int' and 'str'\n"
        + MEND_LINE,
        template=HEAD + "{{ 1 + 'x' }}\n",
    ),
    "a template that includes itself": Case(
        "templates/a.j2:2:1: template-error: the templates include each other without end\n" + MEND_LINE,
        template=HEAD + "{% include 'a.j2' %}\n",
    ),
    "a loop without end": Case(
        "templates/a.j2:2:1: template-error: Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000).\n"
        + MEND_LINE,
        template=HEAD + "{% for number in range(10 ** 9) %}x{% endfor %}\n",
    ),
    "a look behind the scenes": Case(
        "templates/a.j2:2:1: template-error: access to attribute '__class__' of 'str' object is unsafe.\n"
        + MEND_LINE,
        template=HEAD + "{{ ''.__class__ }}\n",
    ),
    "a look behind the contract": Case(
        "templates/a.j2:2:1: template-error: access to attribute '_value' of 'Item' object is unsafe.\n"
        + MEND_LINE,
        template=HEAD + "{{ statuses.open._value }}\n",
    ),
    "a template that is not UTF-8": Case(
        "templates/a.j2:1:1: template-error: the template is not UTF-8\n"
        "  fix: save it as UTF-8, in a file that may be read\n",
        others={"a.j2": b"<!-- {{ proof }} -->\ncaf\xe9\n"},
    ),
    "a part that is not UTF-8": Case(
        "templates/parts/b.j2:1:1: template-error: the template is not UTF-8\n"
        "  fix: save it as UTF-8, in a file that may be read\n",
        template=HEAD + "{% include 'parts/b.j2' %}\n",
        others={"parts/b.j2": b"\xff\xfe"},
    ),
    "an item that nobody shows": Case(
        "revi.yml:4:3: unshown-item: no output shows statuses.closed\n"
        "  fix: show it in a template, or remove it from the contract\n",
        template=HEAD + "{{ statuses.open.meaning }}\n",
    ),
    "a template that nobody uses": Case(
        "templates/parts/old.j2: unused-template: no output uses the template 'parts/old.j2'\n"
        "  fix: name it in outputs, include it somewhere, or remove it\n",
        template=HEAD + ALL,
        others={"parts/old.j2": "x\n"},
    ),
}


def repository(root: Path, case: Case) -> Path:
    fill(root, f"{case.contract}outputs:\n{case.outputs}", {})
    for name, content in {"a.j2": case.template, **case.others}.items():
        write(root, f"templates/{name}", content)
    return root


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_what_is_said(tmp_path: Path, case: Case) -> None:
    assert told(Workspace(repository(tmp_path, case)).production.problems) == case.said


def test_every_code_has_a_case() -> None:
    assert {case.code for case in CASES.values()} == OUTPUT_CODES.keys()


@pytest.mark.parametrize("code", OUTPUT_CODES)
def test_every_code_is_explained(code: str) -> None:
    text = OUTPUT_CODES[code]
    first, why, shown, example, mend = text.split("\n\n")
    assert not first.startswith(" ")
    assert first.endswith(".")
    assert why.startswith("Why: ")
    assert shown == "Example:"
    assert all(line.startswith("    ") for line in example.splitlines())
    assert mend.startswith("Mend: ")
    assert mend.endswith(".\n")


def test_one_broken_template_is_one_problem_however_many_outputs_it_makes(tmp_path: Path) -> None:
    case = Case(
        f"templates/a.j2:2:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}",
        template=HEAD + "{{ nowhere }}\n",
        outputs='  "{status}.md": {template: a.j2, each: statuses}\n',
    )
    assert told(Workspace(repository(tmp_path, case)).production.problems) == case.said


def test_a_broken_template_does_not_hide_the_next(tmp_path: Path) -> None:
    case = Case(
        "revi.yml:8:3: bad-output-path: the path '../c.md' does not lead to a file in this repository\n"
        f"{RELATIVE}"
        f"templates/a.j2:2:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}"
        f"templates/b.j2:1:1: no-proof: 'b.md' does not hold its proof of ownership\n"
        f"  because: revi.yml:7:3\n{WRITE_PROOF}",
        template=HEAD + "{{ nowhere }}\n",
        others={"b.j2": "# B\n"},
        outputs='  "a.md": {template: a.j2}\n  "b.md": {template: b.j2}\n  "../c.md": {template: b.j2}\n',
    )
    assert told(Workspace(repository(tmp_path, case)).production.problems) == case.said


def test_a_broken_contract_is_told_before_any_template(tmp_path: Path) -> None:
    case = Case("", template="{{ nowhere }}", contract=STATUSES + "nonsense: 1\n")
    with pytest.raises(ReviError) as caught:
        _ = Workspace(repository(tmp_path, case)).production
    assert [problem.code for problem in caught.value.problems] == ["unknown-key"]


def test_a_part_that_may_be_absent_is_no_problem(tmp_path: Path) -> None:
    case = Case("", template=HEAD + ALL + "{% include 'parts/maybe.j2' ignore missing %}\n")
    assert Workspace(repository(tmp_path, case)).production.problems == ()


def test_names_may_be_asked_for(tmp_path: Path) -> None:
    case = Case("", template=HEAD + ALL + "{{ nowhere is defined }} {{ nowhere | default('y') }}\n")
    (rendered,) = Workspace(repository(tmp_path, case)).production.rendered
    assert rendered.content.endswith(b"openclosedFalse y\n")


def test_an_own_template_takes_the_place_of_the_shipped_one(tmp_path: Path, root: Path) -> None:
    name = "claude/agent.md.j2"
    assert (root / "templates" / name).is_file()
    outputs = f'outputs:\n  "{{agent}}.md": {{template: {name}, each: agents}}\n'
    write(tmp_path, "revi.yml", f"revi: 1\nagents:\n  helper: {{meaning: Helps.}}\n{outputs}")
    write(tmp_path, f"templates/{name}", HEAD + "{{ agent.id }} of our own\n")
    (rendered,) = Workspace(tmp_path).production.rendered
    assert rendered.content.endswith(b"helper of our own\n")


def test_what_is_wrong_with_a_shipped_template_does_not_name_a_file_of_the_repository(tmp_path: Path) -> None:
    write(tmp_path, "revi.yml", 'revi: 1\noutputs:\n  "a.md": {template: claude/agent.md.j2}\n')
    (problem,) = Workspace(tmp_path).production.problems
    assert problem.code == "undefined-name"
    assert problem.where is not None
    assert problem.where.file.startswith("<revi-docs>/templates/claude/")

"""`revi-docs upgrade`: the contract and its parents in the form of this version."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.app.setup.upgrade import with_required_version
from revi_docs.problems.version import RELEASE, VERSION
from tests.support.sample_repo import run_docs, write

OLD = """\
revi: 1
required_version: "0.0"   # of the team
# The statuses.
statuses:
  open: {meaning: Not started.}
  done: {meaning: Finished., terminal: true}
default_outputs: false
outputs: {a.md: {template: a.md.j2}}
"""
TEMPLATE = "<!-- {{ marker }} -->\n{% for status in statuses.values() %}\n- {{ status.description }}\n{% endfor %}\n"
OUTDATED = f"""\
revi.yml:2:19: outdated: the contract requires revi-docs 0.0, and {VERSION} is running
  fix: run 'revi-docs upgrade', or 'pip install "revi-docs==0.0.*"'

1 problem
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    write(tmp_path, "revi.yml", OLD)
    write(tmp_path, "templates/a.md.j2", TEMPLATE)
    return tmp_path


def test_renamed_keys_under_another_version_are_the_one_finding_outdated(repository: Path) -> None:
    for command in ("lint", "check", "sync"):
        result = run_docs(repository, command)
        assert result.stdout == OUTDATED
        assert result.returncode == 1


def test_renamed_keys_are_rewritten(repository: Path) -> None:
    result = run_docs(repository, "upgrade", "--dry-run")
    assert result.stdout == (
        f"would rewrite 2 renamed keys in revi.yml\nwould write 1 file in .\nwould upgrade from 0.0 to {RELEASE}\n"
    )
    assert (repository / "revi.yml").read_text("utf-8") == OLD
    result = run_docs(repository, "upgrade")
    assert (result.returncode, result.stdout) == (
        0,
        f"rewrote 2 renamed keys in revi.yml\nwrote 1 file in .\nupgraded from 0.0 to {RELEASE}\n",
    )
    expected = OLD.replace('"0.0"', f'"{RELEASE}"').replace("meaning", "description")
    assert (repository / "revi.yml").read_text("utf-8") == expected
    assert (repository / "a.md").read_text("utf-8") == "<!-- revi:generated -->\n- Not started.\n- Finished.\n"
    for command in ("lint", "check", "upgrade"):
        assert run_docs(repository, command).returncode == 0


def test_the_files_that_the_contract_extends_are_rewritten_too(repository: Path) -> None:
    parent = "revi: 1\nstatuses:\n  open: {meaning: Not started.}  # parent\n"
    write(repository, "shared/base.yml", parent)
    child = "revi: 1\r\nextends: shared/base.yml\r\nstatuses: {done: {meaning: Über, terminal: true}}\r\n"
    rest = "default_outputs: false\r\noutputs: {a.md: {template: a.md.j2}}"
    write(repository, "revi.yml", child + rest)
    result = run_docs(repository, "upgrade")
    assert result.stdout.startswith("rewrote 1 renamed key in revi.yml\nrewrote 1 renamed key in shared/base.yml\n")
    assert (repository / "shared/base.yml").read_text("utf-8") == parent.replace("meaning", "description")
    expected = (child + rest).replace("meaning", "description")
    expected = expected.replace("revi: 1\r\n", f'revi: 1\r\nrequired_version: "{RELEASE}"\r\n')
    assert (repository / "revi.yml").read_bytes().decode() == expected
    assert run_docs(repository, "check").returncode == 0


def test_what_a_person_must_decide_is_reported_and_nothing_is_written(repository: Path) -> None:
    text = OLD.replace("{meaning: Not started.}", "{meaning: Not started., description: Waits.}")
    write(repository, "revi.yml", text)
    result = run_docs(repository, "upgrade")
    assert result.returncode == 3
    assert "renamed-key: 'meaning' is now 'description'\n  fix: write 'description'\n" in result.stdout
    assert (repository / "revi.yml").read_text("utf-8") == text
    assert not (repository / "a.md").exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("revi: 1", 'revi: 1\nrequired_version: "R"'),
        ("revi: 1  # format\nstatuses: [a]\n", 'revi: 1  # format\nrequired_version: "R"\nstatuses: [a]\n'),
        ("# Top.\nstatuses: [a]\nrevi: 1\r\n", '# Top.\nstatuses: [a]\nrevi: 1\r\nrequired_version: "R"\r\n'),
        ("{revi: 1, statuses: [a]}\n", '{revi: 1, required_version: "R", statuses: [a]}\n'),
        ('{"revi": 1}', '{"revi": 1, "required_version": "R"}'),
        ("extends: revi/1\n", 'extends: revi/1\nrequired_version: "R"\n'),
        ("project:\n  name: x\n", 'project:\n  name: x\nrequired_version: "R"\n'),
        ("revi: 1\nrequired_version: '0.0' # x\n", "revi: 1\nrequired_version: 'R' # x\n"),
        ('revi: 1\nx-a: "\u2028\x85"\nrequired_version: 0.0\n', 'revi: 1\nx-a: "\u2028\x85"\nrequired_version: "R"\n'),
        ("revi: 1\nproject: {name: required_version}\n", None),
        ('revi: 1\nrequired_version: "R"\n', 'revi: 1\nrequired_version: "R"\n'),
    ],
)
def test_only_the_required_version_changes(text: str, expected: str | None) -> None:
    expected = expected or text.replace("1\n", '1\nrequired_version: "R"\n')
    assert with_required_version(text.replace("R", RELEASE)) == expected.replace("R", RELEASE)

"""Two wheels, N and N+1 with a changed template: what CI reports before and after `upgrade`."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from revi_docs.problems.version import RELEASE, VERSION
from tests.support import fork_server
from tests.support.fork_server import as_text
from tests.support.sample_repo import clean_environment
from tests.support.unpacked_wheel import unpacked_wheel

NEXT = "9.9"
CONTRACT = f"""\
# Ours.
revi: 1   # the format
required_version: "{RELEASE}"  # changed by upgrade
statuses: [open, done]
"""


@pytest.fixture(scope="module")
def versions(root: Path, current_wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The unpacked wheels of this version and of one with another template: release → folder."""
    folder = tmp_path_factory.mktemp("versions")
    source = folder / "source"
    for name in ("revi_docs", "templates", "packaging", "docs_src"):
        shutil.copytree(root / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    version_file, template = source / "revi_docs/problems/version.py", source / "templates/claude/docs/statuses.md.j2"
    version_file.write_text(version_file.read_text().replace(VERSION, f"{NEXT}.0"))
    template.write_text(template.read_text() + "\nA new line.\n")
    template = source / "templates/reference/index.md.j2"
    template.write_text(template.read_text().replace("block body", "block content"))
    return {RELEASE: current_wheel, NEXT: unpacked_wheel(folder / "next", source)}


def run(package: Path, root: Path, *words: str) -> tuple[int, str]:
    env = {**clean_environment(), "XDG_CACHE_HOME": str(root.parent / "cache")}
    result = as_text(fork_server.run("revi-docs", words, root, env, package=package))
    assert result.stderr == ""
    return result.returncode, result.stdout


@pytest.fixture
def repository(tmp_path: Path, versions: dict[str, Path]) -> Path:
    """A repository in which this version wrote the outputs."""
    root = tmp_path / "repository"
    root.mkdir()
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    (root / "revi.yml").write_text(CONTRACT)
    assert run(versions[RELEASE], root, "sync")[0] == 0
    return root


OUTDATED = f"""\
revi.yml:3:19: outdated: the contract requires revi-docs {RELEASE}, and {NEXT}.0 is running
  fix: run 'revi-docs upgrade', or 'pip install "revi-docs-light=={RELEASE}.*"'

1 problem
"""


def test_a_job_with_the_required_version_is_clean(repository: Path, versions: dict[str, Path]) -> None:
    assert run(versions[RELEASE], repository, "check")[0] == 0


@pytest.mark.parametrize("command", ["check", "lint", "sync"])
def test_a_job_with_the_newest_version_has_one_finding(
    repository: Path, versions: dict[str, Path], command: str
) -> None:
    before = (repository / ".claude/docs/statuses.md").read_bytes()
    assert run(versions[NEXT], repository, command) == (1, OUTDATED)
    assert (repository / ".claude/docs/statuses.md").read_bytes() == before


def test_manual_edits_are_reported_beside_it(repository: Path, versions: dict[str, Path]) -> None:
    file = repository / "docs_src/reference/index.md"
    file.write_text(file.read_text() + "Mine.\n")
    code, text = run(versions[NEXT], repository, "check")
    assert code == 1
    assert [line.split(": ")[1] for line in text.splitlines() if line[:1] not in ("", " ", "2")] == [
        "tampered",
        "outdated",
    ]


def test_upgrade(repository: Path, versions: dict[str, Path]) -> None:
    planned = run(versions[NEXT], repository, "upgrade", "--dry-run")
    assert planned == (0, f"would write 1 file in .claude/docs\nwould upgrade from {RELEASE} to {NEXT}\n")
    assert run(versions[NEXT], repository, "check") == (1, OUTDATED)
    assert run(versions[NEXT], repository, "upgrade") == (
        0,
        f"wrote 1 file in .claude/docs\nupgraded from {RELEASE} to {NEXT}\n",
    )
    assert (repository / "revi.yml").read_text() == CONTRACT.replace(f'"{RELEASE}"', f'"{NEXT}"')
    assert "A new line." in (repository / ".claude/docs/statuses.md").read_text()
    assert run(versions[NEXT], repository, "check")[0] == 0
    code, text = run(versions[RELEASE], repository, "check")
    assert (code, text.splitlines()[1]) == (1, f"""  fix: run 'pip install "revi-docs-light=={NEXT}.*"\'""")


def test_without_a_required_version_the_template_is_the_cause(repository: Path, versions: dict[str, Path]) -> None:
    (repository / "revi.yml").write_text("revi: 1\r\nstatuses: [open, done]\r\n", newline="")
    assert run(versions[RELEASE], repository, "check")[0] == 0
    code, text = run(versions[NEXT], repository, "check")
    assert (code, text.count("templates/claude/docs/statuses.md.j2")) == (1, 1)
    assert run(versions[NEXT], repository, "upgrade")[1].endswith(f"upgraded to {NEXT}\n")
    contract = f'revi: 1\r\nrequired_version: "{NEXT}"\r\nstatuses: [open, done]\r\n'
    assert (repository / "revi.yml").read_bytes() == contract.encode()


STATUSES = "claude/docs/statuses.md.j2"


def override(root: Path, package: Path, name: str, text: str) -> None:
    """Write a template of the repository, and the outputs with it."""
    file = root / "templates" / name
    file.parent.mkdir(parents=True)
    file.write_text(text)
    assert run(package, root, "sync")[0] == 0


def test_an_overridden_block_follows_the_shipped_template(repository: Path, versions: dict[str, Path]) -> None:
    text = f'{{% extends "shipped:{STATUSES}" %}}\n{{% block body %}}\n{{{{ super() -}}}}\nMine.\n{{% endblock %}}\n'
    override(repository, versions[RELEASE], STATUSES, text)
    assert run(versions[NEXT], repository, "upgrade")[0] == 0
    output = (repository / ".claude/docs/statuses.md").read_text()
    assert output.endswith("Mine.\n\n<!-- revi:generated -->\n\nA new line.\n")
    assert run(versions[NEXT], repository, "check")[0] == 0


OUTDATED_OVERRIDE = f"""\
templates/{STATUSES}:1:1: outdated-override: is based on the shipped template of \
revi-docs {RELEASE}, and {NEXT}.0 ships another one
  fix: take over what you need from 'revi-docs template {STATUSES}', then run 'revi-docs template {STATUSES} --accept'

1 problem
"""


def test_a_copy_of_a_template_that_changed_is_a_finding_until_it_is_accepted(
    repository: Path, versions: dict[str, Path]
) -> None:
    override(repository, versions[RELEASE], STATUSES, "{{ statuses | items }}\n\n<!-- {{ marker }} -->\n")
    assert run(versions[NEXT], repository, "check") == (1, OUTDATED)
    for command in ("upgrade", "check", "lint"):
        assert run(versions[NEXT], repository, command) == (1, OUTDATED_OVERRIDE)
    assert run(versions[NEXT], repository, "template", STATUSES)[1].endswith("\nA new line.\n")
    assert run(versions[NEXT], repository, "template", STATUSES, "--accept")[0] == 0
    assert run(versions[NEXT], repository, "check")[0] == 0


def test_a_copy_of_a_template_that_did_not_change_is_no_finding(repository: Path, versions: dict[str, Path]) -> None:
    override(repository, versions[RELEASE], "reference/statuses/index.md.j2", "Mine.\n\n<!-- {{ marker }} -->\n")
    assert run(versions[NEXT], repository, "upgrade")[0] == 0


def test_a_block_that_the_new_version_lacks_is_a_finding(repository: Path, versions: dict[str, Path]) -> None:
    name = "reference/index.md.j2"
    text = f'{{% extends "shipped:{name}" %}}\n{{% block body %}}\nMine.\n{{% endblock %}}\n'
    override(repository, versions[RELEASE], name, text)
    code, output = run(versions[NEXT], repository, "upgrade")
    assert code == 1
    assert output.count(f"templates/{name}:2:1: unknown-block: 'shipped:{name}' has no block 'body'\n") == 1

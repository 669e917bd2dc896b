"""The workflows that `init` offers, and the files of each that a person owns."""

from __future__ import annotations

from pathlib import Path

from revi_docs.contract.loader import CONTRACT_FILE
from revi_docs.outputs import escape
from revi_docs.problems.version import RELEASE
from revi_docs.site.mkdocs import CONFIG_FILE, find_config_file
from revi_docs.site.mkdocs.config_requirements import DEFAULT_PAGES_FOLDER, pages_folder

_STARTER_FOLDER = Path(__file__).parent / "starter"

WORKFLOWS = {
    "minimal": "five statuses and two commands",
    "review": "code review and QA for a small team, with three commands and four agents",
    "revi": "the whole REVI workflow with plan, elaboration, development, review, QA and ship gate",
}
"""Name of a workflow → what it is."""

FIRST_STEP = "revi story new WORK-001 --title 'My first story'"
"""The command to run after `init` in a repository with a new contract."""


_HOME_PAGE = f"{DEFAULT_PAGES_FOLDER}/index.md"


def starter_files(root: Path, workflow: str, name: str = "") -> dict[str, bytes]:
    """Return the files of a new repository that a person owns: path → content.

    The workflow has the name of the folder, unless `name` says another one. Raises ReviError if the configuration of an
    existing site cannot be read.
    """
    config_file = find_config_file(root)
    names = {CONTRACT_FILE: f"{workflow}.yml", config_file: CONFIG_FILE, _HOME_PAGE: "index.md"}
    pages = pages_folder(root) if (root / config_file).exists() else DEFAULT_PAGES_FOLDER
    if pages != DEFAULT_PAGES_FOLDER and (root / pages / "index.md").exists():
        # The site has a home page in another folder, from which it moves to the path of ours.
        del names[_HOME_PAGE]
    values = {"{name}": escape.quoted(name or folder_name(root)), "{version}": RELEASE}
    files = {path: _filled(name, values) for path, name in names.items()}
    return files | starter_templates(workflow)


def starter_templates(workflow: str) -> dict[str, bytes]:
    """Return the methods of the agents and the steps of the commands of a workflow that are not shipped as templates.

    They belong to the repository, which changes them with its way of working: path of the template → content.
    """
    folder = _STARTER_FOLDER / workflow
    files = sorted(folder.glob("*/*.md.j2"))
    return {f"templates/claude/{file.relative_to(folder).as_posix()}": file.read_bytes() for file in files}


def _filled(name: str, values: dict[str, str]) -> bytes:
    text = (_STARTER_FOLDER / name).read_text(encoding="utf-8")
    for placeholder, value in values.items():
        text = text.replace(placeholder, value)
    return text.encode()


def folder_name(root: Path) -> str:
    """Return the folder's name; bytes that are not UTF-8 are replaced."""
    return root.name.encode("utf-8", "replace").decode() or "Workflow"

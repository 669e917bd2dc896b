"""The files for CI and pre-commit that `init` writes on request, at the root of the git repository."""

from __future__ import annotations

import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from revi_docs.files.git_folders import folder_in_repository
from revi_docs.files.read_file import list_names
from revi_docs.problems.version import RELEASE

_FOLDER = Path(__file__).parent / "starter"

_WORKFLOWS = ".github/workflows"

_YAML_ENDS_TEXT = re.compile(r": | #|\n|\$\{\{")
"""What cannot be written in the middle of a YAML text without quotes, or means something to GitHub."""


@dataclass(frozen=True, slots=True)
class OptionalFile:
    """A file, its starter, and what to add to an existing file instead."""

    path: str
    starter: str
    advice: str


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A file in a repository: `root` is the root of git, to which `path` is relative, `content` what is written.

    `name` is the path relative to the contract. `content` is None if the file cannot name the folder of the contract.
    """

    root: Path
    path: str
    name: str
    content: bytes | None
    advice: str


def placed_file(file: OptionalFile, contract_root: Path) -> PlacedFile:
    """Return where a file belongs, and what it contains, for a contract in this folder."""
    root, folder = folder_in_repository(str(contract_root))
    program = f"revi-docs -C {shlex.quote(folder)}" if folder else "revi-docs"
    text = (_FOLDER / file.starter).read_text(encoding="utf-8")
    # pre-commit names all files of a commit, and the check rejects those outside the folder of the contract.
    files = f"\n        files: ^{re.escape(folder)}/" if folder else ""
    text = text.replace("{version}", RELEASE).replace("{program}", program).replace("{files}", files)
    content = None if _YAML_ENDS_TEXT.search(program) else text.encode()
    name = os.path.relpath(Path(root) / file.path, contract_root.resolve()).replace(os.sep, "/")
    return PlacedFile(Path(root), file.path, name, content, file.advice.format(program=program))


def server_files(contract_root: Path) -> tuple[Path, tuple[str, ...]]:
    """Return the root of the git repository, and the paths in it of files for CI and pre-commit that may exist."""
    root = folder_in_repository(str(contract_root))[0]
    names = list_names(root, _WORKFLOWS) if (Path(root) / _WORKFLOWS).is_dir() else ()
    workflows = (f"{_WORKFLOWS}/{name}" for name in sorted(names) if name.endswith((".yml", ".yaml")))
    others = (file.path for file in OPTIONAL_FILES.values() if not file.path.startswith(_WORKFLOWS))
    return Path(root), (*others, *workflows)


OPTIONAL_FILES = {
    "github": OptionalFile(
        ".github/workflows/revi-docs.yml", "github.yml", "add a step '{program} build --only lint,check'"
    ),
    "gitlab": OptionalFile(".gitlab-ci.yml", "gitlab.yml", "add a job that runs '{program} build --only lint,check'"),
    "pre-commit": OptionalFile(
        ".pre-commit-config.yaml", "pre-commit.yml", "add local hooks that run '{program} lint' and '{program} check'"
    ),
}

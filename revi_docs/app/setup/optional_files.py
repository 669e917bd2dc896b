"""The files for CI and pre-commit that `init` writes on request."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from revi_docs.problems.version import RELEASE

_FOLDER = Path(__file__).parent / "starter"


@dataclass(frozen=True, slots=True)
class OptionalFile:
    """A file, its starter, and what to add to an existing file instead."""

    path: str
    starter: str
    advice: str

    def content(self) -> bytes:
        """Return what is written."""
        text = (_FOLDER / self.starter).read_text(encoding="utf-8")
        return text.replace("{version}", RELEASE).encode()


OPTIONAL_FILES = {
    "github": OptionalFile(
        ".github/workflows/revi-docs.yml", "github.yml", "add a step 'revi-docs build --only lint,check'"
    ),
    "gitlab": OptionalFile(".gitlab-ci.yml", "gitlab.yml", "add a job that runs 'revi-docs build --only lint,check'"),
    "pre-commit": OptionalFile(
        ".pre-commit-config.yaml", "pre-commit.yml", "add local hooks that run 'revi-docs lint' and 'revi-docs check'"
    ),
}

"""The release of revi-docs that the files for CI and pre-commit install, against the one that the contract requires."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from revi_docs.app.setup.installation import read_or_none
from revi_docs.app.setup.optional_files import OPTIONAL_FILES, placed_file, server_files
from revi_docs.files.repository_writer import write_in_repository
from revi_docs.problems.version import RELEASE

_PIN = re.compile(rb"(\brevi-docs(?:-light)?==)(\d+\.\d+)(?=\.[\d*])")


@dataclass(frozen=True, slots=True)
class VersionPin:
    """A line of a file that installs a release; `path` is relative to the root of the git repository, `root`."""

    root: Path
    path: str
    line: int
    release: str


def version_pins(contract_root: Path) -> Iterator[VersionPin]:
    """Yield the pins in the files for CI and pre-commit. Raises ReviError if one cannot be read."""
    root, paths = server_files(contract_root)
    for path in paths:
        content = read_or_none(root, path) or b""
        for match in _PIN.finditer(content):
            yield VersionPin(root, path, content.count(b"\n", 0, match.start()) + 1, match[2].decode())


def update_pins(contract_root: Path, *, dry_run: bool) -> list[str]:
    """Write the present release into the files that are as `init` wrote them; return their paths.

    The paths are relative to the root of the git repository. Raises ReviError.
    """
    updated = []
    for file in (placed_file(item, contract_root) for item in OPTIONAL_FILES.values()):
        actual = read_or_none(file.root, file.path)
        if actual is None or actual == file.content or _PIN.sub(rb"\g<1>" + RELEASE.encode(), actual) != file.content:
            continue
        updated.append(file.path)
        if not dry_run:
            write_in_repository(file.root, file.path, file.content)
    return updated

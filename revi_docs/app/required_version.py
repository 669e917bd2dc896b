"""Whether this version of revi-docs is the one that the contract requires: if not, that is one finding."""

from __future__ import annotations

from revi_docs.contract.loader import LoadedContract
from revi_docs.problems.problem import Problem
from revi_docs.problems.version import RELEASE, VERSION

_LIGHT = "revi-docs-light"

VERSION_CODES: dict[str, str] = {
    "outdated": """\
The contract requires another version of revi-docs than the one that runs.

Why: Another version can generate other bytes. Without this finding, every generated file would be reported.

Example:

    required_version: "0.1"

Fix: Run `revi-docs upgrade`, which generates the outputs again and summarizes what changed, or install the version \
that the contract requires.
"""
}


def version_problem(loaded: LoadedContract) -> Problem | None:
    """Return the finding if the contract requires another release; None if it requires this one or none."""
    required = loaded.contract.required_version
    if not required or required == RELEASE:
        return None
    install = f'pip install "{_installed_distribution()}=={required}.*"'
    is_older = _numbers(required) < _numbers(RELEASE)
    return Problem(
        code="outdated",
        message=f"the contract requires revi-docs {required}, and {VERSION} is running",
        fix=f"run 'revi-docs upgrade', or '{install}'" if is_older else f"run '{install}'",
        places=(loaded.place_of("required_version"),),
        subject="required_version",
    )


def _installed_distribution() -> str:
    """Return the name of the distribution that runs: the complete one, or the one without the site."""
    # Imported late: only a wrong version needs the metadata, whose reader imports that of mail.
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        return distribution(_LIGHT).name
    except PackageNotFoundError:
        return "revi-docs"


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(map(int, release.split(".")))

"""The packages that only the site needs; the light distribution leaves them out."""

from __future__ import annotations

from importlib.util import find_spec

from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError

SITE_MODULES = ("mkdocs", "material", "pygraphviz", "selectolax")
INSTALL_SITE = "pip install revi-docs"


def require_site_stack() -> None:
    """Raise ReviError, with the command that installs them, if a package of the site is missing."""
    lacking = [name for name in SITE_MODULES if find_spec(name) is None]
    if lacking:
        raise ReviError(
            Problem(
                code="site-not-installed",
                message=f"the packages of the site are not installed: {', '.join(lacking)}",
                fix=f"run '{INSTALL_SITE}', which has them; 'revi-docs-light' has not",
                subject="site",
            )
        )

"""The packages of the site: present here, and named if they are missing."""

from __future__ import annotations

import pytest

from revi_docs.problems.revi_error import ReviError
from revi_docs.site import stack


def test_the_complete_distribution_has_them() -> None:
    stack.require_site_stack()


def test_a_missing_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stack, "SITE_MODULES", ("mkdocs", "no_such_package"))
    with pytest.raises(ReviError) as caught:
        stack.require_site_stack()
    (problem,) = caught.value.problems
    assert problem.message == "the packages of the site are not installed: no_such_package"
    assert problem.fix.startswith("run 'pip install revi-docs'")

"""The program that requests URLs."""

from __future__ import annotations

import importlib.util
import sys

import pytest

from revi_docs.problems.revi_error import ReviError
from revi_docs.site.links.external_links import check_external_links


def test_without_linkchecker_the_fix_is_the_install_command(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "linkcheck", None)
    assert importlib.util.find_spec("linkcheck") is None
    with pytest.raises(ReviError) as raised:
        check_external_links([], tmp_path)
    (problem,) = raised.value.problems
    assert problem.code == "linkchecker-missing"
    assert problem.fix == "install it with: pip install 'revi-docs[links]'"

"""The program that requests URLs."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from revi_docs.problems.revi_error import ReviError
from revi_docs.site.links.external_links import check_external_links
from revi_docs.site.links.linkchecker import RequestLimits, check_urls


def test_without_linkchecker_the_fix_is_the_install_command(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "linkcheck", None)
    assert importlib.util.find_spec("linkcheck") is None
    with pytest.raises(ReviError) as raised:
        check_external_links([], tmp_path)
    (problem,) = raised.value.problems
    assert problem.code == "linkchecker-missing"
    assert problem.fix == "install it with: pip install 'revi-docs[links]'"


def test_a_server_may_answer_with_a_text_of_any_length(monkeypatch):
    columns = "urlname;parentname;base;result;warningstring;infostring;valid;url;line;column;name"
    row = f"https://a.example/;;;200 OK;;;True;https://a.example/;1;2;{'x' * 200_000}"
    process = subprocess.CompletedProcess([], 0, f"{columns}\n{row}\n".encode(), b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: process)
    (result,) = check_urls(["https://a.example/"], RequestLimits())
    assert (result.url, result.valid) == ("https://a.example/", True)

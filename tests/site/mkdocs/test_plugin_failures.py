"""What stops a build of MkDocs is named: the plugin, the hook, the extension or the template, with its place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs.builder import build_site
from tests.site.mkdocs.foreign_site_shapes import BASE, PLAIN, write

FAILING_HOOKS = {
    "an event": ("\n\ndef on_page_markdown(markdown, **_):\n    return {}['k']\n", "hook.py:4:1", "KeyError: 'k'"),
    "the start": ("def on_startup(**_):\n    1 / 0\n", "hook.py:2:1", "ZeroDivisionError: division by zero"),
    "an error of its own": (
        "from mkdocs.exceptions import PluginError\ndef on_page_content(html, **_):\n    raise PluginError('no')\n",
        "hook.py:3:1",
        "mkdocs.exceptions.PluginError: no",
    ),
    "invalid Python": ("def on_page_markdown(:\n", "hook.py:1:1", "SyntaxError: invalid syntax"),
    "the end": ("def on_shutdown():\n    raise SystemExit(7)\n", "hook.py:2:1", "SystemExit: 7"),
    "loading": ("import sys\nraise RuntimeError('at load')\n", "hook.py:2:1", "RuntimeError: at load"),
}


@pytest.mark.parametrize("when", FAILING_HOOKS)
def test_a_hook_that_fails_is_named(when: str, tmp_path: Path) -> None:
    hook, place, reason = FAILING_HOOKS[when]
    root = write(tmp_path, PLAIN | {"mkdocs.yml": BASE + "hooks: [hook.py]\n", "hook.py": hook})
    with pytest.raises(ReviError) as caught:
        build_site(root)
    (problem,) = caught.value.problems
    assert (str(problem.first_place), problem.code) == (place, "site-failed")
    assert problem.message == f"hook.py stopped the build: {reason}"
    assert problem.fix == "correct hook.py, or remove it from mkdocs.yml"


EVENTS = (
    *("config", "pre_build", "files", "nav", "env", "pre_template", "template_context", "post_template", "pre_page"),
    *("page_read_source", "page_markdown", "page_content", "page_context", "post_page", "post_build"),
)


def test_a_hook_that_fails_in_any_event_is_named(tmp_path: Path) -> None:
    for event in EVENTS:
        # MkDocs loads a hook once in a process.
        root = tmp_path / event
        hook = f"\ndef on_{event}(*_, **__):\n    raise ValueError('{event}')\n"
        write(root, PLAIN | {"mkdocs.yml": BASE + "hooks: [hook.py]\n", "hook.py": hook})
        with pytest.raises(ReviError) as caught:
            build_site(root)
        message = f"hook.py stopped the build: ValueError: {event}"
        assert [problem.message for problem in caught.value.problems] == [message]


def test_a_hook_that_returns_nonsense(tmp_path: Path) -> None:
    files = {"mkdocs.yml": BASE + "hooks: [hook.py]\n", "hook.py": "def on_files(files, config):\n    return [1]\n"}
    with pytest.raises(ReviError) as caught:
        build_site(write(tmp_path, PLAIN | files))
    (problem,) = caught.value.problems
    assert problem.message.startswith("'mkdocs' stopped the build: AttributeError: 'int' object has no attribute ")
    assert problem.fix == "remove plugins, hooks and extensions from mkdocs.yml one at a time until the build succeeds"


def test_an_installed_extension_that_fails_is_named_with_the_page(tmp_path: Path) -> None:
    config = BASE + "markdown_extensions: [{pymdownx.snippets: {check_paths: true}}]\n"
    root = write(tmp_path, PLAIN | {"docs/g.md": '# G\n\n--8<-- "gone.md"\n', "mkdocs.yml": config})
    with pytest.raises(ReviError) as caught:
        build_site(root)
    (problem,) = caught.value.problems
    assert (str(problem.first_place), problem.code) == ("docs/g.md", "site-failed")
    assert problem.message.startswith("'pymdownx.snippets' stopped the build: ")
    assert problem.message.endswith("Snippet at path 'gone.md' could not be found")


@pytest.mark.parametrize("block", ["{{ nope.x }}", "{{ }}"], ids=["an unknown name", "invalid"])
def test_a_template_that_fails_is_named(block: str, tmp_path: Path) -> None:
    template = f'{{% extends "base.html" %}}\n{{% block content %}}{block}{{% endblock %}}'
    config = BASE + "theme: {name: mkdocs, custom_dir: over}\n"
    root = write(tmp_path, PLAIN | {"over/main.html": template, "mkdocs.yml": config})
    with pytest.raises(ReviError) as caught:
        build_site(root)
    assert [f"{problem.first_place}: {problem.code}" for problem in caught.value.problems] == [
        "over/main.html:2:1: site-failed"
    ]


def test_an_extension_that_fails_is_named(tmp_path: Path) -> None:
    extension = (
        "from markdown.extensions import Extension\nfrom markdown.preprocessors import Preprocessor\n"
        "class Failing(Preprocessor):\n    def run(self, lines):\n        raise ValueError('no')\n"
        "class It(Extension):\n    def extendMarkdown(self, md):\n"
        "        md.preprocessors.register(Failing(md), 'f', 1)\n"
        "def makeExtension(**settings):\n    return It(**settings)\n"
    )
    files = PLAIN | {"mkdocs.yml": BASE + "markdown_extensions: [failing_ext]\n", "failing_ext.py": extension}
    root = write(tmp_path, files)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(root))
        with pytest.raises(ReviError) as caught:
            build_site(root)
    (problem,) = caught.value.problems
    assert (str(problem.first_place), problem.code) == ("failing_ext.py:5:1", "site-failed")
    assert problem.message == "failing_ext.py stopped the build: ValueError: no"


def test_an_installed_plugin_that_fails_is_named(tmp_path: Path) -> None:
    plugin = (
        "from mkdocs.plugins import BasePlugin\nclass Broken(BasePlugin):\n"
        "    def on_files(self, files, **_):\n        return files.nothing\n"
    )
    packages = {
        "site-packages/broken_plugin/__init__.py": plugin,
        "site-packages/broken_plugin-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: broken-plugin\nVersion: 1\n",
        "site-packages/broken_plugin-1.dist-info/entry_points.txt": (
            "[mkdocs.plugins]\nbroken = broken_plugin:Broken\n"
        ),
    }
    write(tmp_path, packages)
    root = write(tmp_path / "work", PLAIN | {"mkdocs.yml": BASE.replace("search,", "search, broken,")})
    # MkDocs lists the installed plugins once in a process.
    process = subprocess.run(
        [sys.executable, "-c", "from revi_docs.cli.main import main; main()", "build"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site-packages"), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (
        "mkdocs.yml:2:19: site-failed: 'broken' stopped the build: "
        "AttributeError: 'Files' object has no attribute 'nothing'\n"
        "  fix: update or configure 'broken', or remove it from mkdocs.yml\n" in process.stdout + process.stderr
    )
    assert process.returncode in (1, 3)

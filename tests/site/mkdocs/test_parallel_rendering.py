"""`parallel_rendering`: the same pages, whichever process renders them."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs import parallel_rendering
from revi_docs.site.mkdocs.builder import BuildContext, build_site

_NAMES = ("index", "b", "c", "d", "e")
_TEMPLATE = """{{ rendered(page) }}
{{ page.content }}{% for item in nav %}{{ item.title }}{{ " (active)" if item.active }};{% endfor %}"""
_HOOKS = """
import os, pathlib, time

_FIRST_PROCESS = os.getpid()
_LOG = pathlib.Path(__file__).with_name("rendered")

def _rendered(page):
    if os.getpid() != _FIRST_PROCESS:
        with _LOG.open("a") as log:
            log.write(page.file.src_uri + "\\n")
        if page.file.src_uri == "b.md":
            time.sleep(60)  # until it is ended
        return "in the fork"
    # Until the fork has rendered the pages after this one.
    while page.file.src_uri == "b.md" and WAITS and "b.md" not in (_LOG.read_text() if _LOG.exists() else ""):
        time.sleep(0.001)
    return "here"

def on_env(env, config, files):
    env.globals["rendered"] = _rendered
"""


@pytest.fixture(autouse=True)
def _few_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel_rendering, "MIN_PAGES", 2)


def _repository(root: Path, hooks: str, template: str = _TEMPLATE) -> Path:
    (root / "docs").mkdir(parents=True)
    for name in _NAMES:
        (root / f"docs/{name}.md").write_text(f"# Page {name}\n\nText of ä and {name}.\n", encoding="utf-8")
    (root / "theme").mkdir()
    (root / "theme/main.html").write_text(template)
    (root / "hooks.py").write_text(hooks)
    (root / "mkdocs.yml").write_text(
        textwrap.dedent("""\
            site_name: Pages
            theme: {name: null, custom_dir: theme}
            plugins: []
            hooks: [hooks.py]
            use_directory_urls: false
            """)
    )
    return root


def _pages(root: Path, *, parallel: bool) -> dict[str, str]:
    site = build_site(root, context=BuildContext(parallel=parallel)).site
    return {name: (site / f"{name}.html").read_text(encoding="utf-8") for name in _NAMES}


def test_the_fork_renders_the_last_pages(tmp_path: Path) -> None:
    alone = _pages(_repository(tmp_path / "alone", _HOOKS.replace("WAITS", "False")), parallel=False)
    assert all(text.startswith("here\n") for text in alone.values())
    both = _pages(_repository(tmp_path / "both", _HOOKS.replace("WAITS", "True")), parallel=True)
    places = {name: text.partition("\n")[0] for name, text in both.items()}
    assert places == {
        "index": "here",
        "b": "here",
        "c": "in the fork",
        "d": "in the fork",
        "e": "in the fork",
    }
    assert {name: text.replace("in the fork", "here") for name, text in both.items()} == alone
    assert alone["c"].count("(active)") == 1


def test_the_fork_starts_with_the_last_page(tmp_path: Path) -> None:
    root = _repository(tmp_path, _HOOKS.replace("WAITS", "True"))
    _pages(root, parallel=True)
    assert (root / "rendered").read_text().split() == ["e.md", "d.md", "c.md", "b.md"]


def test_a_plugin_that_handles_each_page_sees_all_pages_in_order(tmp_path: Path) -> None:
    hooks = _HOOKS.replace("WAITS", "False") + (
        "\ndef on_page_context(context, page, config, nav):\n    page.meta['number'] = len(_SEEN)\n"
        "    _SEEN.append(page)\n\n_SEEN = []\n"
    )
    pages = _pages(_repository(tmp_path, hooks, "{{ page.meta.number }}" + _TEMPLATE), parallel=True)
    assert [text.partition("\n")[0] for text in pages.values()] == ["0here", "1here", "2here", "3here", "4here"]


@pytest.mark.parametrize("page", ["b", "e"])
def test_a_template_that_fails_is_reported_once(tmp_path: Path, page: str) -> None:
    template = "{% if page.file.src_uri == 'NAME.md' %}{{ 1 // 0 }}{% endif %}{{ page.content }}".replace("NAME", page)
    messages = set()
    for name, parallel in (("alone", False), ("both", True)):
        root = _repository(tmp_path / name, "", template)
        with pytest.raises(ReviError) as failure:
            build_site(root, context=BuildContext(parallel=parallel))
        messages.add(str(failure.value))
    assert len(messages) == 1


def test_a_small_site_has_no_fork(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel_rendering, "MIN_PAGES", len(_NAMES) + 1)
    root = _repository(tmp_path, _HOOKS.replace("WAITS", "False"))
    _pages(root, parallel=True)
    assert not (root / "rendered").exists()

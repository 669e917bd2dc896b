"""The compiled templates of a theme are shared by builds that compile them alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from mkdocs.theme import Theme

from revi_docs.site.mkdocs.theme_files import list_visible_files


def test_a_template_is_compiled_once_unless_a_plugin_changes_its_meaning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "main.html").write_text("{{ 'a' | upper }}")
    compiled: list[object] = []
    compile_text = Environment.compile

    def compile_and_count(*arguments: Any) -> Any:
        compiled.append(arguments)
        return compile_text(*arguments)

    monkeypatch.setattr(Environment, "compile", compile_and_count)

    def rendered(upper: Callable[[str], str]) -> str:
        theme = Theme(name=None, custom_dir=str(tmp_path))
        list_visible_files(theme)
        environment = theme.get_env()
        environment.filters["upper"] = upper
        return environment.get_template("main.html").render()

    # Jinja calls a filter of a constant when it compiles the template.
    assert [rendered(filter_) for filter_ in (str.upper, str.title, str.upper, str.swapcase)] == ["A", "A", "A", "A"]
    assert len(compiled) == 3
    assert rendered(len) == "1"  # type: ignore[arg-type]  # any other filter
    (tmp_path / "main.html").write_text("{{ 'b' | upper }}")
    assert rendered(str.upper) == "B"

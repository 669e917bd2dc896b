"""Names of plugins."""

from __future__ import annotations

from pathlib import Path

from revi_docs.adopt.plugin_manifests import find_plugin_names
from tests.adopt.adopt_repo import write_files


def test_the_manifest_names_the_plugin_or_its_folder_does(tmp_path: Path) -> None:
    manifests: dict[str, str | bytes] = {
        ".claude-plugin/plugin.json": '{"name": "top"}',
        "x/a/.claude-plugin/plugin.json": '{"name": "b"}',
        "x/c/.claude-plugin/plugin.json": "not JSON",
        "x/d/.claude-plugin/plugin.json": '{"name": "two words"}',
        "x/e/plugin.json": '{"name": "f"}',
    }
    write_files(tmp_path, manifests)
    assert dict(find_plugin_names(tmp_path, tuple(manifests))) == {"": "top", "x/a": "b", "x/c": "c", "x/d": "d"}

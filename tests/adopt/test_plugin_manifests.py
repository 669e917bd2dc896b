"""Names of plugins."""

from __future__ import annotations

import json
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


def test_a_marketplace_names_plugins_without_a_manifest(tmp_path: Path) -> None:
    sources = ("./packs/a", "./packs/b/", "./", "../out", "/etc", "c", {"source": "github", "repo": "o/r"}, 3)
    plugins = [*({"name": f"p{number}", "source": source} for number, source in enumerate(sources)), "text"]
    marketplace = {"name": "m", "metadata": {"pluginRoot": "./packs"}, "plugins": plugins}
    manifests: dict[str, str | bytes] = {
        "packs/b/.claude-plugin/plugin.json": '{"name": "own"}',
        ".claude-plugin/marketplace.json": json.dumps(marketplace),
        "damaged/.claude-plugin/marketplace.json": "[",
    }
    write_files(tmp_path, manifests)
    assert dict(find_plugin_names(tmp_path, tuple(manifests))) == {
        "packs/a": "p0",
        "packs/b": "own",
        "packs/c": "p5",
    }

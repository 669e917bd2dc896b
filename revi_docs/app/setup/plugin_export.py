"""A starter workflow as a plugin of Claude Code: a contract whose outputs are the files of the plugin."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from revi_docs.app.setup.workflows import starter_files
from revi_docs.contract.loader import CONTRACT_FILE, LoadedContract, parse
from revi_docs.contract.model import Contract
from revi_docs.targets.claude import TARGET

_MANIFEST_FIELDS = '\n  version: "0.1.0"\n  license: MIT'
"""What the manifest says besides the name and the summary of the workflow."""


def is_plugin(contract: Contract) -> bool:
    """Whether the folder of a contract is itself a plugin of Claude Code: the settings of its users are elsewhere."""
    return TARGET.paths.plugin_manifest in contract.outputs


def plugin_contract(root: Path, workflow: str, name: str = "") -> bytes:
    """Return `revi.yml` for a folder that becomes a plugin with the starter workflow, named like `starter_files`.

    It is the starter's text with other outputs, so that its comments and its order stay.
    """
    text = starter_files(root, workflow, name)[CONTRACT_FILE].decode()
    loaded = parse(text.encode())
    head, _, own_outputs = text.partition("\noutputs:\n")
    head = head.replace("\n  prefix:", f"{_MANIFEST_FIELDS}\n  prefix:", 1)
    lines = [f"  {json.dumps(path)}:{value}\n" for path, value in _outputs(loaded)]
    return f"{head}\ndefault_outputs: false\n\noutputs:\n{own_outputs}{''.join(lines)}".encode()


def _outputs(loaded: LoadedContract) -> Iterator[tuple[str, str]]:
    """Yield path → value in YAML: the files of Claude Code moved into the plugin, and what only a plugin has.

    Other outputs that the contract inherits are removed.
    """
    contract = loaded.contract
    yield TARGET.paths.plugin_manifest, _block("plugin/plugin.json.j2")
    yield "README.md", _block("plugin/README.md.j2")
    if contract.hooks:
        yield "hooks/hooks.json", _block("plugin/hooks.json.j2")
    for path, output in contract.outputs.items():
        if output.is_default and output.target == TARGET.id and path != TARGET.paths.command:
            yield path.removeprefix(f"{TARGET.paths.project_folder}/"), _block(output.template, output.each)
        elif not output.is_default and loaded.place_of("outputs", path).origin:
            yield path, " null"


def _block(template: str, each: str | None = None) -> str:
    """Return the keys of an output in block style."""
    return f"\n    template: {template}" + (f"\n    each: {each}" if each else "")

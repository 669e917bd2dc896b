"""What is generated from contracts other than our own: with hostile or long texts, other words, or almost nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from revi_docs.contract.loader import load_valid, parse
from revi_docs.outputs.rendered_outputs import RenderedOutputs, render_all
from tests.code.hostile import HOSTILE, LONG, hostile
from tests.code.nonsense import nonsense
from tests.support.workspaces import program_globals

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {"hostile": (HOSTILE, False), "long": (LONG, True)}
"""Name → a text, and whether it is only in the first place of each kind."""

SMALL = """\
revi: 1
statuses: {noticed: {}, begun: {}, parked: {}, over: {terminal: true}}
transitions:
  - {from: noticed, to: begun, by: manual}
  - {from: [begun, parked], to: over, by: manual}
  - {from: begun, to: parked, by: system, event: late}
"""


@cache
def hostile_outputs(name: str) -> RenderedOutputs:
    """The outputs of our contract with one of the texts in place of all its own."""
    loaded = load_valid(ROOT)
    text, once = TEXTS[name]
    return render_all(ROOT, replace(loaded, contract=hostile(loaded.contract, text, once)), program_globals())


@cache
def scrambled_contract() -> tuple[str, dict[str, str]]:
    """The text of our contract with other names and numbers, and old word → new word."""
    contract, words = nonsense(yaml.load((ROOT / "revi.yml").read_bytes(), Loader=yaml.CSafeLoader))
    return yaml.safe_dump(contract, sort_keys=False, allow_unicode=True), words


@cache
def scrambled_outputs() -> RenderedOutputs:
    """The outputs of the scrambled contract."""
    loaded = parse(scrambled_contract()[0].encode())
    assert loaded.problems == ()
    return render_all(ROOT, loaded, program_globals())


@cache
def small_outputs() -> RenderedOutputs:
    """What four statuses generate, using the code outputs of our own contract."""
    own_outputs = (ROOT / "revi.yml").read_text("utf-8").partition("\noutputs:\n")[2].splitlines()
    rows = [row for row in own_outputs if row.lstrip(' "').startswith("generated/")]
    return render_all(ROOT, parse("\n".join([SMALL, "outputs:", *rows]).encode()), program_globals())


def write_code(outputs: RenderedOutputs, folder: Path) -> Path:
    """Write the generated code, and return its folder."""
    for file in outputs.files:
        if file.path.startswith("generated/"):
            (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / file.path).write_bytes(file.content)
    return folder / "generated"

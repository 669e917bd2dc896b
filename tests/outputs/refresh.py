"""The golden files of the templates: what each makes of `small.yml`, the regions' in the files of `pages/`.

`python -m tests.outputs.refresh` writes them anew; look at the difference before you commit it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from revi_docs.cli.catalogue import Explanation
from revi_docs.cli.describe import Described
from revi_docs.cli.extras import Module
from revi_docs.cli.library import LibraryModule, Offered
from revi_docs.contract.load import Loaded, parse
from revi_docs.contract.model import Contract
from revi_docs.contract.schema import Key, Part
from revi_docs.files.markers import MARKERS
from revi_docs.files.proof import BLANK
from revi_docs.files.regions import Region, find
from revi_docs.outputs.plan import Planned
from revi_docs.outputs.produce import Production, produce
from revi_docs.outputs.render import Rendered

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "golden"
PAGES = HERE / "pages"

EXTRAS = {
    "rules": {
        "too-loud": Explanation(
            code="too-loud",
            kind="Contract",
            text="An item shouts, or does it?\n\nWhy: `quiet | loud` is a choice.\n\n"
            "Example:\n\n    statuses: {OPEN: {}}\n\nMend: write it small.\n",
        )
    },
    "cli": (
        Described(
            name="look",
            help="Looks at everything.",
            usage="revi-docs look [OPTIONS] [PATH]",
            options=(("--format [text|json]", "How it is printed.  [default: text]"),),
            example="revi-docs look\nrevi-docs look --format json",
        ),
    ),
    "agent_cli": (
        Described(
            name="lamp light",
            help="Lights a lamp.",
            usage="revi lamp light [--by WHO] LAMP",
            options=(("LAMP", ""), ("--by WHO", "who lights `it`")),
            example="revi lamp light red",
        ),
    ),
    "library": (
        LibraryModule(
            "lamps.red", "Red lamps.", (Offered("light", "def light(lamp: Lamp) -> int", "Lights `it`."),)
        ),
    ),
    "python_modules": {"look": Module("look", '"""Looks."""\n')},
    "typescript_modules": {"look": Module("look", "/** Looks. */\n")},
    "contract_schema": {"$schema": "a draft", "title": "revi.yml", "type": "object"},
    "findings_schema": {"$schema": "a draft", "title": "findings", "type": "object"},
    "contract_keys": (
        Part("", "The whole.", (Key("revi", "1", required=True, default="", doc="The form's version."),)),
        Part(
            "statuses.{id}",
            "Where a story stands.",
            (Key("stage", "text", required=False, default="none", doc="With `code | pipe`."),),
        ),
    ),
}
"""What templates may show besides the contract, small and fixed."""


def small() -> Loaded:
    """The contract of the golden files."""
    return parse((HERE / "small.yml").read_bytes())


def production() -> Production:
    """What the shipped templates make of it, the regions in `pages/` among it."""
    return produce(HERE, small(), EXTRAS, [planned for _, _, planned in regions()])


def regions() -> Iterator[tuple[str, Region, Planned]]:
    """Every region in the files of `pages/`: they are golden files and what they are made from at once."""
    for file in sorted(path for path in PAGES.rglob("*.*") if path.suffix in MARKERS):
        path = file.relative_to(PAGES).as_posix()
        found, problems = find(path, file.read_text(encoding="utf-8"))
        assert not problems, problems
        for one in found:
            yield path, one, Planned(path, one.template, arguments=one.arguments, marker=one.place)


def filled(made: Production) -> dict[str, str]:
    """File of `pages/` → its text with every region as it is to be."""
    texts: dict[str, str] = {}
    for path, region, planned in reversed(list(regions())):
        text = texts.get(path) or (PAGES / path).read_text(encoding="utf-8")
        content = region.fitted(made.regions[planned].content.decode())
        texts[path] = text[: region.begin] + region.sealed(content) + text[region.end :]
    return texts


def fresh(made: Production) -> dict[str, str]:
    """Golden file → text: the first file that each template makes, with its proof blanked."""
    texts: dict[str, str] = {}
    contract = small().contract
    for one in sorted(made.rendered, key=lambda one: _number(contract, one)):
        name = one.planned.template.removesuffix(".j2")
        texts.setdefault(name, re.sub("revi:[0-9a-f]{16}", BLANK, one.content.decode()))
    return texts


def _number(contract: Contract, one: Rendered) -> int:
    """Which item of its section a file is made for."""
    section = list(getattr(contract, one.planned.section or "statuses", ()))
    return section.index(one.planned.id) if one.planned.id in section else 0


def main() -> None:
    """Writes the golden files, removes those that no template has, and fills the regions."""
    made = production()
    texts = fresh(made)
    for path in GOLDEN.rglob("*"):
        if path.is_file() and path.relative_to(GOLDEN).as_posix() not in texts:
            path.unlink()
    files = {GOLDEN / name: text for name, text in texts.items()}
    files |= {PAGES / name: text for name, text in filled(made).items()}
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

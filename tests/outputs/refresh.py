"""The golden files of the templates: what each makes of `small.yml`, the regions' in the files of `pages/`.

`python -m tests.outputs.refresh` writes them anew; look at the difference before you commit it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from revi_docs.app.api_reference import ApiMember, ApiModule
from revi_docs.app.code_catalog import Explanation
from revi_docs.app.template_globals import DecideModule
from revi_docs.cli.command_help import CommandHelp
from revi_docs.contract.contract_schema import ContractKey, ContractMapping
from revi_docs.contract.loader import LoadedContract, parse
from revi_docs.contract.model import Contract
from revi_docs.files.checksum import BLANK_CHECKSUM
from revi_docs.files.markers import SYNTAX_BY_SUFFIX
from revi_docs.files.regions import Region, find_regions
from revi_docs.outputs.output_plan import RenderTask
from revi_docs.outputs.rendered_outputs import RenderedOutputs, render_all
from revi_docs.outputs.renderer import RenderResult

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
    "docs_commands": (
        CommandHelp(
            name="look",
            help="Looks at everything.",
            usage="revi-docs look [OPTIONS] [PATH]",
            options=(("--format [text|json]", "How it is printed.  [default: text]"),),
            example="revi-docs look\nrevi-docs look --format json",
        ),
    ),
    "agent_commands": (
        CommandHelp(
            name="lamp light",
            help="Lights a lamp.",
            usage="revi lamp light [--by WHO] LAMP",
            options=(("LAMP", ""), ("--by WHO", "who lights `it`")),
            example="revi lamp light red",
        ),
    ),
    "library": (
        ApiModule(
            "lamps.red", "Red lamps.", (ApiMember("light", "def light(lamp: Lamp) -> int", "Lights `it`."),)
        ),
    ),
    "python_modules": {"look": DecideModule("look", '"""Looks."""\n')},
    "typescript_modules": {"look": DecideModule("look", "/** Looks. */\n")},
    "contract_schema": {"$schema": "a draft", "title": "revi.yml", "type": "object"},
    "findings_schema": {"$schema": "a draft", "title": "findings", "type": "object"},
    "contract_keys": (
        ContractMapping(
            "",
            "The whole.",
            (ContractKey("revi", "1", required=True, default="", description="The form's version."),),
        ),
        ContractMapping(
            "statuses.{id}",
            "Where a story stands.",
            (
                ContractKey(
                    "stage", "text", required=False, default="none", description="With `code | pipe`."
                ),
            ),
        ),
    ),
}
"""What templates may show besides the contract, small and fixed."""


def small() -> LoadedContract:
    """The contract of the golden files."""
    return parse((HERE / "small.yml").read_bytes())


def production() -> RenderedOutputs:
    """What the shipped templates make of it, the regions in `pages/` among it."""
    return render_all(HERE, small(), EXTRAS, [planned for _, _, planned in regions()])


def regions() -> Iterator[tuple[str, Region, RenderTask]]:
    """Every region in the files of `pages/`: they are golden files and what they are made from at once."""
    for file in sorted(path for path in PAGES.rglob("*.*") if path.suffix in SYNTAX_BY_SUFFIX):
        path = file.relative_to(PAGES).as_posix()
        found, problems = find_regions(path, file.read_text(encoding="utf-8"))
        assert not problems, problems
        for one in found:
            yield path, one, RenderTask(path, one.template, arguments=one.arguments, marker=one.place)


def filled(made: RenderedOutputs) -> dict[str, str]:
    """File of `pages/` → its text with every region as it is to be."""
    texts: dict[str, str] = {}
    for path, region, planned in reversed(list(regions())):
        text = texts.get(path) or (PAGES / path).read_text(encoding="utf-8")
        content = region.format_content(made.regions[planned].content.decode())
        texts[path] = text[: region.marker_start] + region.with_checksum(content) + text[region.content_end :]
    return texts


def fresh(made: RenderedOutputs) -> dict[str, str]:
    """Golden file → text: the first file that each template makes, with its proof blanked."""
    texts: dict[str, str] = {}
    contract = small().contract
    for one in sorted(made.files, key=lambda one: _number(contract, one)):
        name = one.task.template.removesuffix(".j2")
        texts.setdefault(name, re.sub("revi:[0-9a-f]{16}", BLANK_CHECKSUM, one.content.decode()))
    return texts


def _number(contract: Contract, one: RenderResult) -> int:
    """Which item of its section a file is made for."""
    section = list(getattr(contract, one.task.section or "statuses", ()))
    return section.index(one.task.id) if one.task.id in section else 0


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

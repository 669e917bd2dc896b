"""The golden files of the templates, rendered from `small.yml`, and the regions in the files of `pages/`.

`make golden` rewrites them. Read the difference before you commit it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from revi_docs.app.api_reference import ApiMember, ApiModule
from revi_docs.app.code_catalog import Explanation, RuleGroup
from revi_docs.app.template_globals import DecideModule
from revi_docs.cli.program.command_help import CommandHelp
from revi_docs.contract.contract_reference import ContractKey, ContractMapping
from revi_docs.contract.loader import LoadedContract, parse
from revi_docs.contract.model import Contract
from revi_docs.files.markdown.markers import SYNTAX_BY_SUFFIX
from revi_docs.files.markdown.regions import Region, find_regions
from revi_docs.outputs.output_plan import RenderTask
from revi_docs.outputs.rendered_outputs import RenderedOutputs, render_all
from revi_docs.outputs.renderer import RenderResult
from revi_docs.targets.platform import CAPABILITIES, platforms

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "golden"
PAGES = HERE / "pages"

_STAGE_KEY = ContractKey(
    "stage", "text", required=False, default="none", description="With `code | pipe`.", impact="CODE", breaks=()
)
_KEY = ContractKey(
    "revi", "1", required=True, default="", description="The format version.", impact="DATA", breaks=("changed",)
)

RULE = Explanation(
    code="too-loud",
    kind="Contract",
    text="An item shouts, or does it?\n\nWhy: `quiet | loud` is a choice.\n\n"
    "Example:\n\n    statuses: {OPEN: {}}\n\nFix: write it in lower case.\n",
)

EXTRAS = {
    "rules": {RULE.code: RULE},
    "rule_groups": {RULE.group: RuleGroup(RULE.group, RULE.kind, (RULE,))},
    "docs_commands": (
        CommandHelp(
            name="look",
            help="Inspect everything.",
            usage="revi-docs look [OPTIONS] [PATH]",
            options=(("--format [text|json]", "Output format.  [default: text]"),),
            example="revi-docs look\nrevi-docs look --format json",
        ),
    ),
    "agent_commands": (
        CommandHelp(
            name="lamp light",
            help="Light a lamp.",
            usage="revi lamp light [OPTIONS] LAMP",
            options=(("LAMP", ""), ("--by WHO", "who lights `it`")),
            example="revi lamp light red",
        ),
    ),
    "library": (
        ApiModule("lamps.red", "Red lamps.", (ApiMember("light", "def light(lamp: Lamp) -> int", "Lights `it`."),)),
    ),
    "python_modules": {"look": DecideModule("look", '"""Look."""\n')},
    "typescript_modules": {"look": DecideModule("look", "/** Look. */\n")},
    "contract_schema": {"$schema": "a draft", "title": "revi.yml", "type": "object"},
    "findings_schema": {"$schema": "a draft", "title": "findings", "type": "object"},
    "platforms": platforms(),
    "capabilities": CAPABILITIES,
    "contract_keys": (
        ContractMapping("", "The whole.", (_KEY,)),
        ContractMapping(
            "statuses.{id}",
            "The status of a story.",
            (_STAGE_KEY,),
        ),
    ),
}
"""Small, fixed values of the names that templates see besides the contract."""


def small() -> LoadedContract:
    """The contract of the golden files."""
    return parse((HERE / "small.yml").read_bytes())


def render_small() -> RenderedOutputs:
    """All outputs of the shipped templates for that contract, with the regions in `pages/`."""
    return render_all(HERE, small(), EXTRAS, [task for _, _, task in regions()])


def regions() -> Iterator[tuple[str, Region, RenderTask]]:
    """Every region in the files of `pages/`, which are both sources and golden files."""
    for file in sorted(path for path in PAGES.rglob("*.*") if path.suffix in SYNTAX_BY_SUFFIX):
        path = file.relative_to(PAGES).as_posix()
        file_regions, problems = find_regions(path, file.read_text(encoding="utf-8"))
        assert not problems, problems
        for region in file_regions:
            task = RenderTask(path, region.template, arguments=region.arguments, marker=region.place)
            yield path, region, task


def filled(outputs: RenderedOutputs) -> dict[str, str]:
    """File of `pages/` → its text with all regions rendered."""
    texts: dict[str, str] = {}
    for path, region, task in reversed(list(regions())):
        text = texts.get(path) or (PAGES / path).read_text(encoding="utf-8")
        content = region.format_content(outputs.regions[task].content.decode())
        texts[path] = text[: region.marker_start] + region.marker + content + text[region.content_end :]
    return texts


def fresh(outputs: RenderedOutputs) -> dict[str, str]:
    """Golden file → text: the first file of each template."""
    texts: dict[str, str] = {}
    contract = small().contract
    for result in sorted(outputs.files, key=lambda result: _item_index(contract, result)):
        name = result.task.template.removesuffix(".j2")
        texts.setdefault(name, result.content.decode())
    return texts


def _item_index(contract: Contract, result: RenderResult) -> int:
    """The index of a file's item in its section."""
    section = list(getattr(contract, result.task.section or "statuses", ()))
    return section.index(result.task.id) if result.task.id in section else 0


def main() -> None:
    """Write the golden files, delete those without a template, and fill the regions."""
    outputs = render_small()
    texts = fresh(outputs)
    for path in GOLDEN.rglob("*"):
        if path.is_file() and path.relative_to(GOLDEN).as_posix() not in texts:
            path.unlink()
    files = {GOLDEN / name: text for name, text in texts.items()}
    files |= {PAGES / name: text for name, text in filled(outputs).items()}
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

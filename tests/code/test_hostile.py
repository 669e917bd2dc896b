"""Outputs remain valid for any text of the contract: code, tables, pages and front matter."""

from __future__ import annotations

import html
import json
import re
import sys
from pathlib import Path

import frontmatter
import markdown
import pytest

from revi_docs.outputs.escape import one_line
from tests.code.other_contracts import TEXTS, hostile_outputs, write_code
from tests.typescript.package import CompiledPackages, run

RenderedFiles = tuple[str, dict[str, str]]
PIPE = re.compile(r"(?<!\\)\|")


@pytest.fixture(scope="module", params=list(TEXTS))
def rendered(request: pytest.FixtureRequest) -> RenderedFiles:
    """The hostile text, and path → text of the outputs of a contract with it."""
    text, once = TEXTS[request.param]
    outputs = hostile_outputs(request.param)
    assert [problem for problem in outputs.problems if problem.code != "unrendered-item"] == []
    assert len(text) > (10_000 if once else 200)
    return text, {file.path: file.content.decode() for file in outputs.files}


@pytest.mark.parametrize("name", list(TEXTS))
def test_code_compiles_and_keeps_the_text(name: str, compiled: CompiledPackages, tmp_path: Path) -> None:
    text = TEXTS[name][0]
    write_code(hostile_outputs(name), tmp_path)
    compiled.test_of(name)
    script = (
        "import { contract } from './.cache/typescript/generated/typescript/src/index.js';"
        "console.log(JSON.stringify(contract.names.status.reserved));"
    )
    result = run("node", "--input-type=module", "--eval", script, cwd=compiled.folder / name)
    assert text in json.loads(result.stdout).values()
    script = "import json, revi_contract; print(json.dumps(dict(revi_contract.CONTRACT.names['status'][2])))"
    result = run(sys.executable, "-c", script, cwd=tmp_path / "generated/python")
    assert text in json.loads(result.stdout).values()
    data = json.loads((tmp_path / "generated/contract.json").read_text("utf-8"))
    assert text in data["reserved"]["statuses"].values()


def test_all_rows_of_a_table_have_as_many_cells_as_its_header(rendered: RenderedFiles) -> None:
    rows = 0
    for path, text in rendered[1].items():
        for table in re.findall(r"(?m)(?:^\|.*\n)+", text) if path.endswith(".md") else ():
            cells = {len(PIPE.findall(row)) for row in table.splitlines()}
            assert len(cells) == 1, f"{path}: {table[:300]}"
            rows += table.count("\n")
    assert rows > 500


def test_pages_show_the_text(rendered: RenderedFiles) -> None:
    text, files = rendered
    page = frontmatter.loads(files["docs_src/reference/statuses/pending.md"])
    assert page["description"] == text
    for path in ("docs_src/reference/statuses/pending.md", "docs_src/reference/statuses/index.md"):
        source = frontmatter.loads(files[path]).content
        built = markdown.markdown(source, extensions=["tables", "attr_list", "pymdownx.superfences"])
        assert "<script" not in built
        visible_text = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", built)))
        assert re.sub(r"\s+", " ", one_line(text)).strip() in visible_text


def test_front_matter_parses(rendered: RenderedFiles) -> None:
    text, files = rendered
    pages = [frontmatter.loads(content) for path, content in files.items() if content.startswith("---\n")]
    assert len(pages) > 100
    assert all(page.metadata for page in pages)
    assert any(page.get("description") == text for page in pages)

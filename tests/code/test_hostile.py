"""Outputs remain valid for any text of the contract: code, tables, pages and front matter."""

from __future__ import annotations

import html
import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import frontmatter
import markdown
import pytest

from revi_docs.contract.loader import load_valid
from revi_docs.outputs.escape import one_line
from revi_docs.outputs.rendered_outputs import render_all
from tests.code.hostile import HOSTILE, LONG, hostile
from tests.support.workspaces import program_globals
from tests.typescript.package import compile_package, run

RenderedFiles = tuple[str, dict[str, str]]
TEXTS = {"hostile": (HOSTILE, False), "long": (LONG, True)}
PIPE = re.compile(r"(?<!\\)\|")


@pytest.fixture(scope="module", params=list(TEXTS.values()), ids=list(TEXTS))
def rendered(root: Path, request: pytest.FixtureRequest) -> RenderedFiles:
    """The hostile text, and path → text of the outputs of a contract with it."""
    text, once = request.param
    loaded = load_valid(root)
    loaded = replace(loaded, contract=hostile(loaded.contract, text, once))
    outputs = render_all(root, loaded, program_globals())
    assert [problem for problem in outputs.problems if problem.code != "unrendered-item"] == []
    assert len(text) > (10_000 if once else 200)
    return text, {file.path: file.content.decode() for file in outputs.files}


def test_code_compiles_and_keeps_the_text(rendered: RenderedFiles, node: Path, tmp_path: Path) -> None:
    text, files = rendered
    for path, content in files.items():
        if path.startswith("generated/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(content, encoding="utf-8")
    compile_package(tmp_path / "generated", node, tmp_path / "compiled")
    script = (
        "import { contract } from './compiled/.cache/typescript/generated/typescript/src/index.js';"
        "console.log(JSON.stringify(contract.names.status.reserved));"
    )
    result = run("node", "--input-type=module", "--eval", script, cwd=tmp_path)
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

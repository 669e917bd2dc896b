"""The shipped templates rendered: for a small contract, and for our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.loader import LoadedContract, load_valid
from revi_docs.outputs.rendered_outputs import RenderedOutputs, render_all
from tests.outputs.refresh import render_small
from tests.outputs.shipped_templates import no_extras


@pytest.fixture(scope="module")
def rendered() -> RenderedOutputs:
    return render_small()


@pytest.fixture(scope="module")
def own_contract(root: Path) -> LoadedContract:
    """The contract of this repository."""
    return load_valid(root)


@pytest.fixture(scope="module")
def pages(root: Path, own_contract: LoadedContract) -> dict[str, str]:
    """Path in the reference → text of the pages from our own contract."""
    rendered = render_all(root, own_contract, no_extras())
    below = "docs_src/reference/"
    return {
        result.path.removeprefix(below): result.content.decode() for result in rendered.files if below in result.path
    }

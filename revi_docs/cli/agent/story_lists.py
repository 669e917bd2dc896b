"""Which generated lists of stories a new or renamed story is missing in, until `revi-docs sync` writes them."""

from __future__ import annotations

from revi_docs.runtime.base.repository import Repository

_TEMPLATES = "stories/"
"""The folder of the templates that list stories."""


def list_hint(repository: Repository) -> tuple[str, ...]:
    """Return the line that says how the story gets into the lists; none if the contract generates no list."""
    prefix = str(repository.section("project").get("prefix") or "")
    outputs = repository.section("outputs").items()
    paths = [path.replace("{prefix}", prefix) for path, output in outputs if output["template"].startswith(_TEMPLATES)]
    return (f"  to list it in {' and '.join(sorted(paths))}: run 'revi-docs sync'",) if paths else ()

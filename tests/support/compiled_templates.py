"""Computes, before processes are forked, what each would compute again: templates, facts, a digest, late imports."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from jinja2 import TemplateError

from revi_docs.app.template_globals import template_globals
from revi_docs.contract.extends import edition_names
from revi_docs.contract.loader import parse
from revi_docs.files.digest import digest
from revi_docs.files.markdown.markdown_blocks import parse_blocks
from revi_docs.files.markdown.markdown_blocks import inline_spans
from revi_docs.outputs.environment import TemplateLoader, create_environment, finalize_value
from revi_docs.outputs.template_syntax import syntax_tree
from revi_docs.records.time_formats import load_zone

ROOT = Path(__file__).resolve().parents[2]


def compile_templates() -> None:
    """Compile all templates: as the repository's own, and as shipped with revi-docs. Costs about a second.

    Also computes what is the same for all repositories: the facts that templates show, and the digest of revi-docs.
    The parser of Markdown is imported by its first call, which is a third of what `init` costs after that.
    """
    inline_spans("`a`")
    template_globals(list, list)
    digest(str(ROOT), ())
    for root in (ROOT, ROOT / "tests"):
        loader = TemplateLoader(root)
        environment = create_environment(loader, finalize_value)
        for name in loader.shipped_names():
            with suppress(TemplateError):  # the calls report it
                environment.get_template(name)
                syntax_tree(loader.get_source(environment, name)[0])

"""Computes, before processes are forked, what each would compute again: templates, facts, a digest, late imports.

Compiling all templates takes two seconds, so the code of this checkout's templates is kept, like other bytecode.
"""

from __future__ import annotations

import fcntl
import marshal
from contextlib import suppress
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.theme import Theme

import revi_docs
from revi_docs.app.template_globals import template_globals
from revi_docs.contract.extends import edition_names
from revi_docs.contract.loader import parse
from revi_docs.files import digest as digest_module
from revi_docs.files.atomic_write import write_file
from revi_docs.files.digest import digest
from revi_docs.files.markdown.markdown_blocks import inline_spans
from revi_docs.outputs.environment import COMPILED_TEMPLATES, TemplateLoader, create_environment, finalize_value
from revi_docs.outputs.template_syntax import syntax_tree
from revi_docs.site.mkdocs.html_escape import without_tags
from revi_docs.site.mkdocs.theme_files import list_visible_files

ROOT = Path(__file__).resolve().parents[2]
_KEPT = Path(__file__).parent / "__pycache__/templates.marshal"
_IS_CHECKOUT = Path(revi_docs.__file__).parents[1] == ROOT
"""The code of an unpacked wheel is not kept."""


def compile_templates() -> None:
    """Compile all templates: as the repository's own, and as shipped with revi-docs; the first process keeps the code.

    Also computes what is the same for all repositories: the facts that templates show, the shipped contracts, and the
    digest of revi-docs.
    The parser of Markdown is imported by its first call, which is a third of what `init` costs after that.
    """
    inline_spans("`a`")
    for name in edition_names():
        parse(f"revi: 1\nextends: {name}\n".encode())
    template_globals(list, list)
    keep_compiled()
    _get_templates()


def keep_compiled() -> None:
    """Take over the code of all templates; the first process of this checkout compiles them, and the others wait."""
    version = digest(str(ROOT), ())
    with (ROOT / "pyproject.toml").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not load_compiled():
            _get_templates()
            if _IS_CHECKOUT:
                _KEPT.parent.mkdir(exist_ok=True)
                write_file(str(_KEPT.parent), _KEPT.name, marshal.dumps((version, COMPILED_TEMPLATES.codes)))


def read_package_once() -> None:
    """Let this process and its forks read the code of revi-docs once for its digest.

    No test changes the code of this checkout, and looking at its 1,000 files is a third of a small cached `check`.
    """
    if not _IS_CHECKOUT:
        return
    read_package, package = digest_module._package_digest, digest_module._PACKAGE_PATHS
    known_digest = read_package()
    digest_module._package_digest = lambda: (
        known_digest if digest_module._PACKAGE_PATHS is package else read_package()  # tests of the digest replace it
    )


def compile_theme() -> None:
    """Compile the templates of Material for builds of sites: 0.2 s that a small site does not need then."""
    theme = Theme(name="material")
    list_visible_files(theme)
    theme_environment = theme.get_env()
    theme_environment.filters["striptags"] = without_tags  # as our plugin sets it
    languages, used = "partials/languages/", "partials/languages/en.html"
    for name in theme_environment.list_templates():
        if name.endswith(".html") and (name == used or not name.startswith(languages)):
            with suppress(TemplateError):  # some need a plugin
                theme_environment.get_template(name)


def load_compiled() -> bool:
    """Take over the code that is kept; return whether it is that of this code and these templates."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        version, codes = marshal.loads(_KEPT.read_bytes())
        if _IS_CHECKOUT and version == digest(str(ROOT), ()):
            COMPILED_TEMPLATES.codes.update(codes)
            return True
    return False


def _get_templates() -> None:
    for root in (ROOT, ROOT / "tests"):
        loader = TemplateLoader(root)
        template_environment = create_environment(loader, finalize_value)
        for name in loader.shipped_names():
            with suppress(TemplateError):  # the calls report it
                template_environment.get_template(name)
                syntax_tree(loader.get_source(template_environment, name)[0])

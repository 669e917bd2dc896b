"""The syntax of templates: their tags are limited, and their trees are shared by all that look into them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import jinja2
import jinja2.meta
from jinja2 import nodes

MAX_TAGS = 5_000
"""Tags in a template, `{%` and `{{`. Arbitrary: 20 times the largest shipped one.

Jinja needs less than a second for so many, but four times as long for twice as many conditions.
"""

LEXER_SETTINGS: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}
"""How the text of a template is split into tokens."""

_PARSER = jinja2.Environment(autoescape=True, **LEXER_SETTINGS)

_MAX_TREES = 2_000
"""Arbitrary: several times the templates of a large repository."""


def check_size(text: str, name: str | None = None, path: str | None = None) -> None:
    """Raise TemplateSyntaxError if a template has more than `MAX_TAGS` tags."""
    if text.count("{%") + text.count("{{") > MAX_TAGS:
        message = f"the template has more than {MAX_TAGS:,} tags; move parts into templates that it includes"
        raise jinja2.TemplateSyntaxError(message, 1, name, path)


@lru_cache(maxsize=_MAX_TREES)
def syntax_tree(text: str) -> nodes.Template:
    """The syntax tree of a template's text, shared: do not change it. Raises TemplateSyntaxError."""
    check_size(text)
    try:
        return _PARSER.parse(text)
    except RecursionError:
        raise jinja2.TemplateSyntaxError("the template is nested too deeply", 1) from None


@lru_cache(maxsize=_MAX_TREES)
def referenced_names(text: str) -> tuple[str, ...]:
    """The templates that a template's text includes, imports or extends by name. Raises TemplateSyntaxError."""
    try:
        return tuple(name for name in jinja2.meta.find_referenced_templates(syntax_tree(text)) if name)
    except RecursionError:
        raise jinja2.TemplateSyntaxError("the template is nested too deeply", 1) from None

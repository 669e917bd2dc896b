"""The compiled templates of themes, which all builds of this process share: compiling those of Material takes longer
than the build of a small site.
"""

from __future__ import annotations

from contextlib import suppress
from types import CodeType

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

_MAX_CODES = 2_000
"""Arbitrary: many times the templates of a theme. A server that sees many edits empties the cache then."""


class _ThemeTemplates(BytecodeCache):
    """The code of templates, by file, text and everything in the environment that decides how they are compiled."""

    def __init__(self) -> None:
        self._codes: dict[object, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja the code of a template that was compiled before."""
        with suppress(TypeError):  # a plugin can add a filter that is not hashable
            bucket.code = self._codes.get(_key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if len(self._codes) >= _MAX_CODES:
            self._codes.clear()
        if bucket.code is not None:
            with suppress(TypeError):
                self._codes[_key(bucket)] = bucket.code


COMPILED_TEMPLATES = _ThemeTemplates()


def _key(bucket: Bucket) -> tuple[object, ...]:
    return bucket.key, bucket.checksum, *_settings(bucket.environment)


def _settings(environment: Environment) -> tuple[object, ...]:
    """What plugins can change before a template is compiled: its syntax, and the filters that Jinja calls then."""
    return (
        tuple(environment.extensions),
        frozenset(environment.filters.items()),
        frozenset(environment.tests.items()),
        environment.autoescape,
        environment.finalize,
        environment.code_generator_class,
        environment.trim_blocks,
        environment.lstrip_blocks,
        environment.keep_trailing_newline,
    )

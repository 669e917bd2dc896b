"""The sandbox that templates run in: nothing is left to chance, no single step grows without end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, cast

import jinja2
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST = 999_999
"""The largest width, count or length that one step of a template may ask for."""
_MOST_BITS = 10_000
_WIDTH = re.compile(rf"[0-9]{{{len(str(MOST)) + 1},}}")
_WIDTH_FROM_VALUE = re.compile(r"%[^a-zA-Z]*\*|\{[^{}]*:[^{}]*\{")
_WITH_WIDTHS = ("batch", "center", "indent", "round", "slice", "tojson")


class _Template(jinja2.Template):
    """A template that knows what it loaded: Jinja runs what is imported once, and keeps its macros."""

    loaded: frozenset[str] = frozenset()

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        environment = cast(Sandbox, self.environment)
        outer, environment.asked = environment.asked, set()
        try:
            module = super()._get_default_module(ctx)
        finally:
            self.loaded |= environment.asked
            environment.asked = outer | self.loaded
        return module


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox without random values, and with bounds on what grows by a number."""

    template_class = _Template

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        del self.globals["lipsum"]
        del self.filters["random"]
        for name in _WITH_WIDTHS:
            self.filters[name] = _bounded(self.filters[name])
        self.filters["format"] = _formatting(self.filters["format"])
        self.asked: set[str] = set()
        """The templates that have been asked for; whoever wants to know empties it before."""

    def _load_template(self, name: str, globals: Any) -> Any:  # noqa: A002 - Jinja names it
        self.asked.add(name)
        return super()._load_template(name, globals)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of `*`, `**` or `%`. Raises SecurityError where it would be enormous."""
        if operator == "%" and isinstance(left, str):
            check_widths(left, right if isinstance(right, tuple) else (right,))
        elif operator != "%" and _is_enormous(operator, left, right):
            raise SecurityError(f"the result of '{operator}' is too big")
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """`str.format` and `str.format_map` as the sandbox allows them, their widths bounded."""
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None

        def run(*args: Any, **named: Any) -> str:
            check_widths(value.__self__, (*args, *named.values()))
            return wrapped(*args, **named)

        return run

    def call(self, context: Context, called: Any, /, *args: Any, **named: Any) -> Any:
        """What a call gives. Raises SecurityError where a text's method is given an enormous number."""
        if isinstance(getattr(called, "__self__", None), (str, bytes, int)):
            _check_numbers((*args, *named.values()))
        return super().call(context, called, *args, **named)


def check_widths(text: str, values: Iterable[Any]) -> None:
    """Raises SecurityError where a format asks for an enormous width, itself or by one of its values."""
    if _WIDTH.search(text):
        raise SecurityError(f"a format may not ask for a width beyond {MOST}")
    if _WIDTH_FROM_VALUE.search(text):
        _check_numbers(values)


def _check_numbers(values: Iterable[Any]) -> None:
    for value in values:
        if isinstance(value, Mapping):
            _check_numbers(value.values())
        elif isinstance(value, int) and abs(value) > MOST:
            raise SecurityError(f"a number beyond {MOST} is too big here")


def _is_enormous(operator: str, left: Any, right: Any) -> bool:
    """Whether a product or power would be a giant number, text or list."""
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() * right if operator == "**" else left.bit_length() + right.bit_length()
        return bits > _MOST_BITS
    for some, count in ((left, right), (right, left)):
        if isinstance(some, (str, bytes, list, tuple)) and isinstance(count, int):
            return len(some) * count > MOST
    return False


def _bounded(run: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that takes no enormous numbers besides the value itself."""
    first = 2 if hasattr(run, "jinja_pass_arg") else 1

    @wraps(run)
    def bounded(*args: Any, **named: Any) -> Any:
        _check_numbers((*args[first:], *named.values()))
        return run(*args, **named)

    return bounded


def _formatting(run: Callable[..., Any]) -> Callable[..., Any]:
    """The filter `format`, its widths bounded."""

    @wraps(run)
    def bounded(text: Any, *args: Any, **named: Any) -> Any:
        check_widths(str(text), (*args, *named.values()))
        return run(text, *args, **named)

    return bounded

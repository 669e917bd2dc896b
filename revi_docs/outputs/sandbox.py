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

MAX_SIZE = 999_999
"""The largest width, count or length that one step of a template may ask for."""
_MAX_BITS = 10_000
_EXCESSIVE_WIDTH = re.compile(rf"[0-9]{{{len(str(MAX_SIZE)) + 1},}}")
_WIDTH_FROM_VALUE = re.compile(r"%[^a-zA-Z]*\*|\{[^{}]*:[^{}]*\{")
_FILTERS_WITH_SIZES = ("batch", "center", "indent", "round", "slice", "tojson")


class _TrackingTemplate(jinja2.Template):
    """A template that knows what it loaded: Jinja runs what is imported once, and keeps its macros."""

    loaded_names: frozenset[str] = frozenset()

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        environment = cast(Sandbox, self.environment)
        outer, environment.requested_templates = environment.requested_templates, set()
        try:
            module = super()._get_default_module(ctx)
        finally:
            self.loaded_names |= environment.requested_templates
            environment.requested_templates = outer | self.loaded_names
        return module


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox without random values, and with bounds on what grows by a number."""

    template_class = _TrackingTemplate

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        del self.globals["lipsum"]
        del self.filters["random"]
        for name in _FILTERS_WITH_SIZES:
            self.filters[name] = _with_size_limit(self.filters[name])
        self.filters["format"] = _with_width_limit(self.filters["format"])
        self.requested_templates: set[str] = set()
        """The templates that have been asked for; whoever wants to know empties it before."""

    def _load_template(self, name: str, globals: Any) -> Any:  # noqa: A002 - Jinja names it
        self.requested_templates.add(name)
        return super()._load_template(name, globals)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of `*`, `**` or `%`. Raises SecurityError where it would be enormous."""
        if operator == "%" and isinstance(left, str):
            check_widths(left, right if isinstance(right, tuple) else (right,))
        elif operator != "%" and _exceeds_limit(operator, left, right):
            raise SecurityError(f"the result of '{operator}' is too big")
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """`str.format` and `str.format_map` as the sandbox allows them, their widths bounded."""
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None

        def format_with_limits(*args: Any, **kwargs: Any) -> str:
            check_widths(value.__self__, (*args, *kwargs.values()))
            return wrapped(*args, **kwargs)

        return format_with_limits

    def call(self, context: Context, callee: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What a call gives. Raises SecurityError where a text's method is given an enormous number."""
        if isinstance(getattr(callee, "__self__", None), (str, bytes, int)):
            _check_numbers((*args, *kwargs.values()))
        return super().call(context, callee, *args, **kwargs)


def check_widths(text: str, values: Iterable[Any]) -> None:
    """Raises SecurityError where a format asks for an enormous width, itself or by one of its values."""
    if _EXCESSIVE_WIDTH.search(text):
        raise SecurityError(f"a format may not ask for a width beyond {MAX_SIZE}")
    if _WIDTH_FROM_VALUE.search(text):
        _check_numbers(values)


def _check_numbers(values: Iterable[Any]) -> None:
    for value in values:
        if isinstance(value, Mapping):
            _check_numbers(value.values())
        elif isinstance(value, int) and abs(value) > MAX_SIZE:
            raise SecurityError(f"a number beyond {MAX_SIZE} is too big here")


def _exceeds_limit(operator: str, left: Any, right: Any) -> bool:
    """Whether a product or power would be a giant number, text or list."""
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() * right if operator == "**" else left.bit_length() + right.bit_length()
        return bits > _MAX_BITS
    for sequence, count in ((left, right), (right, left)):
        if isinstance(sequence, (str, bytes, list, tuple)) and isinstance(count, int):
            return len(sequence) * count > MAX_SIZE
    return False


def _with_size_limit(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that takes no enormous numbers besides the value itself."""
    first_argument = 2 if hasattr(function, "jinja_pass_arg") else 1

    @wraps(function)
    def bounded(*args: Any, **kwargs: Any) -> Any:
        _check_numbers((*args[first_argument:], *kwargs.values()))
        return function(*args, **kwargs)

    return bounded


def _with_width_limit(function: Callable[..., Any]) -> Callable[..., Any]:
    """The filter `format`, its widths bounded."""

    @wraps(function)
    def bounded(text: Any, *args: Any, **kwargs: Any) -> Any:
        check_widths(str(text), (*args, *kwargs.values()))
        return function(text, *args, **kwargs)

    return bounded

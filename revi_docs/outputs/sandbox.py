"""The sandbox for templates: no randomness, and no single operation that produces an enormous value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from itertools import chain
from types import BuiltinMethodType, MethodType
from typing import Any, cast

import jinja2
from jinja2 import Environment, nodes, pass_environment
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.filters import do_sum, make_attrgetter
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from revi_docs.outputs.counted_operations import COUNTING_FILTERS, CountingTransformer, at_run_time, counted
from revi_docs.outputs.template_budget import MAX_HASHED_NUMBER, TemplateBudget

# The largest width, count or length in one step of a template. Arbitrary: far above every sensible use, and
# all nines, so that every larger width in a format has more digits.
MAX_SIZE = 999_999
# The largest product or power, in bits. Arbitrary: about 3,000 digits.
_MAX_BITS = 10_000
# Answers of the sandbox that are remembered. Arbitrary: far above the attributes that templates name.
_MAX_ANSWERS = 10_000
_HASHED_WITH_EFFORT = (int, tuple, list, dict, frozenset, set)
_METHOD_TYPES = frozenset({MethodType, BuiltinMethodType})
_EXCESSIVE_WIDTH = re.compile(rf"[0-9]{{{len(str(MAX_SIZE)) + 1},}}")
# `%*d` and `{:{width}}` take the width from an argument.
_WIDTH_FROM_VALUE = re.compile(r"%[^a-zA-Z%]*\*|\{[^{}:]*:[^{}]*\{")
# Jinja passes the variables of the enclosing loop and block with each call; they are not arguments.
_SCOPES = frozenset({"_loop_vars", "_block_vars"})
# The filters whose arguments decide how large the result is.
_FILTERS_WITH_SIZES = ("batch", "center", "indent", "round", "slice", "tojson")
# Filters that make a large number of small constants.
_FILTERS_WITH_LARGE_NUMBERS = ("int", "sum")


class _TrackingTemplate(jinja2.Template):
    """A template that remembers what it loaded, because Jinja runs an imported template only once."""

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
    """Jinja's sandbox without random values, and with limits on values that a number makes large."""

    template_class = _TrackingTemplate

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        # Both are random: two renders of the same contract would differ.
        del self.globals["lipsum"]
        del self.filters["random"]
        self.filters["sum"] = _linear_sum
        self.filters.update(COUNTING_FILTERS)
        # The renderer replaces it before each render.
        self.budget = TemplateBudget()
        # The templates that were requested; the renderer empties it before each render.
        self.requested_templates: set[str] = set()
        self._safe_attributes: dict[tuple[type, str], bool] = {}

    def count_filters(self) -> None:
        """Let every filter and test count its work; called once, after all filters are added."""
        for functions in (self.filters, self.tests):
            for name, function in functions.items():
                if name not in COUNTING_FILTERS:
                    functions[name] = counted(name, cast(Callable[..., Any], function), lambda: self.budget)
        # Outside, because their messages name the number to change.
        for name in _FILTERS_WITH_SIZES:
            self.filters[name] = _with_size_limit(self.filters[name])
        self.filters["format"] = _with_width_limit(self.filters["format"])
        for name in _FILTERS_WITH_LARGE_NUMBERS:
            self.filters[name] = at_run_time(self.filters[name])

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for constant in template.find_all(nodes.Const):
            # Python compiles constants with a table of its own, see TemplateBudget.take_key.
            if isinstance(constant.value, int) and constant.value > MAX_HASHED_NUMBER:
                message = f"a number must not exceed {MAX_HASHED_NUMBER:,}"
                raise TemplateSyntaxError(message, constant.lineno, name, filename)
        counted_template: nodes.Template = CountingTransformer().visit(template)
        return counted_template

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The item, or the part that a slice selects, counted."""
        if isinstance(argument, tuple):
            self.budget.take_result(argument)
        result = super().getitem(obj, argument)
        if isinstance(argument, slice):
            self.budget.take_result(result)
        return result

    def select_template(self, names: Any, *args: Any, **kwargs: Any) -> Any:
        """The first template of a list; a list that is larger than it looks is refused before a message shows it."""
        self.budget.take_result(names)
        return super().select_template(names, *args, **kwargs)

    def _load_template(self, name: str, globals: Any) -> Any:  # noqa: A002 - a parameter of Jinja's method
        self.budget.take_steps()
        self.requested_templates.add(name)
        return super()._load_template(name, globals)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of an operator. Raises SecurityError if it would be enormous."""
        if operator == "%" and isinstance(left, str):
            check_widths(left, right if isinstance(right, tuple) else (right,))
        elif operator in {"*", "**"} and _exceeds_limit(operator, left, right):
            raise SecurityError(f"the result of '{operator}' is too big")
        self.budget.take_steps()
        if operator == "%" and isinstance(left, str):
            self.budget.check_operation(left, right)
        result = super().call_binop(context, operator, left, right)
        if not isinstance(result, (int, float)):
            self.budget.take_result(result)
        return result

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read an attribute: Jinja's answer, which depends on the type and the name only."""
        question = type(obj), attr
        is_safe = self._safe_attributes.get(question)
        if is_safe is None:
            if len(self._safe_attributes) >= _MAX_ANSWERS:
                self._safe_attributes.clear()
            is_safe = self._safe_attributes[question] = super().is_safe_attribute(obj, attr, value)
        return is_safe

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """The sandboxed `str.format` and `str.format_map`, with limited widths."""
        if type(value) not in _METHOD_TYPES:
            return None
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None

        def format_with_limits(*args: Any, **kwargs: Any) -> str:
            check_widths(value.__self__, (*args, *kwargs.values()))
            self.budget.check_operation(value.__self__, [*args, *kwargs.values()])
            return wrapped(*args, **kwargs)

        return format_with_limits

    def call(self, context: Context, callee: Any, /, *args: Any, **kwargs: Any) -> Any:
        """The result of a call. Raises SecurityError if a method of a string gets an enormous number."""
        if isinstance(getattr(callee, "__self__", None), (str, bytes, int)):
            args = tuple(list(value) if isinstance(value, Iterator) else value for value in args)
            values = [*args, *(value for key, value in kwargs.items() if key not in _SCOPES)]
            _check_numbers(values)
            self.budget.check_operation(callee.__self__, values)
        self.budget.take_call()
        if callee is dict or isinstance(getattr(callee, "__self__", None), (dict, type)):
            args = tuple(list(value) if isinstance(value, Iterator) else value for value in args)
        if type(callee) is Macro:  # what Jinja does after a dozen questions; most calls are calls of macros
            for scope in _SCOPES:
                kwargs.pop(scope, None)
            result = callee(context.eval_ctx, *args, **kwargs)
        else:
            # Any of them may become a key, for example of the results that the functions of templates cache.
            for value in (*args, *(value for key, value in kwargs.items() if key not in _SCOPES)):
                if isinstance(value, _HASHED_WITH_EFFORT):
                    self.budget.take_key(value)
            result = super().call(context, callee, *args, **kwargs)
        if isinstance(result, str):
            self.budget.take_result(result)
        return result


@pass_environment
def _linear_sum(
    environment: Environment, values: Iterable[Any], attribute: str | int | None = None, start: Any = 0
) -> Any:
    """Jinja's `sum`, in linear time for lists too."""
    if not isinstance(start, (list, tuple)):
        return do_sum(environment, values, attribute, start)
    parts = values if attribute is None else map(make_attrgetter(environment, attribute), values)
    return type(start)(chain(start, *parts))


def check_widths(text: str, values: Iterable[Any]) -> None:
    """Raise SecurityError if a format has an enormous width, written in it or passed as a value."""
    if _EXCESSIVE_WIDTH.search(text):
        raise SecurityError(f"a width in a format must not exceed {MAX_SIZE}")
    if _WIDTH_FROM_VALUE.search(text):
        _check_numbers(values)


def _check_numbers(values: Iterable[Any]) -> None:
    for value in values:
        if isinstance(value, Mapping):
            _check_numbers(value.values())
        elif isinstance(value, int) and abs(value) > MAX_SIZE:
            raise SecurityError(f"a number in this call must not exceed {MAX_SIZE}")


def _exceeds_limit(operator: str, left: Any, right: Any) -> bool:
    """Whether a product or power would be an enormous number, string or list."""
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() * right if operator == "**" else left.bit_length() + right.bit_length()
        return bits > _MAX_BITS
    for sequence, count in ((left, right), (right, left)):
        if isinstance(sequence, (str, bytes, list, tuple)) and isinstance(count, int):
            return len(sequence) * count > MAX_SIZE
    return False


def _with_size_limit(function: Callable[..., Any]) -> Callable[..., Any]:
    """The filter with limits on its numeric arguments; the filtered value itself is not limited."""
    first_argument = 2 if hasattr(function, "jinja_pass_arg") else 1

    @wraps(function)
    def bounded(*args: Any, **kwargs: Any) -> Any:
        _check_numbers((*args[first_argument:], *kwargs.values()))
        return function(*args, **kwargs)

    return bounded


def _with_width_limit(function: Callable[..., Any]) -> Callable[..., Any]:
    """The filter `format` with limited widths."""

    @wraps(function)
    def bounded(text: Any, *args: Any, **kwargs: Any) -> Any:
        check_widths(str(text), (*args, *kwargs.values()))
        return function(text, *args, **kwargs)

    return bounded

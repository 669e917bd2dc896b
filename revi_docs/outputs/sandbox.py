"""The sandbox for templates: no randomness, and no single operation that produces an enormous value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from types import BuiltinMethodType, MethodType
from typing import Any, cast

import jinja2
from jinja2 import Environment, nodes, pass_environment
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import do_sum, make_attrgetter
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from revi_docs.outputs.context.view import ItemView
from revi_docs.outputs.counted_operations import COUNTING_FILTERS, CountingTransformer, at_run_time, counted
from revi_docs.outputs.number_limits import (
    check_numbers,
    check_widths,
    exceeds_limit,
    with_size_limit,
    with_width_limit,
)
from revi_docs.outputs.template_budget import TemplateBudget

# Answers of the sandbox that are remembered. Arbitrary: far above the attributes that templates name.
_MAX_ANSWERS = 10_000
_HASHED_WITH_EFFORT = (int, tuple, list, dict, frozenset, set)
_METHOD_TYPES = frozenset({MethodType, BuiltinMethodType})
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
            self.filters[name] = with_size_limit(self.filters[name])
        self.filters["format"] = with_width_limit(self.filters["format"])
        for name in _FILTERS_WITH_LARGE_NUMBERS:
            self.filters[name] = at_run_time(self.filters[name])

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        counted_template: nodes.Template = CountingTransformer(name, filename).visit(template)
        return counted_template

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute. Of the contract, a template may read every value, and none is a method of a string."""
        if type(obj) is ItemView and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)

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
        elif operator in {"*", "**"} and exceeds_limit(operator, left, right):
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
        scopes = {name: kwargs.pop(name) for name in _SCOPES if name in kwargs}
        if type(callee) is Macro:  # what Jinja does after a dozen questions; most calls are calls of macros
            self.budget.take_call()
            text = callee(context.eval_ctx, *args, **kwargs)
            self.budget.take_result(text)
            return text
        if isinstance(getattr(callee, "__self__", None), (str, bytes, int)):
            args = tuple(list(value) if isinstance(value, Iterator) else value for value in args)
            check_numbers((*args, *kwargs.values()))
            self.budget.check_operation(callee.__self__, [*args, *kwargs.values()])
        self.budget.take_call()
        if callee is dict or isinstance(getattr(callee, "__self__", None), (dict, type)):
            args = tuple(list(value) if isinstance(value, Iterator) else value for value in args)
        # Any of them may become a key, for example of the results that the functions of templates cache.
        for value in (*args, *kwargs.values()):
            if isinstance(value, _HASHED_WITH_EFFORT):
                self.budget.take_key(value)
        if type(callee) is partial:  # a function of ours: Jinja would ask whether it may be called, and how
            result = callee(*args, **kwargs)
        else:
            result = super().call(context, callee, *args, **kwargs, **scopes)
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

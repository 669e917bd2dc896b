"""The operations of a template, counted: loops, comparisons, `~`, filters and tests.

Jinja cannot override loops, comparisons and `~`; they are rewritten in the syntax tree to call counting filters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, wraps
from typing import Any

from jinja2 import TemplateSyntaxError, nodes, pass_context
from jinja2.runtime import Context, markup_join
from jinja2.tests import test_in
from jinja2.visitor import NodeTransformer

from revi_docs.outputs.template_budget import MAX_HASHED_NUMBER, TemplateBudget


def budget_of(context: Context) -> TemplateBudget:
    """The budget of the render that a context belongs to."""
    budget: TemplateBudget = context.environment.budget  # type: ignore[attr-defined]  # an attribute of our sandbox
    return budget


@pass_context
def count_iteration(context: Context, literal_size: int) -> bool:
    """Count one iteration of a loop, with the text between its tags; always true."""
    budget = budget_of(context)
    budget.take_steps()
    budget.take_text(literal_size)
    return True


@pass_context
def measure(context: Context, value: Any) -> Any:
    """Count an operand of a comparison, and return it."""
    budget_of(context).take_operand(value)
    return value


@pass_context
def measure_key(context: Context, value: Any) -> Any:
    """Count a key of a mapping, and return it."""
    budget_of(context).take_key(value)
    return value


@pass_context
def search(context: Context, container: Any, value: Any) -> bool:
    """The result of `value in container`."""
    budget_of(context).take_search(value, container)
    return value in container


@pass_context
def concatenate(context: Context, parts: list[Any]) -> str:
    """The result of `~`."""
    budget = budget_of(context)
    budget.take_steps()
    budget.take_result(parts)
    return markup_join(parts)


# Not valid names, so that no template can use or hide them.
COUNTING_FILTERS = {
    "<count>": count_iteration,
    "<measure>": measure,
    "<key>": measure_key,
    "<search>": search,
    "<concatenate>": concatenate,
}


class CountingTransformer(NodeTransformer):
    """Rewrites a syntax tree so that loops, comparisons and `~` are counted.

    `name` and `filename` are those of the template, for an error. Raises TemplateSyntaxError for a large number.
    """

    def __init__(self, name: str | None, filename: str | None) -> None:
        self._name = name
        self._filename = filename

    def visit_Const(self, node: nodes.Const) -> nodes.Const:  # noqa: N802 - the name that Jinja's visitor calls
        """Refuse a large number: Python compiles constants with a table of its own, see `TemplateBudget.take_key`."""
        if isinstance(node.value, int) and node.value > MAX_HASHED_NUMBER:
            message = f"a number must not exceed {MAX_HASHED_NUMBER:,}"
            raise TemplateSyntaxError(message, node.lineno, self._name, self._filename)
        return node

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - as above
        """Count every iteration, those that the condition of the loop skips included."""
        self.generic_visit(node)
        literal_size = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        count = _call("<count>", nodes.Const(literal_size, lineno=node.lineno), node)
        if node.test is not None:
            node.test = nodes.And(
                _call("<count>", nodes.Const(0, lineno=node.lineno), node), node.test, lineno=node.lineno
            )
        node.body = [nodes.ExprStmt(count, lineno=node.lineno), *node.body]
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Expr:  # noqa: N802 - as above
        """Measure the operands: comparing or searching a long value takes long."""
        self.generic_visit(node)
        if len(node.ops) == 1 and node.ops[0].op in {"in", "notin"}:
            is_found = _call("<search>", node.ops[0].expr, node, node.expr)
            return nodes.Not(is_found, lineno=node.lineno) if node.ops[0].op == "notin" else is_found
        node.expr = _call("<measure>", node.expr, node)
        for operand in node.ops:
            operand.expr = _call("<measure>", operand.expr, node)
        return node

    def visit_Dict(self, node: nodes.Dict) -> nodes.Dict:  # noqa: N802 - as above
        """Measure the keys, which are hashed."""
        self.generic_visit(node)
        for pair in node.items:
            pair.key = _call("<key>", pair.key, node)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802 - as above
        """Limit the result of `~`."""
        self.generic_visit(node)
        return _call("<concatenate>", nodes.List(node.nodes, lineno=node.lineno), node)


def _has_next(kind: type) -> bool:
    """Whether values of a type are iterators; as `issubclass(kind, Iterator)`, which is much slower."""
    return hasattr(kind, "__next__")


_is_iterator: Callable[[type], bool] = cache(_has_next)


def _count(values: Any) -> int:
    return len(values) if isinstance(values, (list, tuple, range)) else 1


def _attribute_steps(arguments: Iterable[Any], options: Mapping[str, Any]) -> int:
    """The steps to an attribute such as `a.b.c`, for each item; a short path costs nothing."""
    return sum(text.count(".") for text in (*arguments, *options.values()) if isinstance(text, str))


_HASHING_FILTERS = frozenset({"names_in", "unique"})
# These filters apply another filter or test to each item, which is counted itself, or return what they get.
_UNLIMITED_FILTERS = frozenset({"attr", "d", "default", "map", "reject", "rejectattr", "select", "selectattr"})


def counted(name: str, function: Callable[..., Any], budget: Callable[[], TemplateBudget]) -> Callable[..., Any]:
    """A filter or test that counts its arguments and its result."""
    first = 1 if hasattr(function, "jinja_pass_arg") else 0
    is_unlimited = name in _UNLIMITED_FILTERS
    is_conversion = not is_unlimited and name not in _HASHING_FILTERS and function is not test_in

    @wraps(function)
    def bounded(*args: Any, **kwargs: Any) -> Any:
        current = budget()
        if is_conversion and len(args) == first + 1 and isinstance(args[first], str) and not kwargs:
            # Most calls: a text without arguments. The rest comes to the same result for it.
            current.take_conversion(args[first])
            result = function(*args)
            current.take_result(result)
            return result
        arguments = [list(value) if _is_iterator(type(value)) else value for value in args]
        if len(args) > first and _is_iterator(type(args[first])):
            current.take_steps(len(arguments[first]))
        if is_unlimited:
            current.take_call()
            current.take_steps(_count(arguments[first]) * _attribute_steps(arguments[first + 1 :], kwargs))
        elif function is test_in and len(arguments) == 2:
            current.take_call()
            current.take_search(*arguments)
        else:
            current.check_operation(arguments[first], [*arguments[first + 1 :], *kwargs.values()])
            if name in _HASHING_FILTERS:
                current.take_key(arguments[first])
        result = function(*arguments, **kwargs)
        current.take_result(result)
        return result

    return bounded


def at_run_time(function: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, which Jinja's optimizer does not replace by its result: that would be a constant of the code."""
    needs_environment = hasattr(function, "jinja_pass_arg")

    @pass_context
    @wraps(function)
    def call(context: Context, *args: Any, **kwargs: Any) -> Any:
        return function(*((context.environment,) if needs_environment else ()), *args, **kwargs)

    return call


def _call(name: str, operand: nodes.Expr, node: nodes.Node, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(operand, name, list(arguments), [], None, None, lineno=node.lineno)

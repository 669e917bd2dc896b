"""A budget for one render: how many steps a template may take, and how much text it may produce on the way.

Jinja's sandbox limits what a template can reach, not how long it runs. Steps are counted instead of seconds, so
that every machine rejects the same templates. Jinja cannot override loops, comparisons and `~`; they are rewritten
in the syntax tree to call counting filters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sized
from functools import wraps
from typing import Any

from jinja2 import Undefined, nodes, pass_context
from jinja2.runtime import Context, markup_join
from jinja2.tests import test_in
from jinja2.visitor import NodeTransformer

# Arbitrary: about three seconds of work, far above every template that renders one document.
MAX_STEPS = 3_000_000
# Characters of all results together: sixteen outputs of the largest size (4 MiB).
MAX_CHARACTERS = 64 * 1024 * 1024
# Characters that one operation may produce at most, estimated before it runs.
MAX_RESULT = 16 * 1024 * 1024
# Characters that cost as much as one step. Arbitrary: copying and comparing text is much faster than a step.
_CHARACTERS_PER_STEP = 64
# Measured: without it, three million calls of a test took 15 s, three million iterations of a loop 0.8 s.
_STEPS_PER_CALL = 10
# Arbitrary: counting a part of a list is several times faster than an iteration of a loop.
_PARTS_PER_STEP = 4
_HASH_TABLES = frozenset({dict, set, frozenset})  # not their subclasses, which could search in another way
# Items of one value, those of inner lists included. Arbitrary: far above every list in a contract.
MAX_PARTS = 1_000_000


class BudgetError(Exception):
    """A template takes too many steps or produces too much text."""


class TemplateBudget:
    """What is left for one render."""

    def __init__(self) -> None:
        self.steps = MAX_STEPS
        self.characters = MAX_CHARACTERS

    def take_steps(self, count: int = 1) -> None:
        """Count steps. Raises BudgetError if the template has taken too many."""
        self.steps -= count
        if self.steps < 0:
            raise BudgetError(f"the template takes more than {MAX_STEPS:,} steps")

    def take_call(self) -> None:
        """Count a call."""
        self.take_steps(_STEPS_PER_CALL)

    def take_text(self, size: int) -> None:
        """Count characters or items of a result. Raises BudgetError if there are too many."""
        self.characters -= size
        if self.characters < 0:
            raise BudgetError(f"the values in the template exceed {MAX_CHARACTERS:,} characters together")
        self.take_steps(size // _CHARACTERS_PER_STEP)

    def take_result(self, value: Any) -> None:
        """Count the size of a result."""
        if isinstance(value, str):
            self.take_text(len(value))
        elif isinstance(value, Sized) and not isinstance(value, Undefined):
            self.take_text(self._measure(value))

    def _measure(self, value: Any) -> int:
        if isinstance(value, str):
            return len(value)
        size, parts = size_of(value)
        self.take_steps(parts // _PARTS_PER_STEP)
        return size

    def take_operand(self, value: Any) -> None:
        """Count the size of a value that is compared or hashed."""
        self.take_steps(self._measure(value) // _CHARACTERS_PER_STEP)

    def take_search(self, value: Any, container: Any) -> None:
        """Count `value in container`. Finding a string in a hash table takes the same time whatever its size.

        Strings only: their hashes are random in each process, while numbers can be chosen to have equal hashes.
        """
        self.take_operand(value)
        if isinstance(value, str) and type(container) in _HASH_TABLES:
            self.take_steps()
        else:
            self.take_operand(container)

    def check_operation(self, subject: Any, arguments: Any) -> None:
        """Count one operation. Raises BudgetError if its result could be enormous, whatever the operation is.

        The result of `replace`, `join`, `indent`, `translate` and the like is at most the subject times the
        argument, in characters or as a number.
        """
        # A number has no characters, but its text does.
        subject_size, argument_size = 1 + self._measure(subject), self._measure(arguments) if arguments else 0
        self.take_steps(_STEPS_PER_CALL + (subject_size + argument_size) // _CHARACTERS_PER_STEP)
        if subject_size * max(argument_size, _largest_number(arguments)) > MAX_RESULT:
            raise BudgetError(f"the result of one operation could exceed {MAX_RESULT:,} characters")


def size_of(value: Any) -> tuple[int, int]:
    """The characters and items in a value, and the number of its parts, those of inner lists included.

    Raises BudgetError for a value with too many parts: lists that contain one list many times are small in memory.
    """
    size, parts, pending = 0, 0, [value]
    while pending:
        part = pending.pop()
        parts += 1
        if parts > MAX_PARTS:
            raise BudgetError(f"a value has more than {MAX_PARTS:,} parts")
        if isinstance(part, str):  # first: most values are strings, and testing for Sized is slow
            size += len(part)
            continue
        if isinstance(part, int):
            size += part.bit_length() // 8
        elif isinstance(part, Sized) and not isinstance(part, Undefined):
            size += len(part)
        if type(part) is dict:
            pending += (*part, *part.values())
        elif isinstance(part, (list, tuple, set, frozenset)):
            pending += part
    return size, parts


def _largest_number(values: Any) -> int:
    numbers = (
        abs(value) for value in (values if isinstance(values, (list, tuple)) else (values,)) if isinstance(value, int)
    )
    return max(numbers, default=0)


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
    "<search>": search,
    "<concatenate>": concatenate,
}


class CountingTransformer(NodeTransformer):
    """Rewrites a syntax tree so that loops, comparisons and `~` are counted."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - the name that Jinja's visitor calls
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
            pair.key = _call("<measure>", pair.key, node)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802 - as above
        """Limit the result of `~`."""
        self.generic_visit(node)
        return _call("<concatenate>", nodes.List(node.nodes, lineno=node.lineno), node)


# These filters apply another filter or test to each item, which is counted itself, or return what they get.
_UNLIMITED_FILTERS = frozenset({"attr", "d", "default", "map", "reject", "rejectattr", "select", "selectattr"})


def counted(name: str, function: Callable[..., Any], budget: Callable[[], TemplateBudget]) -> Callable[..., Any]:
    """A filter or test that counts its arguments and its result."""
    first = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def bounded(*args: Any, **kwargs: Any) -> Any:
        arguments = [*args[:first], *(list(value) if isinstance(value, Iterator) else value for value in args[first:])]
        if name in _UNLIMITED_FILTERS:
            budget().take_call()
        elif function is test_in and len(arguments) == 2:
            budget().take_call()
            budget().take_search(*arguments)
        else:
            budget().check_operation(arguments[first], [*arguments[first + 1 :], *kwargs.values()])
        result = function(*arguments, **kwargs)
        budget().take_result(result)
        return result

    return bounded


def _call(name: str, operand: nodes.Expr, node: nodes.Node, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(operand, name, list(arguments), [], None, None, lineno=node.lineno)

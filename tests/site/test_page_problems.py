"""Problems in pages of the site."""

from __future__ import annotations

from revi_docs.contract.loader import parse
from revi_docs.problems.problem import Place
from revi_docs.site.definitions import Definition, Definitions
from revi_docs.site.page_problems import bad_diagram, broken_diagram_link, duplicate_definition, unknown_item

PLACE = Place("docs/a.md", 3, 1)


def test_diagrams() -> None:
    bad, broken = bad_diagram("syntax error", PLACE), broken_diagram_link("x.md", PLACE)
    assert (bad.code, bad.message) == ("bad-diagram", "the diagram cannot be drawn as written: syntax error")
    assert (broken.code, broken.message) == ("diagram-link", "a diagram links to 'x.md': the page does not exist")


def test_an_unknown_item_suggests_a_known_one() -> None:
    definitions = Definitions(parse(b"revi: 1\nstatuses: {open: {}, over: {terminal: true}}\n"))
    problem = unknown_item("statuses.opn", PLACE, definitions)
    assert problem.message == "the page defines 'statuses.opn', which is not in the contract"
    assert problem.fix == "write 'statuses.open', or name an item of the contract"


def test_a_second_definition_names_the_first() -> None:
    first = Definition(("statuses", "open"), "statuses/open.md", "open", Place("revi.yml", 2, 12))
    problem = duplicate_definition("statuses.open", PLACE, first)
    assert problem.message == "'statuses.open' is already defined in statuses/open.md#open"
    assert (problem.places, problem.cause) == ((PLACE,), (Place("revi.yml", 2, 12),))

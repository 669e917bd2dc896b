"""What can be wrong in a page of the site, as problems."""

from __future__ import annotations

from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Place, Problem
from revi_docs.site.definitions import Definition, Definitions


def bad_diagram(reason: str, place: Place) -> Problem:
    """Graphviz cannot draw a diagram, or not as it is written."""
    return Problem(
        code="bad-diagram",
        message=f"this diagram cannot be drawn as written: {reason}",
        fix="mend the Graphviz source of the diagram; in a generated page, in its template",
        places=(place,),
        subject=f"{place.file} {reason}",
    )


def diagram_link(written: str, place: Place) -> Problem:
    """A node links to a page that is not there."""
    return Problem(
        code="diagram-link",
        message=f"a diagram links to '{written}', and there is no such page",
        fix="write the path of a page relative to the file that holds the diagram",
        places=(place,),
        subject=f"{place.file} {written}",
    )


def unknown_item(what: str, place: Place, definitions: Definitions) -> Problem:
    """A mark names an item that the contract does not have."""
    known = (".".join(str(part) for part in path) for path in definitions.loaded.places if len(path) > 1)
    return Problem(
        code="unknown-item",
        message=f"the contract has no item '{what}' for this page to define",
        fix=f"name an item of the contract{did_you_mean(what, known)}",
        places=(place,),
        subject=what,
    )


def second_definition(what: str, place: Place, earlier: Definition) -> Problem:
    """Two places of the site say that they define an item."""
    at = f"{earlier.page}#{earlier.anchor}" if earlier.anchor else earlier.page
    return Problem(
        code="second-definition",
        message=f"'{what}' is defined here and in {at}",
        fix=f"keep one of the two marks 'revi:defined {what}'",
        places=(place,),
        because=(earlier.place,) if earlier.place else (),
        subject=what,
    )

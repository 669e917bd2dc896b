"""What can be wrong in a page of the site, as problems."""

from __future__ import annotations

from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import did_you_mean
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


def broken_diagram_link(target: str, place: Place) -> Problem:
    """A node links to a page that is not there."""
    return Problem(
        code="diagram-link",
        message=f"a diagram links to '{target}', and there is no such page",
        fix="write the path of a page relative to the file that holds the diagram",
        places=(place,),
        subject=f"{place.file} {target}",
    )


def unknown_item(item: str, place: Place, definitions: Definitions) -> Problem:
    """A mark names an item that the contract does not have."""
    item_names = (".".join(str(part) for part in path) for path in definitions.loaded.places if len(path) > 1)
    return Problem(
        code="unknown-item",
        message=f"the contract has no item '{item}' for this page to define",
        fix=f"name an item of the contract{did_you_mean(item, item_names)}",
        places=(place,),
        subject=item,
    )


def duplicate_definition(item: str, place: Place, existing: Definition) -> Problem:
    """Two places of the site say that they define an item."""
    location = f"{existing.page}#{existing.anchor}" if existing.anchor else existing.page
    return Problem(
        code="second-definition",
        message=f"'{item}' is defined here and in {location}",
        fix=f"keep one of the two marks 'revi:defined {item}'",
        places=(place,),
        cause=(existing.place,) if existing.place else (),
        subject=item,
    )

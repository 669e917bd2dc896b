"""The contract as a page: parts, anchors for every line, and links of its keys."""

from __future__ import annotations

import html
import re
from pathlib import Path

from revi_docs.contract.key_paths import format_key_path
from revi_docs.contract.loader import load, parse
from revi_docs.site.contract_listing import ContractListing, contract_listings, place_in_listings

CONTRACT = b"""\
# The head.
revi: 1

# Where a story can be.
# Two of them.
statuses:
  open: {description: "Not # done", terminal: false}  # at first
  "odd": {}

stages: [a]
"""


def listing(content: bytes = CONTRACT) -> ContractListing:
    loaded = parse(content, read_file=lambda _: (content, ()))
    return contract_listings(loaded)["revi.yml"]


def text_of(fragment: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", "", fragment))


def test_each_section_has_a_part_with_the_comments_above_it() -> None:
    parts = [(part.section, part.first_line, part.last_line) for part in listing().parts()]
    assert parts == [("revi", 1, 2), ("statuses", 4, 8), ("stages", 10, 10)]


def test_the_page_has_a_heading_and_a_placeholder_for_each_part() -> None:
    markdown = listing().markdown()
    assert re.findall(r"(?m)^(#+ .*)$", markdown) == ["# revi.yml", "## revi", "## statuses", "## stages"]
    assert re.findall(r"<!-- (.*) -->", markdown) == ["revi:listing 1 2", "revi:listing 4 8", "revi:listing 10 10"]


def test_every_line_has_an_anchor_and_its_text() -> None:
    lines_html = listing().html(4, 8, lambda _: None)
    lines = dict(re.findall(r'<span id="L(\d+)">(.*)</span>', lines_html))
    assert list(lines) == ["4", "5", "6", "7", "8"]
    assert [text_of(line) for line in lines.values()] == CONTRACT.decode().splitlines()[3:8]


def test_keys_lead_to_their_pages_and_comments_are_marked() -> None:
    lines_html = listing().html(7, 7, lambda path: f"x#{format_key_path(path)}" if path[-1] != "terminal" else None)
    assert (
        '  <a href="x#statuses.open">open</a>: {<a href="x#statuses.open.description">description</a>'
        ': "Not # done", terminal: false}  <i># at first</i>' in lines_html
    )


def test_the_copy_has_the_lines_as_a_code_block() -> None:
    assert listing().fenced(10, 10) == "```yaml\nstages: [a]\n```"


def test_a_contract_that_extends_others_has_a_page_for_each(tmp_path: Path) -> None:
    (tmp_path / "revi.yml").write_text("revi: 1\nextends: team/base.yml\nstatuses:\n  open: {}\n")
    (tmp_path / "team").mkdir()
    (tmp_path / "team/base.yml").write_text("revi: 1\nextends: revi/1\nstages:\n  desk: {}\n")
    loaded = load(tmp_path)
    listings = contract_listings(loaded)
    assert {name: listing.page for name, listing in listings.items()} == {
        "revi.yml": "reference/revi.yml.md",
        "team/base.yml": "reference/team/base.yml.md",
        "revi/1": "reference/revi/1.md",
    }
    assert place_in_listings(loaded.place_of("statuses", "open"), listings) == ("revi.yml", 4)
    assert place_in_listings(loaded.place_of("stages", "desk"), listings) == ("team/base.yml", 4)
    name, line = place_in_listings(loaded.place_of("statuses", "in-qa"), listings)
    assert (name, listings[name].lines[line - 1]) == ("revi/1", "  in-qa:")


def test_every_key_of_the_edition_is_found_in_its_line(tmp_path: Path) -> None:
    (tmp_path / "revi.yml").write_text("revi: 1\nextends: revi/1\n")
    edition = contract_listings(load(tmp_path))["revi/1"]
    for (line, column), path in edition.key_paths.items():
        assert edition.lines[line - 1][column - 1 :].lstrip('"').startswith(str(path[-1]))
    lines_html = "".join(edition.html(part.first_line, part.last_line, lambda _: "x") for part in edition.parts())
    assert lines_html.count('<a href="x">') == len(edition.key_paths)


def test_two_files_never_have_one_page() -> None:
    names = ("a/b.yml", "a-b.yml", "a/b-c.yml", "a-b/c.yml")
    assert len({ContractListing(name, "revi: 1\n", None).page for name in names}) == len(names)

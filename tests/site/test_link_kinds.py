"""Every automatic link of the site leads to what its name and its place mean, and a wrong one is found."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from revi_docs.contract.model import Contract
from revi_docs.site.mkdocs.builder import BuiltSite
from tests.support.link_kinds import ItemLink, LinkOracle, item_links, page_links, wrong_links
from tests.support.link_places import SECTIONS, TARGETS


@pytest.fixture(scope="module")
def links(built: BuiltSite) -> list[ItemLink]:
    return item_links(built.site)


@pytest.fixture(scope="module")
def oracle(links: list[ItemLink], contract: Contract) -> LinkOracle:
    return LinkOracle.of(links, contract)


def places(links: list[ItemLink]) -> list[ItemLink]:
    """One link for each sort of place and each kind of item."""
    by_place = {
        (link.heading, link.target and link.target[0], tuple(sorted(link.expected_kinds())), link.before[:12]): link
        for link in links
        if link.target
    }
    return list(by_place.values())


def href_of(kind: str, name: str) -> str:
    """The address of an item."""
    pattern = next(pattern for pattern, other in TARGETS.items() if other == kind)
    return re.sub(r"\(\?:.*?\)\?", "", pattern.replace("(?P<name>[^#/]+)", name)).replace("[^#/]+", "group")


def test_every_automatic_link_leads_to_the_kind_that_its_place_expects(
    built: BuiltSite, contract: Contract, links: list[ItemLink]
) -> None:
    assert wrong_links(built.site, contract) == []
    assert len(links) > 5_000
    assert {link.target[0] for link in links if link.target} == set(TARGETS.values())
    headings = {link.heading for link in links}
    assert {"diagram", "Phase", "From", *(section for section, kind in SECTIONS.items() if kind)} - headings == set()


def test_a_link_to_another_kind_is_found_in_every_place(links: list[ItemLink], oracle: LinkOracle) -> None:
    planted = [
        replace(link, href=href_of(kind, link.target[1]))
        for link in places(links)
        if link.target
        for kind in set(TARGETS.values()) - link.expected_kinds() - {link.target[0]}
        if not (kind == "key" and link.heading in SECTIONS)
    ]
    assert len(planted) > 2_000
    assert [link for link in planted if oracle.is_right(link)] == []


def test_a_link_to_another_item_of_the_kind_is_found(links: list[ItemLink], oracle: LinkOracle) -> None:
    planted = [
        replace(link, href=href_of(link.target[0], "another"))
        for link in places(links)
        if link.target and not (link.target[0] == "key" and link.heading in SECTIONS)
    ]
    assert len(planted) > 100
    assert [link for link in planted if oracle.is_right(link)] == []


@pytest.mark.parametrize(
    ("page", "right", "wrong"),
    [
        ("reference/commands/elab-story", "../../phases/#elaboration", "../../verdicts/#elaboration"),
        ("reference/commands/elab-story", "../../revi.yml/#L", "../../revi.yml/#L1"),
        ("reference/statuses/in-qa", 'href="../uat/"', 'href="../completed/"'),
        ("reference/statuses/in-qa", "#stage-", "#stage-x"),
        ("reference/revi.yml", 'href="../statuses/in-qa/"', 'href="../phases/#in-qa"'),
        ("reference/errors", "#recovery-FAIL_PHASE", "#AGENT_TIMEOUT"),
    ],
)
def test_a_link_that_is_changed_in_a_page_is_found(
    built: BuiltSite, oracle: LinkOracle, page: str, right: str, wrong: str
) -> None:
    content = (built.site / page / "index.html").read_text(encoding="utf-8")
    assert all(map(oracle.is_right, page_links(page, content)))
    assert not all(map(oracle.is_right, page_links(page, content.replace(right, wrong))))

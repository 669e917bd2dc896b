"""The build: one line for each gate, a gate without its input is skipped, and no source is ever written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from selectolax.lexbor import LexborHTMLParser

from revi_docs.report.findings_schema import findings_schema
from tests.support.caches import cached_names
from tests.support.sample_repo import clean_environment, edit, run_docs, write


def untimed(text: str) -> str:
    return re.sub(r"  \d+\.\d s$", "", text, flags=re.MULTILINE)


def sources(root: Path) -> dict[str, tuple[int, bytes]]:
    return {
        name: (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(root.rglob("*"))
        if path.is_file() and not (name := path.relative_to(root).as_posix()).startswith("site/")
    }


def test_all_gates_pass_and_no_source_is_written(work: Path) -> None:
    before = sources(work)
    result = run_docs(work, "build")
    assert (result.returncode, result.stderr) == (0, "")
    lines = untimed(result.stdout).splitlines()
    assert lines[0] == "lint   ok       5 statuses, 7 transitions, 2 commands, 1 agent"
    assert [re.sub(r"\d+", "N", line) for line in lines[1:]] == [
        "check  ok       N outputs",
        "site   ok       N pages",
        "links  ok       N links",
    ]
    assert (work / "site/index.html").exists()
    assert sources(work) == before


def test_an_unchanged_build_is_answered_from_the_cache(work: Path) -> None:
    first = run_docs(work, "build")
    page = work / "site/index.html"
    mtime = page.stat().st_mtime_ns
    second = run_docs(work, "build")
    assert (second.returncode, second.stdout) == (0, untimed(first.stdout))
    assert page.stat().st_mtime_ns == mtime
    uncached = run_docs(work, "build", "--no-cache")
    assert untimed(uncached.stdout) == second.stdout
    assert page.stat().st_mtime_ns != mtime


@pytest.mark.parametrize(
    ("path", "code"),
    [
        pytest.param("docs_src/index.md", 0, id="a page"),
        pytest.param("site/index.html", 0, id="the site itself"),
        pytest.param(".claude/skills/start-work/SKILL.md", 1, id="an output"),
    ],
)
def test_a_change_causes_a_full_build(work: Path, path: str, code: int) -> None:
    assert run_docs(work, "build").returncode == 0
    with (work / path).open("a", encoding="utf-8") as stream:
        stream.write("\nMore.\n")
    result = run_docs(work, "build")
    assert result.returncode == code
    assert re.search(r"\d s$", result.stdout, re.MULTILINE)
    if path.startswith("site/"):
        assert "More." not in (work / path).read_text(encoding="utf-8")


def test_an_edited_output_in_a_folder_of_a_tool_causes_a_full_build(work: Path) -> None:
    """Such folders are not read completely."""
    edit(work, "revi.yml", "\noutputs:\n", "\noutputs:\n  node_modules/a.md: {template: a.md.j2}\n")
    write(work, "templates/a.md.j2", "<!-- {{ marker }} -->\n")
    run_docs(work, "sync")
    assert run_docs(work, "build").returncode == 0
    assert "build" in cached_names(work)
    write(work, "node_modules/a.md", "edited\n")
    assert run_docs(work, "build").returncode == 1


@pytest.mark.parametrize(
    ("added", "is_cached"),
    [
        pytest.param("extra: {note: ../nowhere, address: /guide/}\n", True, id="what leads nowhere"),
        pytest.param("INHERIT: more.yml\n", True, id="a parent inside"),
        pytest.param("hooks: [hook.py]\n", True, id="a hook inside"),
        pytest.param("INHERIT: ../base.yml\n", False, id="a parent outside"),
        pytest.param('INHERIT: "../base.yml"  # comment\n', False, id="a parent outside, in quotes"),
        pytest.param("INHERIT: middle.yml\n", False, id="a parent of a parent outside"),
        pytest.param("INHERIT: asking.yml\n", False, id="a parent that asks the environment"),
        pytest.param("site_author: !ENV [WHO, nobody]\n", False, id="the environment"),
        pytest.param("extra: {deep: [{there: ../shared}]}\n", False, id="a folder outside"),
    ],
)
def test_a_result_is_cached_only_if_nothing_outside_affects_it(work: Path, added: str, is_cached: bool) -> None:
    for folder in (work, work.parent):
        write(folder, "base.yml", "copyright: Us\n")
        write(folder, "more.yml", "copyright: Us\n")
        write(folder, "hook.py", "")
    write(work, "middle.yml", "INHERIT: ../base.yml\n")
    write(work, "asking.yml", "copyright: !ENV [WHO, nobody]\n")
    write(work.parent, "shared/index.md", "# Home\n")
    settings = (work / "mkdocs.yml").read_text(encoding="utf-8")
    for key in re.findall(r"^(\w+):", added, re.MULTILINE):
        settings = re.sub(rf"^{key}:.*\n(?:  .*\n)*", "", settings, flags=re.MULTILINE)
    write(work, "mkdocs.yml", settings + added)
    assert run_docs(work, "build").returncode == 0
    assert ("build" in cached_names(work)) is is_cached


def gates(output: str) -> list[str]:
    return [line for line in untimed(output).splitlines() if re.match(r"(lint|check|site|links) ", line)]


def test_an_invalid_contract_skips_the_gates_that_need_it(work: Path) -> None:
    edit(work, "revi.yml", "statuses:\n", "statusses:\n")
    result = run_docs(work, "build")
    assert result.returncode == 3
    assert gates(result.stdout)[1:] == [
        "check  skipped  the contract or a template has problems",
        "site   skipped  the contract cannot be read",
        "links  skipped  there is no site",
    ]
    assert re.match(r"lint   failed   \d+ problems?$", gates(result.stdout)[0])
    assert "revi.yml:20:1: unknown-key: the contract has no key 'statusses'\n" in result.stdout


def test_no_contract_at_all(work: Path) -> None:
    (work / "revi.yml").unlink()
    result = run_docs(work, "build")
    assert result.returncode == 3
    assert "revi.yml: unreadable-file: no revi.yml here or in any parent folder\n" in result.stdout
    assert result.stdout.count("unreadable-file") == 1
    assert "Traceback" not in result.stderr


def test_a_contract_with_unknown_names_still_builds_a_site(work: Path) -> None:
    edit(work, "revi.yml", "    to: done\n", "    to: dome\n")
    result = run_docs(work, "build")
    assert result.returncode == 3
    states = [line.split()[1] for line in gates(result.stdout)]
    assert states[:2] == ["failed", "skipped"]
    assert "unknown-status" in result.stdout


def test_an_invalid_template_skips_only_the_check(work: Path) -> None:
    write(work, "templates/targets/skill.md.j2", "{{ nowhere }}\n")
    result = run_docs(work, "build")
    assert result.returncode == 3
    assert [line.split()[:2] for line in gates(result.stdout)] == [
        ["lint", "failed"],
        ["check", "skipped"],
        ["site", "ok"],
        ["links", "ok"],
    ]
    assert "templates/targets/skill.md.j2:1:1: undefined-name: 'nowhere' is undefined\n" in result.stdout


def test_drift_fails_only_the_check(work: Path) -> None:
    edit(work, ".claude/skills/review-work/SKILL.md", "\n---\n", "\n---\n\n")
    result = run_docs(work, "build")
    assert result.returncode == 1
    assert [line.split()[:2] for line in gates(result.stdout)] == [
        ["lint", "ok"],
        ["check", "failed"],
        ["site", "ok"],
        ["links", "ok"],
    ]
    assert result.stdout.endswith("\n1 problem\n")


def test_a_dead_link_is_reported_once_with_its_source(work: Path) -> None:
    with (work / "docs_src/index.md").open("a", encoding="utf-8") as stream:
        stream.write("\n[nowhere](nowhere.md)\n")
    result = run_docs(work, "build")
    assert result.returncode == 1
    assert result.stdout.count("docs_src/index.md:") == 1
    assert result.stdout.endswith("\n1 problem\n")


def test_contract_text_is_escaped_in_the_site(work: Path) -> None:
    hostile = '"><script>alert(1)</script> as [SCOPE][FOCUS]'
    edit(work, "revi.yml", "Planned but not started.", f"{json.dumps(hostile)}")
    edit(work, "revi.yml", "Does a planned piece of work.", json.dumps(hostile))
    assert run_docs(work, "sync").returncode == 0
    result = run_docs(work, "build")
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    pages = {path: LexborHTMLParser(path.read_bytes()) for path in (work / "site").rglob("*.html")}
    for kind in ("statuses/planned", "commands/start-work"):
        tree = pages[work / "site/reference" / kind / "index.html"]
        metas = tree.css("meta[name=description]")
        assert [meta.attributes["content"] for meta in metas] == [hostile]
    for tree in pages.values():
        assert [node.text() for node in tree.css("script") if "alert(1)" in node.text()] == []
    home = (work / "docs_src/index.md").read_text(encoding="utf-8") + "\n[SCOPE][FOCUS]\n"
    write(work, "docs_src/index.md", home)
    second = run_docs(work, "build")
    assert (second.returncode, second.stdout.count("undefined-reference")) == (1, 1)
    place = f"docs_src/index.md:{home.count(chr(10))}:1"
    assert f"{place}: undefined-reference: reference 'focus' is not defined" in second.stdout


def test_an_invalid_site_configuration(work: Path) -> None:
    write(work, "mkdocs.yml", "site_name: [\n")
    result = run_docs(work, "build")
    assert result.returncode == 3
    assert [line.split()[1] for line in gates(result.stdout)] == ["ok", "ok", "failed", "skipped"]
    assert "mkdocs.yml:" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


@pytest.mark.parametrize("name", ["build", "links"])
def test_json_is_one_document(work: Path, name: str) -> None:
    for code in (0, 1):
        result = run_docs(work, name, "--format", "json")
        document = json.loads(result.stdout)
        jsonschema.validate(document, findings_schema())
        assert (result.returncode, len(document["problems"])) == (code, code)
        with (work / "docs_src/index.md").open("a", encoding="utf-8") as stream:
            stream.write("\n[nowhere](nowhere.md)\n")


def test_no_cache_in_continuous_integration(work: Path) -> None:
    assert [run_docs(work, "build", CI="1").returncode for _ in range(2)] == [0, 0]
    assert cached_names(work) == []
    assert "CI" not in clean_environment()


def test_only_some_gates(work: Path) -> None:
    """The gates for untrusted changes run no code of `mkdocs.yml`."""
    write(work, "mkdocs.yml", f'site_name: !!python/object/apply:os.system ["touch {work}/ran"]\n')
    result = run_docs(work, "build", "--only", "check,lint")
    assert result.returncode == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["lint", "check"]
    assert not (work / "ran").exists()
    assert cached_names(work) == ["renders.json"]


@pytest.mark.parametrize(
    ("gates", "message"),
    [
        ("lynt", "'lynt' is not a gate; use one of: lint, check, site, links"),
        ("", "'' is not a gate; use one of: lint, check, site, links"),
        ("lint,links", "the gate 'links' checks the built site; use 'site,links'"),
    ],
)
def test_wrong_gates(work: Path, gates: str, message: str) -> None:
    result = run_docs(work, "build", "--only", gates)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr


def test_an_offline_build_is_never_that_of_the_cache(work: Path) -> None:
    script = work / "site/search/search_index.js"
    assert run_docs(work, "build").returncode == 0
    assert not script.exists()
    assert run_docs(work, "build", "--offline").returncode == 0
    assert script.exists()
    assert run_docs(work, "build").returncode == 0
    assert not script.exists()
    assert run_docs(work, "build", "--offline", "--only", "site").returncode == 0  # in one process
    assert script.exists()


def test_an_offline_build_without_the_site_is_wrong_usage(work: Path) -> None:
    result = run_docs(work, "build", "--offline", "--only", "lint")
    assert (result.returncode, result.stdout) == (2, "")
    assert "--offline builds the site; add the gate 'site' to --only" in result.stderr

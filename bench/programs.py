"""Programs that measure themselves: each prints what it counted, then its seconds."""

from __future__ import annotations

LINK_PASS = """
import pathlib, sys, time, selectolax.lexbor
from revi_docs.site.links.site_check import check_site
start = time.perf_counter()
report = check_site(pathlib.Path(sys.argv[1]))
seconds = time.perf_counter() - start
sys.exit("the link pass finds problems") if report.problems else print(report.pages, report.links, seconds)
"""

CHECK = """
import pathlib, sys, time
from revi_docs.cli.command_group import cli
from revi_docs.cli.workspace_factory import open_workspace
start = time.perf_counter()
problems = open_workspace(pathlib.Path.cwd(), cli, use_cache=sys.argv[1] == "cached").check()
seconds = time.perf_counter() - start
print(len(problems), seconds)
"""

LOAD = """
import pathlib, sys, time, yaml
from revi_docs.contract.loader import parse
content = pathlib.Path(sys.argv[1]).read_bytes()
start = time.perf_counter()
loaded = parse(content)
seconds = time.perf_counter() - start
sys.exit(str(loaded.problems[0])) if loaded.problems else print(len(loaded.places), seconds)
"""

LOAD_BOTH = """
import pathlib, sys, time
from revi_docs.contract.loader import parse
contents = [pathlib.Path(file).read_bytes() for file in sys.argv[1:]]
start = time.perf_counter()
loaded = [parse(content) for content in contents]
print(len(loaded), time.perf_counter() - start)
"""

DIFF = """
import pathlib, sys, time
from revi_docs.contract.diff.contract_diff import diff_contracts
from revi_docs.contract.loader import parse
contents = [pathlib.Path(file).read_bytes() for file in sys.argv[1:]]
start = time.perf_counter()
changes = diff_contracts(*map(parse, contents))
seconds = time.perf_counter() - start
print(len(changes), seconds) if changes else sys.exit("the contracts do not differ")
"""

ADOPT = """
import pathlib, time
from revi_docs.adopt.adoption_plan import plan_adoption
from revi_docs.adopt.scanned_files import ScanPatterns
start = time.perf_counter()
plan = plan_adoption(pathlib.Path.cwd(), ScanPatterns())
print(len(plan.texts), time.perf_counter() - start)
"""

READ_FACTS = """
import pathlib, sys, time
from revi_docs.files.markdown.markdown_blocks import parse_blocks
from revi_docs.files.read_file import read_text
from revi_docs.files.working_tree import WorkingTree
root = pathlib.Path.cwd()
start = time.perf_counter()
texts = {path: read_text(root, path) for path in WorkingTree(root).files}
for path, text in texts.items():
    # These are the files of the sample that state facts.
    if path.endswith(".md") and (text.startswith("---") or path == "docs/workflow.md"):
        parse_blocks(text)
print(len(texts), time.perf_counter() - start)
"""

LOAD_JSON = """
import json, sys, time
from revi_docs.decide.contract_json import load_contract
start = time.perf_counter()
contract = load_contract(sys.argv[1])
print(len(contract.transitions), time.perf_counter() - start)
"""

STORIES = """
import pathlib, sys, time
from revi_docs.contract.loader import load
from revi_docs.stories.rules.story_lint import lint_stories
root = pathlib.Path(sys.argv[1])
loaded = load(root)
start = time.perf_counter()
result = lint_stories(root, loaded)
seconds = time.perf_counter() - start
sys.exit("the stories have problems") if result.problems else print(result.story_count, seconds)
"""

BARE_LOAD = """
import pathlib, sys, time, yaml
content = pathlib.Path(sys.argv[1]).read_bytes()
start = time.perf_counter()
data = yaml.load(content, Loader=yaml.CSafeLoader)
print(len(data), time.perf_counter() - start)
"""

_DUCKDB = """
import json, sys, duckdb
kinds = "'VARCHAR', phase: 'VARCHAR', tokensInput: 'BIGINT', tokensOutput: 'BIGINT', durationMs: 'BIGINT'"
lines = f"read_json('{sys.argv[1]}', format='newline_delimited', columns={{event: %s}})" % kinds
print(json.dumps(duckdb.sql(QUERY.replace("LINES", lines)).fetchall()))
"""

_FOLDED = """
    count(*) filter (event = 'agent_spawn'), count(*) filter (event = 'tool_call'),
    coalesce(sum(tokensInput) filter (event = 'agent_complete'), 0)::bigint,
    coalesce(sum(tokensOutput) filter (event = 'agent_complete'), 0)::bigint,
    count(*) filter (event = 'error'),
    coalesce(sum(durationMs) filter (event = 'phase_complete'), 0)::bigint
"""

_PHASES = f"""
with numbered as (select row_number() over () as line, * from LINES),
placed as (
    select *, last_value(
        case event when 'phase_start' then phase when 'phase_complete' then '' end ignore nulls
    ) over (order by line rows between unbounded preceding and current row) as current_phase
    from numbered
)
select coalesce(phase, current_phase) as name, {_FOLDED} from placed group by name
"""

DUCKDB = f"QUERY = {_PHASES!r}{_DUCKDB}"
"""The metrics of each phase of a trace; an event without a phase counts for the current one."""

DUCKDB_GROUPS = f"QUERY = {f'select event, {_FOLDED} from LINES group by event'!r}{_DUCKDB}"
"""The same sums by event."""

MARKERS = """
import pathlib, sys, time
from revi_docs.files.markdown.markers import may_contain_markers
from revi_docs.files.markdown.regions import find_regions
path = pathlib.Path(sys.argv[1])
start = time.process_time()
content = path.read_bytes()
problems = find_regions(path.name, content.decode())[1] if may_contain_markers(content) else ()
print(len(problems), time.process_time() - start)
"""

BYTE_SEARCH = """
import pathlib, sys, time
path = pathlib.Path(sys.argv[1])
start = time.process_time()
position = path.read_bytes().find(b"revi:")
print(position, time.process_time() - start)
"""

LINT = """
import gc, pathlib, time
from revi_docs.app.process import SHORT_COLLECTIONS
from revi_docs.cli.command_group import cli
from revi_docs.cli.workspace_factory import open_workspace
gc.set_threshold(*SHORT_COLLECTIONS)  # as the program does
start = time.perf_counter()
problems = open_workspace(pathlib.Path.cwd(), cli).lint()
print(len(problems), time.perf_counter() - start)
"""

RULES = """
import pathlib, time
from revi_docs.contract.loader import load
from revi_docs.contract.rules.lint import lint
start = time.perf_counter()
problems = lint(load(pathlib.Path.cwd()))
print(len(problems), time.perf_counter() - start)
"""

RENDER = """
import pathlib, sys, time
from revi_docs.cli.command_group import cli
from revi_docs.cli.workspace_factory import open_workspace
workspace = open_workspace(pathlib.Path.cwd(), cli)
loaded = workspace.loaded
start = time.perf_counter()
rendered = workspace.rendered_outputs
seconds = time.perf_counter() - start
sys.exit("the templates have problems") if rendered.problems else print(len(rendered.files), seconds)
"""

STORIES_AGAIN = """
import pathlib, shutil, sys, time
from revi_docs.contract.loader import load
from revi_docs.files.cache_files import cache_folder
from revi_docs.stories.rules.story_lint import lint_stories
root = pathlib.Path(sys.argv[1])
if sys.argv[2:] == ["first"]:
    shutil.rmtree(cache_folder(str(root)), ignore_errors=True)
loaded = load(root)
start = time.perf_counter()
result = lint_stories(root, loaded, use_cache=True)
seconds = time.perf_counter() - start
sys.exit("the stories have problems") if result.problems else print(result.story_count, seconds)
"""

"""Claims in a table of PostgreSQL, for teams with many agents.

Each change is one statement, which the server executes at its own time; a row is never deleted. An unreachable server
means that nothing is granted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from revi_docs.records.command_errors import UnavailableError
from revi_docs.runtime.claims.protocol import ClaimChange, ClaimState

if TYPE_CHECKING:
    import psycopg

SCHEMA_VERSION = 1
"""The version of the tables below. A newer one is refused, because it may mean something else."""

SCHEMA = """\
CREATE SCHEMA IF NOT EXISTS revi;
CREATE TABLE IF NOT EXISTS revi.schema_version (version integer PRIMARY KEY);
INSERT INTO revi.schema_version VALUES (1) ON CONFLICT DO NOTHING;
CREATE TABLE IF NOT EXISTS revi.claims (
    project text NOT NULL,
    story text NOT NULL,
    version bigint NOT NULL,
    fence bigint NOT NULL,
    record jsonb,
    handover jsonb,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (project, story)
);
"""
"""What a person with the right to create tables runs once. The role of the agents needs much less."""

ROLE = """\
GRANT USAGE ON SCHEMA revi TO agents;
GRANT SELECT ON revi.schema_version TO agents;
GRANT SELECT, INSERT, UPDATE ON revi.claims TO agents;
"""
"""The least that the role of the agents needs; rows are never deleted."""

_TIMEOUT_SECONDS = 10
"""Seconds to wait for the server: to connect, and for each statement. Arbitrary: a statement takes milliseconds."""

# The database measures the age of a claim, because the clocks of two machines differ.
_READ = """\
SELECT version, fence, record, handover,
       (extract(epoch FROM clock_timestamp() - changed_at) * 1000)::bigint
FROM revi.claims WHERE project = %s AND story = %s"""

# No row is returned if another process was first: the swap has failed then.
_INSERT = """\
INSERT INTO revi.claims (project, story, version, fence, record, handover)
VALUES (%(project)s, %(story)s, 1, %(fence)s, %(record)s, %(handover)s)
ON CONFLICT DO NOTHING RETURNING version, fence"""

# `greatest`: a fencing token never decreases, whatever a caller passes.
_UPDATE = """\
UPDATE revi.claims
SET version = version + 1, fence = greatest(fence, %(fence)s), record = %(record)s, handover = %(handover)s,
    changed_at = clock_timestamp()
WHERE project = %(project)s AND story = %(story)s AND version = %(expected)s RETURNING version, fence"""


class PostgresClaims:
    """The claims of one project in a database: see `ClaimStore`. `check` lists the errors of a lock record."""

    def __init__(self, url: str, project: str, check: Callable[[Any], tuple[str, ...]]) -> None:
        self._url = url
        self._project = project
        self._check = check
        self._open_connection: psycopg.Connection[Any] | None = None

    def read(self, story_id: str) -> ClaimState:
        with self._connection() as connection:
            row = connection.execute(_READ, (self._project, story_id)).fetchone()
        if row is None:
            return ClaimState()
        version, fence, record, handover, unchanged_ms = row
        return ClaimState(fence, self._checked(story_id, record), str(version), handover, unchanged_ms)

    def compare_and_swap(self, story_id: str, expected: ClaimState, change: ClaimChange) -> ClaimState | None:
        handover = change.handover if change.record is None else None
        values = {
            "project": self._project, "story": story_id, "fence": change.fence, "expected": expected.version,
            "record": _to_json(change.record), "handover": _to_json(handover),
        }  # fmt: skip
        with self._connection() as connection:
            row = connection.execute(_UPDATE if expected.version else _INSERT, values).fetchone()
        return ClaimState(row[1], change.record, str(row[0]), handover, 0) if row is not None else None

    def claimed(self) -> Mapping[str, Mapping[str, Any]]:
        with self._connection() as connection:
            statement = "SELECT story, record FROM revi.claims WHERE project = %s AND record IS NOT NULL ORDER BY story"
            rows = connection.execute(statement, (self._project,)).fetchall()
        return {story_id: self._checked(story_id, record) or {} for story_id, record in rows}

    def _checked(self, story_id: str, record: Any) -> Mapping[str, Any] | None:
        errors = self._check(record) if record is not None else ()
        if errors or not isinstance(record, dict | None):
            message = f"the claim of {story_id} in the database is not a lock record: {'; '.join(errors)}"
            fix = "check that no agent works on the story, then set the record of its row to NULL"
            raise UnavailableError("lock-unreadable", message, fix)
        return record

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection[Any]]:
        """The open connection, or a new one after an error. Raises UnavailableError for every error of the server."""
        psycopg = _import_psycopg()
        try:
            if self._open_connection is None or self._open_connection.closed:
                self._open_connection = _connect(psycopg, self._url)
            yield self._open_connection
        except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
            fix = "let a person who may create tables run 'revi plumbing lock tables | psql \"$REVI_CLAIMS_URL\"'"
            raise UnavailableError("claims-unprepared", "the database has no tables for claims", fix) from None
        except (psycopg.Error, OSError) as error:
            # The state of the connection is unknown, so the next call opens another one.
            self._open_connection = None
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            fix = 'check the server with \'psql "$REVI_CLAIMS_URL" -c "select 1"\', then run the command again'
            raise UnavailableError("claims-unreachable", f"the claims cannot be reached: {reason}", fix) from None


def _connect(library: Any, url: str) -> psycopg.Connection[Any]:
    """A connection with TLS unless the URL says otherwise, and with a limit for every wait."""
    timeouts = f"-c statement_timeout={_TIMEOUT_SECONDS}s -c lock_timeout={_TIMEOUT_SECONDS}s"
    settings = {
        "sslmode": "require",  # a socket of this machine ignores it
        "connect_timeout": _TIMEOUT_SECONDS,
        "tcp_user_timeout": _TIMEOUT_SECONDS * 1000,
        "options": timeouts,
        **library.conninfo.conninfo_to_dict(url),
    }
    connection: psycopg.Connection[Any] = library.connect(**settings, autocommit=True)
    row = connection.execute("SELECT max(version) FROM revi.schema_version").fetchone()
    version = row[0] if row else None
    if version != SCHEMA_VERSION:
        connection.close()
        message = f"the tables for claims have version {version}, and this revi knows {SCHEMA_VERSION}"
        raise UnavailableError("claims-unprepared", message, "install the version of revi-docs that the others use")
    return connection


def _import_psycopg() -> Any:
    try:
        import psycopg
    except ImportError:
        message, fix = "claims in PostgreSQL need the extra 'postgres'", "run 'pip install \"revi-docs[postgres]\"'"
        raise UnavailableError("missing-extra", message, fix) from None
    return psycopg


def _to_json(value: Mapping[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(value)

"""Runs `revi-docs` and `revi` as real processes without the cost of starting Python.

A server has imported both programs and forks for each call. So each call has its own process identifier, folder,
environment, streams, signal handlers and caches, and ends as it does for users. Tests of what a start costs or
imports start Python themselves.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import IO, NoReturn

import revi_docs
from tests.support.compiled_templates import compile_templates, compile_theme, read_package_once

ROOT = Path(__file__).resolve().parents[2]
ENTRY_POINTS = {"revi-docs": "revi_docs.cli.main", "revi": "revi_docs.cli.agent.main"}
"""Program → the module whose `main` it calls, as `pyproject.toml` declares."""

PRELOADED = ("material.plugins.search.plugin", "pymdownx.superfences", "pymdownx.highlight", "pygments.lexers.python")
"""What a build of a site imports late and is slow to import."""

SHARED = "REVI_TESTS_SERVER"
"""The variable with the socket of the server that all processes of a test run share."""

READ_AT_START = ("PYTHON", "LC_", "LANG")
"""Variables that the interpreter reads when it starts; a call with one of them gets a new interpreter."""


def run(
    program: str,
    words: Sequence[str],
    cwd: Path,
    environment: Mapping[str, str],
    stdin: bytes = b"",
    package: Path | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end; the exit code of a killed process is the negative number of the signal.

    `package`: the folder of an unpacked wheel, whose code runs instead of this checkout's.
    """
    if any(os.environ.get(name) != value for name, value in environment.items() if name.startswith(READ_AT_START)):
        command = [sys.executable, "-m", ENTRY_POINTS[program], *words]
        variables = {"PYTHONPATH": str(ROOT), **environment}
        return subprocess.run(command, cwd=cwd, env=variables, input=stdin, capture_output=True, check=False)
    call = json.dumps({"program": program, "words": words, "cwd": str(cwd), "environment": dict(environment)})
    with ExitStack() as stack:
        request, standard_input, output, errors = (stack.enter_context(tempfile.TemporaryFile()) for _ in range(4))
        for file, content in ((request, call.encode()), (standard_input, stdin)):
            file.write(content)
            file.seek(0)
        code = _exit_code((request, standard_input, output, errors), package)
        output.seek(0)
        errors.seek(0)
        return subprocess.CompletedProcess([program, *words], code, output.read(), errors.read())


def as_text(process: subprocess.CompletedProcess[bytes]) -> subprocess.CompletedProcess[str]:
    """The same result with its output as text."""
    output, errors = process.stdout.decode(), process.stderr.decode()
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def _exit_code(files: Sequence[IO[bytes]], package: Path | None) -> int:
    with socket.socket(socket.AF_UNIX) as connection:
        shared = None if package else os.environ.get(SHARED)
        connection.connect(f"\0{shared or _server_name(os.getpid(), package)}")
        socket.send_fds(connection, [b"run"], [file.fileno() for file in files])
        return int(connection.recv(16))


def share() -> None:
    """Start the server of all processes of a test run; called by the process that starts the others."""
    os.environ[SHARED] = _server_name(os.getpid(), None)


@cache
def _server_name(owner: int, package: Path | None) -> str:
    """The socket of the server of this process, started at the first call; it ends when its standard input does.

    It accepts calls from the beginning, and answers them once it has imported everything.
    """
    name = f"revi-docs-tests-{owner}-{time.monotonic_ns()}"
    # Without -P, the folder in which it starts would come before the package.
    command = [sys.executable, "-P", "-m", "tests.support.fork_server", name]
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    variables["PYTHONPATH"] = os.pathsep.join(str(folder) for folder in (package, ROOT) if folder)
    server = subprocess.Popen(command, cwd=ROOT, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"
    _SERVERS.append(server)
    return name


_SERVERS: list[subprocess.Popen[bytes]] = []
"""The server of this process, with the pipe that keeps it alive."""


def stop() -> None:
    """End the server, at the end of the test session."""
    for server in _SERVERS:
        server.communicate()
    _SERVERS.clear()
    _server_name.cache_clear()


def serve(name: str) -> None:
    """Fork for each connection and answer with the exit code, until standard input ends."""
    with socket.socket(socket.AF_UNIX) as listener, selectors.DefaultSelector() as selector:
        listener.bind(f"\0{name}")
        listener.listen(64)
        print("ready", flush=True)  # noqa: T201 - the caller waits for this line
        mains = _warm_up()
        selector.register(listener, selectors.EVENT_READ)
        selector.register(0, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj == 0:
                    return
                if key.fileobj is listener:
                    connection = listener.accept()[0]
                    files = socket.recv_fds(connection, 16, 4)[1]
                    pid = os.fork()
                    if not pid:
                        _become(mains, files)
                    for file in files:
                        os.close(file)
                    selector.register(os.pidfd_open(pid), selectors.EVENT_READ, (pid, connection))
                else:
                    pid, connection = key.data
                    selector.unregister(key.fileobj)
                    os.close(key.fd)
                    with connection, suppress(BrokenPipeError):
                        connection.sendall(str(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])).encode())


def _warm_up() -> Mapping[str, Callable[[], None]]:
    """Import and compute what each call would, and return the `main` of each program."""
    mains = {program: import_module(module).main for program, module in ENTRY_POINTS.items()}
    modules = [module.name for module in walk_packages(revi_docs.__path__, "revi_docs.")]
    for name in (*modules, *PRELOADED):
        import_module(name)
    compile_templates()
    compile_theme()
    read_package_once()
    os.fsync = lambda _descriptor: None  # type: ignore[assignment]  # no test cuts the power, and it waits for the disk
    gc.freeze()
    return mains


def _become(mains: Mapping[str, Callable[[], None]], files: Sequence[int]) -> NoReturn:
    """Turn this fork into the called program."""
    request = json.loads(Path(f"/proc/self/fd/{files[0]}").read_bytes())
    for target, file in enumerate(files[1:]):
        os.dup2(file, target)
    os.closerange(3, 256)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = [request["program"], *request["words"]]
    for file, name in enumerate(("stdin", "stdout", "stderr")):
        old = getattr(sys, f"__{name}__")
        buffering = 1 if name == "stderr" else -1  # Python writes standard error line by line
        stream = os.fdopen(file, old.mode, buffering, encoding=old.encoding, errors=old.errors, closefd=False)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    mains[request["program"]]()
    os._exit(0)


if __name__ == "__main__":
    serve(sys.argv[1])

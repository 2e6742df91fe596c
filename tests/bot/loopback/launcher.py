"""The bot's process: the program that it runs, and how long."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


def launcher(server_url: str, module: str = "bot.__main__") -> str:
    """The source of a program, for `python -c`, that points discord.py at the server and then
    runs `main()` of `module`, which finds its arguments in sys.argv[1:] as usual."""
    return f"""\
import signal, sys
import discord.asset, discord.gateway, discord.http, yarl
discord.http.Route.BASE = {server_url + "/api/v10"!r}
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL({server_url!r}) / "gateway"
discord.asset.Asset.BASE = {server_url + "/cdn"!r}
# A shell lets what it starts in the background ignore Ctrl-C, and so would this process.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv[0] = {module!r}
from {module} import main
sys.exit(main())
"""


@dataclass
class Program:
    """A process that was started, and what it has printed so far."""

    process: asyncio.subprocess.Process
    _out: BinaryIO
    _err: BinaryIO

    @property
    def stdout(self) -> str:
        """What it has written to its standard output."""
        return _read(self._out)

    @property
    def stderr(self) -> str:
        """What it has written to its standard error."""
        return _read(self._err)

    async def ended(self, within: float = 20.0) -> int:
        """Waits for it to end by itself; its exit status, which is -N after signal N."""
        async with asyncio.timeout(within):
            return await self.process.wait()

    async def stopped(self, number: signal.Signals) -> int:
        """Sends it a signal and waits for it to end; its exit status."""
        self.process.send_signal(number)
        return await self.ended()


@contextlib.asynccontextmanager
async def running(
    source: str, *argv: str, cwd: Path, env: dict[str, str] | None = None
) -> AsyncIterator[Program]:
    """Runs `python -c source argv...` for as long as the block lasts, then kills it and whatever it
    started, and prints what it printed: pytest keeps that for itself unless a test fails."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-u", "-c", source, *argv),
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        program = Program(process, out, err)
        try:
            yield program
        finally:
            ended = "was running" if process.returncode is None else "had ended by itself"
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
            said = f"{program.stdout}{program.stderr}"
            sys.stdout.write(f"The bot's process {ended} and had printed:\n{said}")


def _read(file: BinaryIO) -> str:
    """All of a file that a process still writes to, whose place in it must stay where it is."""
    size = os.fstat(file.fileno()).st_size
    return os.pread(file.fileno(), size, 0).decode(errors="replace")

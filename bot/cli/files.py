"""Files that commands are handed, and files that they write."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.core.text_file import FileRefused
from bot.core.texts import told

#: What stands for standard input in the place of a file.
STANDARD_INPUT = Path("-")


def read_file(path: Path, most: int, too_large: str) -> bytes:
    """The bytes of a file, or of standard input for "-".

    Raises `FileRefused` if it cannot be read, and in the words of the key ``too_large`` if it has
    more than ``most`` bytes.
    """
    try:
        if path == STANDARD_INPUT:
            data = sys.stdin.buffer.read(most + 1)
        else:
            with path.open("rb") as file:
                data = file.read(most + 1)
    except OSError as error:
        raise told(
            FileRefused, "file-unreadable", file=str(path), reason=str(error.strerror)
        ) from error
    if len(data) > most:
        raise told(FileRefused, too_large, most=most >> 10)
    return data


def named_after(path: Path, ending: str) -> Path:
    """A path with more at the end of its name. Raises `FileRefused` where it has no name."""
    if path.name in ("", ".."):
        raise told(FileRefused, "file-no-name", file=str(path))
    return path.with_name(f"{path.name}{ending}")


def refuse_unwritable(paths: Iterable[Path]) -> None:
    """Raises `FileRefused` for the first that is there already, or where nothing can be written.

    For who works long on what is written in the end.
    """
    for path in paths:
        if path.exists():
            raise told(FileRefused, "file-there", file=str(path))
        try:
            part = path.with_name(f"{path.name}.part")
            part.touch()
            part.unlink()
        except OSError as error:
            raise _unwritable(path, error) from error


def write_file(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all. Raises `FileRefused`."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(data)
        os.replace(part, path)  # noqa: PTH105 - atomic on every system
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from error
        raise


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Lets Ctrl-C wait for what takes a moment, and must be done whole: it counts for nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals go elsewhere
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _unwritable(path: Path, error: OSError) -> FileRefused:
    return told(FileRefused, "file-unwritable", file=str(path), reason=str(error.strerror))

"""config.toml: read once, checked whole, frozen."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from index.errors import ConfigError

FILE_NAME = "config.toml"
#: What a library may be called: also a file name, so nothing else gets in.
LIBRARY_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
#: The name under which every asker reaches the team's own library.
OWN = "own"


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Storage(_Table):
    """Where everything is kept that is not part of the project."""

    state: str = "var"


class SharedLibrary(_Table):
    """A library that every team may read."""

    title: str | None = None
    folders: tuple[str, ...] = Field(default=(), strict=False)


class Search(_Table):
    """How questions are answered."""

    engine: str = "auto"
    limit: Annotated[int, Field(ge=1, le=100)] = 5
    build_memory_mb: Annotated[int, Field(ge=128, le=1_048_576)] = 1024
    language: str = "en"


class Discord(_Table):
    """What the bot does in Discord."""

    questions_per_minute: Annotated[int, Field(ge=1, le=60)] = 6
    answers_kept_days: Annotated[int, Field(ge=1, le=3650)] = 30
    leaving_grace_days: Annotated[int, Field(ge=0, le=3650)] = 7


class Config(_Table):
    """All settings. ``base`` is the folder of config.toml, which relative paths are relative to."""

    storage: Storage = Storage()
    libraries: dict[str, SharedLibrary] = Field(default_factory=dict)
    search: Search = Search()
    discord: Discord = Discord()
    base: Path = Field(default=Path(), exclude=True)

    @field_validator("libraries")
    @classmethod
    def _names(cls, libraries: dict[str, SharedLibrary]) -> dict[str, SharedLibrary]:
        for name in libraries:
            if not LIBRARY_NAME.fullmatch(name) or name == OWN:
                raise ValueError(f"'{name}' cannot name a library (a-z, 0-9, - and _; not '{OWN}')")
        return libraries

    @property
    def state(self) -> Path:
        """The folder of all that is kept."""
        return self.base / self.storage.state

    def folders(self, name: str) -> list[Path]:
        """The folders that a shared library is filled from."""
        return [self.base / folder for folder in self.libraries[name].folders]


_TABLES: dict[str, type[_Table]] = {"storage": Storage, "search": Search, "discord": Discord}


def find_config() -> Path:
    """The config.toml that is meant when none is named.

    The one that ``FOOTNOTE_CONFIG`` names, else the one in this folder, else the one of the
    checkout that this code runs from.
    """
    named = os.environ.get("FOOTNOTE_CONFIG")
    if named:
        return Path(named)
    for folder in (Path.cwd(), Path(__file__).resolve().parent.parent):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    raise ConfigError(
        f"There is no {FILE_NAME} here. Name one with --config, or run in its folder."
    )


def load_config(path: Path | str) -> Config:
    """Reads and checks a config.toml.

    Raises `ConfigError` that says which key is wrong and, for an unknown one, which known key is
    nearest.
    """
    path = Path(path)
    try:
        tables = tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} is not TOML: {error}.") from error
    if "base" in tables:
        raise ConfigError(f'{path}: unknown key "base".')
    try:
        return Config(**tables, base=path.absolute().parent)
    except ValidationError as error:
        raise ConfigError(f"{path}: {'; '.join(map(_complaint, error.errors()))}") from error


def _complaint(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"])
    if error["type"] != "extra_forbidden":
        given = error["msg"].removeprefix("Value error, ")
        return f'"{place}": {given[:1].lower()}{given[1:]}'
    known = _known_keys(error["loc"][:-1])
    nearest = difflib.get_close_matches(str(error["loc"][-1]), known, n=1, cutoff=0.0)
    suggestion = ".".join([*map(str, error["loc"][:-1]), *nearest])
    return f'unknown key "{place}"; did you mean "{suggestion}"?'


def _known_keys(place: tuple[Any, ...]) -> list[str]:
    """The keys of the table at a place."""
    if place[:1] == ("libraries",):
        return list(SharedLibrary.model_fields)
    if place:
        return list(_TABLES[place[0]].model_fields)
    return [name for name in Config.model_fields if name != "base"]

"""What people read, in their language: one catalogue a language, in Fluent's syntax.

A catalogue is a folder in `bot/core/catalogues` named by the language's code. A text's key begins
with the name of the file that it stands in ("notebook-saved" in ``notebook.ftl``), so that no more
is read than is needed. The syntax is Mozilla's (Project Fluent, "Fluent Syntax Guide"): it chooses
plurals and forms in the catalogue, where a translator can see them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index.errors import FootnoteError

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

_CATALOGUES = Path(__file__).resolve().parent / "catalogues"
#: The language of the command line, of the log, and of whoever's own has no catalogue.
DEFAULT = "en"
# An answer has some forty texts, mostly those of the answer before: making them anew would take
# ten times as long as searching 100,000 passages. Longer values are hardly ever the same again.
_REMEMBERED, _SHORT = 1024, 64

Told = TypeVar("Told", bound=FootnoteError)


class Texts:
    """One language's texts. Safe to share between threads."""

    def __init__(self, language: str) -> None:
        """``language`` is the code of a catalogue that there is, as in `languages`."""
        self.language = language
        self._bundles: dict[str, FluentBundle] = {}
        self._remembered = lru_cache(_REMEMBERED)(self._formatted)

    def __call__(self, key: str, /, **values: str | int | date) -> str:
        """The text of that key. Numbers and dates are written as the language does.

        Strings are put in as they are: those that are not ours must be made fit to show before.
        Raises LookupError for a key or a value that the catalogue does not have: that is a bug.
        """
        shown = tuple((name, self._shown(value)) for name, value in values.items())
        if any(isinstance(value, str) and len(value) > _SHORT for _, value in shown):
            return self._formatted(key, shown)
        return self._remembered(key, shown)

    def _formatted(self, key: str, values: tuple[tuple[str, str | int], ...]) -> str:
        bundle = self._bundle(key.partition("-")[0])
        if not bundle.has_message(key):
            raise LookupError(f"the catalogue of '{self.language}' has no text '{key}'")
        pattern = bundle.get_message(key).value
        assert pattern is not None, f"'{key}' has attributes only"
        text, errors = bundle.format_pattern(pattern, dict(values))
        if errors:
            raise LookupError(f"text '{key}' of '{self.language}': {errors[0]}")
        assert isinstance(text, str)
        return text

    def has(self, key: str) -> bool:
        """Whether there is a text of that key."""
        file = key.partition("-")[0]
        there = (_CATALOGUES / self.language / f"{file}.ftl").is_file()
        return there and self._bundle(file).has_message(key)

    def day(self, value: date) -> str:
        """``15 Sep 2014``, as this language writes it."""
        month = self(f"date-month-{value.month}")
        return self("date-day", day=str(value.day), month=month, year=str(value.year))

    def moment(self, value: datetime) -> str:
        """``22 Nov 2026, 18:45 UTC``."""
        time = f"{value:%H:%M} {value.tzname() or 'UTC'}"
        return self("date-moment", day=self.day(value.date()), time=time)

    def number(self, value: int) -> str:
        """``1,000``, as this language groups digits."""
        return self("list-number", number=value)

    def ordinal(self, value: int) -> str:
        """``1st``, ``2nd``, ``11th``: which of a row."""
        from babel import Locale  # Fluent knows cardinal forms only

        form = Locale(self.language).ordinal_form(value)
        return self("list-ordinal", number=value, form=form)

    def listed(self, items: Sequence[str], last: str = "and") -> str:
        """``a, b and c``; ``last`` is "and" or "or"."""
        if len(items) < 2:
            return "".join(items)
        return self(f"list-{last}", before=", ".join(items[:-1]), last=items[-1])

    def error(self, error: FootnoteError) -> str:
        """An error's words in this language; as they were raised, where it has none for them."""
        if error.key and self.has(error.key):
            return self(error.key, **error.values)
        return str(error)

    def _shown(self, value: str | int | date) -> str | int:
        if isinstance(value, datetime):
            return self.moment(value)
        return self.day(value) if isinstance(value, date) else value

    def _bundle(self, file: str) -> FluentBundle:
        # Two threads that read the same file at once make equal bundles.
        if file not in self._bundles:
            self._bundles[file] = _read(self.language, file)
        return self._bundles[file]


def languages() -> list[str]:
    """The codes of the languages that there is a catalogue of, in alphabetical order."""
    return sorted(folder.name for folder in _CATALOGUES.iterdir() if folder.is_dir())


def texts(locale: str = DEFAULT) -> Texts:
    """The texts for a locale such as "de" or "en-GB": its language's, or else English."""
    language = locale.partition("-")[0].lower()
    return _texts(language if language in _known() else DEFAULT)


def all_texts() -> list[Texts]:
    """The texts of every language, for what must hold in each."""
    return [_texts(language) for language in sorted(_known())]


def told(kind: type[Told], key: str, /, **values: str | int | date) -> Told:
    """An error that `Texts.error` tells in any language; its own words are the English ones."""
    return kind(texts()(key, **values), key=key, **values)


@cache
def _known() -> frozenset[str]:
    return frozenset(languages())


@cache
def _texts(language: str) -> Texts:
    return Texts(language)


def _read(language: str, file: str) -> FluentBundle:
    from fluent.runtime import FluentBundle, FluentResource

    path = _CATALOGUES / language / f"{file}.ftl"
    if not path.is_file():
        raise LookupError(f"there is no catalogue {language}/{file}.ftl")
    # Isolating marks would be copied along with a quotation's source, and are seen in terminals.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(path.read_text("utf-8")))
    return bundle

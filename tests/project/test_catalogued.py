"""No sentence that somebody may read in Discord stands in the code: all are in the catalogues."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What stands for what is put into a literal.
_PUT_IN = "\ufffc"
_WORD = re.compile(r"[^\W\d_]{2,}")
# Two words that follow each other, or a word and what is put in beside it.
_SENTENCE = re.compile(rf"(?:[^\W\d_]{{2,}}|{_PUT_IN})[,.:;!?]? (?:[^\W\d_]{{2,}}|{_PUT_IN})")
_SQL = re.compile(r"(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|BEGIN)\b|[a-z_]+ = \?")
#: What Discord shows of a component, command or message: not even one word is the code's own.
_SHOWN = {"label", "placeholder", "content", "description", "title", "name", "text"}
#: What shows members what it is given without a keyword: discord.py's, and our own ways to tell.
_SHOWING = {
    *("TextDisplay", "Button", "Label", "TextInput", "Modal", "Embed", "SelectOption", "Choice"),
    *("send", "reply", "respond", "send_message", "edit", "edit_message", "add_field"),
    *("edit_original_response", "tell", "tell_privately", "notify"),
}
#: What gives text back as it is, or shortened or marked.
_PASSING = {"bold", "escape", "quote", "shortened", "printable", "join", "format", "strip", "str"}
#: Kinds of errors that are bugs, and never told to anybody but the log.
_BUGS = {"AssertionError", "LookupError", "NotImplementedError", "TypeError", "ValueError"}

FOLDERS = ("bot/views", "bot/cogs", "bot/core")
FILES = (
    *("client.py", "completion.py", "delivery.py", "following.py", "limits.py", "localised.py"),
    *("manner.py", "reach.py"),
)
#: Only the command line and its log have these, in English.
ENGLISH = {"bot/core/diagnosis.py", "bot/core/evaluating.py"}
#: Literals of several words that nobody reads as a sentence.
OTHER = {
    # word lists of the language that articles are in
    "bot/core/alignment.py": {"about after against"},
    "bot/core/differences.py": {"not never", "only just", "longer doubt", "be been"},
    "bot/core/figures.py": {"zero one", "twenty thirty", "january jan", "monday tuesday"},
    "bot/core/speakers.py": {"said says", "also then", "i he she", "leader ayatollah", "of al el"},
    "bot/core/clauses.py": {
        *("who whom", "many much", "what which", "did does", "is are", "do does", "about of"),
        *("the a", "he she", "and or", "think thinks", "react reacts", "call called"),
    },
    "bot/core/conversation.py": {"thanks thank"},
    "bot/core/pronouns.py": {
        *("he she", "it its", "they them", "that this", "his her", "in at"),
        f"the {_PUT_IN}",
    },
    "bot/core/slots.py": {"in on", "in at", "us usa"},
    # what programs read: the line that a quotation is checked by, tables, references
    "bot/core/rendering.py": {
        f"{_PUT_IN}, characters ",
        f"{_PUT_IN}\n\n{_PUT_IN}\nCheck: {_PUT_IN}",
    },
    "bot/core/exported.py": {"characters "},
    "bot/core/batch.py": {"word match", f"{_PUT_IN} to {_PUT_IN}"},
    "bot/core/reference.py": {f"{_PUT_IN} to {_PUT_IN}"},
    # a bad config.toml, before there is anybody to answer
    "bot/core/app.py": {"config.toml: "},
    # what SQLite reads
    "bot/core/retention.py": {"receipt IN ", "answer <> "},
    # a font's name
    "bot/core/picture_text.py": {"Noto Sans"},
}


def sources() -> list[Path]:
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    found += [ROOT / "bot" / name for name in FILES]
    return sorted(path for path in found if str(path.relative_to(ROOT)) not in ENGLISH)


def literal(node: ast.AST) -> str | None:
    """A literal's own text, with a mark where something is put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (each.value if isinstance(each, ast.Constant) else _PUT_IN for each in node.values)
        return "".join(map(str, parts))
    return None


def unread(tree: ast.AST) -> Iterator[ast.AST]:
    """What is no text for a member: docstrings, log lines, patterns, SQL, and words of bugs."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield from node.values
        elif isinstance(node, ast.Assert):
            yield from ast.walk(node)
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            if ast.unparse(node.exc.func) in _BUGS:
                yield from ast.walk(node)
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called.startswith(("log.", "re.")) or called.endswith((".execute", ".rows")):
                yield from ast.walk(node)


def name_of(call: ast.Call) -> str:
    """The last name of what is called."""
    return ast.unparse(call.func).rpartition(".")[2]


def given(node: ast.AST) -> Iterator[ast.AST]:
    """The literals within what is shown: put together in any way, but not looked up by."""
    if literal(node) is not None:
        yield node
    elif isinstance(node, ast.Call):
        if name_of(node) in _PASSING:
            for each in (node.func, *node.args):
                yield from given(each)
    elif isinstance(
        node, (ast.BinOp, ast.BoolOp, ast.IfExp, ast.List, ast.Tuple, ast.Starred, ast.Attribute)
    ):
        tested = node.test if isinstance(node, ast.IfExp) else None
        for each in ast.iter_child_nodes(node):
            if each is not tested:
                yield from given(each)


def sentences(source: str, *, shown_to_members: bool = True) -> Iterator[str]:
    """The literals that somebody may read as they stand.

    Only Discord's own modules give components their labels: `_SHOWN` counts in those.
    """
    tree = ast.parse(source)
    skipped = set(unread(tree))
    for node in ast.walk(tree):
        if shown_to_members and isinstance(node, ast.keyword) and node.arg in _SHOWN:
            shown = literal(node.value)
            if shown and _WORD.search(shown):
                yield shown
        if shown_to_members and isinstance(node, ast.Call) and name_of(node) in _SHOWING:
            shown_here = (found for argument in node.args for found in given(argument))
            yield from (text for each in shown_here if _WORD.search(text := literal(each) or ""))
        text = None if node in skipped else literal(node)
        if not text or _SQL.match(text.strip()):
            continue
        if _WORD.search(text) and _SENTENCE.search(text):
            yield text.strip()


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sentence_stands_in_the_code(path: Path) -> None:
    name = str(path.relative_to(ROOT))
    known = tuple(OTHER.get(name, ()))
    source = path.read_text("utf-8")
    found = list(sentences(source, shown_to_members="core" not in path.parts))
    assert [each for each in found if not known or not each.startswith(known)] == []
    assert all(any(each.startswith(begin) for each in found) for begin in known), "out of date"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('await message.reply("I could not answer that.")', ["I could not answer that."]),
        ('f"Only {name} can delete this."', [f"Only {_PUT_IN} can delete this."]),
        ('f"{count} articles"', [f"{_PUT_IN} articles"]),
        ('f"{title}, {outlet}"', []),
        ('ui.Button(label="Delete")', ["Delete"]),
        ('ui.Button(label=f"Open {rank}")', [f"Open {_PUT_IN}"]),
        ('ui.TextDisplay("Saved")', ["Saved"]),
        ('ui.TextDisplay(bold("Saved") + words("notebook-saved"))', ["Saved"]),
        ('ui.TextDisplay("Yes" if kept else words("notebook-saved"))', ["Yes"]),
        ('interaction.followup.send(f"{count} words")', [f"{_PUT_IN} words"]),
        ('interaction.followup.send("\\n".join(["Saved", told]))', ["Saved"]),
        ('tell(interaction, "Gone")', ["Gone"]),
        ('ui.TextDisplay(words("notebook-saved"))', []),
        ('ui.ActionRow(WatchButton(watch.id, "mute", words))', []),
        ('raise NotHere("Not here.")', ["Not here."]),
        ('"""What it is for."""', []),
        ('log.warning("could not tell %r", text)', []),
        ('raise LookupError("there is no such text")', []),
        ('rows("SELECT a FROM b WHERE c = ?", c)', []),
        ('connection.execute(f"DELETE FROM {table} WHERE id = ?")', []),
        ('words("notebook-saved", name=title)', []),
    ],
)
def test_what_counts_as_a_sentence(source: str, found: list[str]) -> None:
    # A literal that is a whole line would be a docstring.
    source = f"x = {source}" if source.startswith("f") else source.replace("await ", "")
    assert list(dict.fromkeys(sentences(source))) == found

"""The program: exit codes, errors in one line, ids for faults, and quiet ends of pipes."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from bot import cli as commands
from tests.cli.conftest import ROOT, Footnote, program

QUESTION = "who rejected the offer?"


def test_without_a_command_it_explains_itself() -> None:
    ran = program()
    assert ran.code == 2
    for command in ("ask", "chat", "compare", "receipt", "index", "library", "doctor", "bot"):
        assert re.search(rf"^ +{command} ", ran.out + ran.err, re.MULTILINE)


def test_it_says_which_version_it_is(footnote: Footnote, tmp_path: Path) -> None:
    ran = footnote("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"footnote {version('footnote')}\n", "")
    ran = program("--config", tmp_path / "gone.toml", "--version")
    assert (ran.code, ran.err) == (0, ""), "it needs no configuration"


def test_every_module_with_a_mount_is_a_command(footnote: Footnote) -> None:
    helped = footnote("--help")
    assert helped.code == 0
    for path in Path(commands.__path__[0]).glob("*.py"):
        if "def mount(cli" in path.read_text("utf-8") and path.stem != "__init__":
            assert re.search(rf"^ +{path.stem} ", helped.out, re.MULTILINE)


@pytest.mark.parametrize("command", ["ask", "receipt", "index", "library", "chat", "doctor", "bot"])
def test_every_command_explains_itself(footnote: Footnote, command: str) -> None:
    ran = footnote(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"footnote {command}" in ran.out


@pytest.mark.parametrize("arguments", [["aks"], ["ask", "x", "--limt", "3"], ["ask"]])
def test_wrong_usage_exits_with_2_and_says_so_on_stderr(
    footnote: Footnote, arguments: list[str]
) -> None:
    ran = footnote(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Usage: footnote" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[serch]", 'unknown key "serch"; did you mean "search"?'),
        ("[", "is not TOML"),
        ("[search]\nengine = 'lucene'", "no engine 'lucene'"),
    ],
)
def test_a_wrong_configuration_is_one_line(
    footnote: Footnote, config_file: Path, toml: str, words: str
) -> None:
    config_file.write_text(toml)
    ran = footnote("ask", QUESTION)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("footnote: ") and ran.err.count("\n") == 1
    assert words in ran.err


def test_a_missing_configuration_is_one_line(tmp_path: Path) -> None:
    ran = program("--config", tmp_path / "gone.toml", "ask", QUESTION)
    assert (ran.code, ran.out) == (1, "")
    assert re.fullmatch(r"footnote: .*gone\.toml cannot be read: No such file.*\n", ran.err)


def test_the_script_that_is_installed_answers(config_file: Path) -> None:
    script = Path(sys.executable).with_name("footnote")
    done = subprocess.run(
        [script, "--config", config_file, "ask", QUESTION],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:2] == [QUESTION, "Closest passages · strong word match"]


def test_a_damaged_library_is_one_line(footnote: Footnote, tmp_path: Path) -> None:
    (tmp_path / "var" / "libraries").mkdir(parents=True)
    (tmp_path / "var" / "libraries" / "seeds.db").write_text("not a database at all" * 500)
    ran = footnote("ask", QUESTION)
    assert (ran.code, ran.out) == (1, "")
    assert re.fullmatch(r"footnote: Library 'seeds' cannot be used .*\n", ran.err)


def test_a_state_folder_that_cannot_be_made_is_one_line(footnote: Footnote, tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be")
    ran = footnote("ask", QUESTION)
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert "broke on our side" not in ran.err


_FAULT = """
from bot.__main__ import cli, main
@cli.command("break")
def broken() -> None:
    raise ZeroDivisionError("of our own making")
main()
"""


def test_an_unexpected_fault_gives_an_id_that_the_log_has_too() -> None:
    ran = program("break", code=_FAULT)
    assert (ran.code, ran.out) == (1, "")
    last = ran.err.splitlines()[-1]
    found = re.fullmatch(r"footnote: something broke on our side \((E-[0-9A-F]{4})\)\.", last)
    assert found
    assert ran.err.count(found[1]) == 2
    assert "ZeroDivisionError: of our own making" in ran.err


@pytest.mark.parametrize("lines", [1, 3])
def test_a_reader_that_leaves_early_is_no_error(config_file: Path, lines: int) -> None:
    ask = [sys.executable, "-m", "bot", "--config", str(config_file)]
    ask += ["ask", "Khamenei Iran U.S. offer", "--limit", "100", "--verbose"]
    done = subprocess.run(
        ["bash", "-c", f"{shlex.join(ask)} | head -n {lines}"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == lines


def test_a_reader_that_leaves_in_the_middle_of_a_library_is_no_error(
    footnote: Footnote, config_file: Path, tmp_path: Path
) -> None:
    """More than a pipe holds: what is left over meets a reader that is gone."""
    text = "A title\n\n" + "\n\n".join(f"{n} {'word ' * 100}" for n in range(1_000))
    (tmp_path / "long.txt").write_text(text)
    assert footnote("index", "long.txt").code == 0
    show = [sys.executable, "-m", "bot", "--config", str(config_file)]
    show += ["library", "show", "own", "1"]
    done = subprocess.run(
        ["bash", "-c", f"{shlex.join(show)} | head -n 1"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("A title\n", "")


def test_a_reader_that_is_gone_before_the_first_line_is_no_error(config_file: Path) -> None:
    library = [["library", "list"], ["library", "show", "seeds"], ["library", "show", "seeds", "1"]]
    for command in (["ask", QUESTION], ["ask", QUESTION, "--json"], *library):
        with subprocess.Popen(
            [sys.executable, "-m", "bot", "--config", str(config_file), *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        ) as process:
            assert process.stdout is not None and process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""


def test_what_is_refused_in_shared_folders_is_a_warning_beside_the_answer(
    footnote: Footnote, config_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("The bridge\n\nThe bridge at Mostar fell.")
    (tmp_path / "news" / "b.txt").write_bytes(b"\0")
    config_file.write_text('[libraries.news]\nfolders = ["news"]')
    ran = program("--config", config_file, "ask", "Mostar?")
    assert ran.code == 0
    assert "The bridge at Mostar fell." in ran.out
    assert ran.err == (
        "footnote: library 'news' is without b.txt: the file is binary, not UTF-8 text\n"
    )
    assert program("--config", config_file, "ask", "Mostar?").err == ""

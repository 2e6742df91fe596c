"""What a question on the command line may import: it starts fast because it starts little."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

#: Distributions, as pip names them. To add one, show what it costs each question.
ALLOWED = {
    # the command line
    "typer", "click", "shellingham", "annotated-doc", "typing-extensions",
    "rich", "markdown-it-py", "mdurl", "pygments",
    # config.toml
    "pydantic", "pydantic-core", "annotated-types", "typing-inspection",
    # the answer
    "cffi", "numpy", "rank-bm25", "pystemmer", "sentencex",
    "rapidfuzz",  # 28 ms, where a word of the question may be a slip
    # 50 ms: the words of an answer, in the reader's language
    "fluent.runtime", "fluent.syntax", "babel", "attrs", "pytz",
    "footnote",
}  # fmt: skip
#: Modules that no distribution lists: the project's own where it is not installed, Cython's.
OWNERLESS = {"bot", "index", "cython_runtime"}
#: What would be noticed in every answer, or belongs to Discord, to writing, to comparing or to
#: chatting. A dictionary is only for words that no library has.
NEVER = {
    "discord", "aiohttp", "sqlite_utils", "filelock", "dotenv", "prompt_toolkit", "asyncio",
    "PIL", "spellchecker", "bot.core.comparing", "bot.core.team_migrations",
    "bot.client", "bot.run", "index.writer", "index.indexer", "index.migrations",
}  # fmt: skip

_RUN = """
import json, sys
sys.argv[0] = "footnote"
from bot.__main__ import main
try:
    main()
except SystemExit as end:
    code = end.code
else:
    code = 0
with open(sys.argv[2] + ".modules", "w") as file:
    json.dump([code, sorted(sys.modules)], file)
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> set[str]:
    """The modules that are loaded when a question over an indexed library has been answered."""
    config = tmp_path_factory.mktemp("startup") / "config.toml"
    config.write_text(f"[libraries.seeds]\nfolders = [{json.dumps(str(seeds))}]\n")
    for _ in ("the first question indexes", "the second only asks"):
        done = subprocess.run(
            [sys.executable, "-c", _RUN, "--config", config, "ask", "who rejected the offer?"],
            capture_output=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            check=True,
        )
        assert b"Closest passages" in done.stdout
    code, modules = json.loads(config.with_name("config.toml.modules").read_text())
    assert not code
    return set(modules)


@pytest.fixture(scope="module")
def bare() -> set[str]:
    """The modules of an interpreter that does nothing: what this environment itself loads."""
    done = subprocess.run(
        [sys.executable, "-c", "import json, sys; print(json.dumps(sorted(sys.modules)))"],
        capture_output=True,
        check=True,
    )
    return set(json.loads(done.stdout))


def test_a_question_imports_only_what_is_allowed(loaded: set[str], bare: set[str]) -> None:
    owners = packages_distributions()
    tops = {name.partition(".")[0] for name in loaded - bare} - set(sys.stdlib_module_names)
    assert {top for top in tops - owners.keys() if not top.startswith("_")} <= OWNERLESS
    found = {
        owner.lower().replace("_", "-")
        for top in tops
        for owner in owners.get(top, ["footnote"] if top in ("bot", "index") else [])
    }
    assert found <= ALLOWED
    assert found >= {"footnote", "typer", "pydantic", "pystemmer"}


@pytest.mark.parametrize("name", sorted(NEVER))
def test_a_question_never_imports(loaded: set[str], bare: set[str], name: str) -> None:
    assert name not in loaded - bare

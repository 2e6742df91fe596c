"""A result in the terminal, and as Markdown for the documentation."""

from __future__ import annotations

from bench.engines import OWN
from bench.tables import Table, left_out, tables
from bench.targets import Result

FEW = "* of fewer than 100 questions, of which a p99 says little."
EARLIER = "† built in an earlier run (--reuse), with which this one's figures compare badly."

WIDE = 150  # columns, where there is no terminal that says


def show(results: Result) -> None:
    """Prints it."""
    from rich import box, table
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        console.width = WIDE
    for each in tables(results):
        shown = table.Table(title=each.title, title_justify="left", box=box.SIMPLE_HEAD)
        for number, head in enumerate(each.header):
            shown.add_column(head, justify="left" if number == 0 else "right", overflow="fold")
        for row in each.rows:
            shown.add_row(*row)
        console.print(shown)
    console.print(FEW)
    console.print(EARLIER)
    for line in left_out(results):
        console.print(f"Not measured: {line}", highlight=False)


def markdown(results: Result) -> str:
    """The same as Markdown."""
    machine = results["machine"]
    memory = f"{machine['memory'] / 2**30:.0f} GiB"
    lines = [
        f"{machine['cores']} cores ({machine['processor']}, {machine['architecture']}), {memory}, "
        f"{machine['system']}, Python {machine['python']}.",
        "",
    ]
    versions = {
        name: engine["version"]
        for corpus in results["corpora"]
        for name, engine in corpus["engines"].items()
        if "version" in engine
    }
    for each in results.get("growth", []):
        versions.setdefault(OWN, each["version"])
    settings = [
        [name, versions.get(name, "-"), setting] for name, setting in results["settings"].items()
    ]
    lines += _as_markdown(Table("Settings", ["engine", "version", "settings"], settings), "l")
    for table in tables(results):
        lines += _as_markdown(table, "r")
    lines += [FEW.replace("*", r"\*"), "", EARLIER, ""]
    lines += [f"- Not measured: {line}" for line in left_out(results)]
    return "\n".join(lines).rstrip() + "\n"


def _as_markdown(table: Table, align: str) -> list[str]:
    rule = "---" if align == "l" else "--:"
    columns = ["---", *([rule] * (len(table.header) - 1))]
    rows = [table.header, columns, *table.rows]
    return [f"### {table.title}", "", *(f"| {' | '.join(row)} |" for row in rows), ""]

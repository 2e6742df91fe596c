"""Judges the request bodies that the bot sent, by Discord's own words and by its unwritten limits.

In go records of requests: anything with `.method`, `.path` and `.json`, such as the entries of
simcord's `env.http_requests` or of `LoopbackDiscord.requests`. Out come complaints, one line each:
method, path, JSON pointer into the body, and what is wrong there; no complaints means all is well.

Two judges look at every body. The schema is Discord's published OpenAPI description of its HTTP API
v10, a file that is not part of this repository (see `document_path`). The rules in this file say
what that schema leaves out, after Discord's developer documentation; they need no file.
"""

import functools
import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import jsonschema  # type: ignore[import-untyped]
from referencing import Registry
from referencing.jsonschema import DRAFT202012

VARIABLE = "FOOTNOTE_DISCORD_OPENAPI"
NEIGHBOUR = Path(__file__).resolve().parents[3] / "shared" / "discord" / "openapi.json"

COMPONENTS_V2 = 1 << 15
BUTTON, TEXT_DISPLAY = 2, 10
CHAT_INPUT, USER_MENU, MESSAGE_MENU = 1, 2, 3
COMMANDS_OF_A_KIND = {CHAT_INPUT: 100, USER_MENU: 15, MESSAGE_MENU: 15}
REPLY, UPDATE, CHOICES, MODAL = 4, 7, 8, 9  # interaction callback types that carry something

Found = Iterator[tuple[str, str]]  # (JSON pointer, what is wrong there)


class Request(Protocol):
    """What is asked of a record; `json` is the parsed body, or None where there was none."""

    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def json(self) -> Any: ...


def document_path() -> Path | None:
    """Discord's description: the file the environment variable names, else the one beside the
    repository, else None. A variable that names no file is not made up for by the other one."""
    named = os.environ.get(VARIABLE)
    path = Path(named) if named else NEIGHBOUR
    return path if path.is_file() else None


def missing_reason() -> str | None:
    """Why bodies cannot be judged by the schema, fit for `pytest.skip`; None when they can."""
    if document_path() is not None:
        return None
    tried = os.environ.get(VARIABLE) or f"../shared/discord/{NEIGHBOUR.name}"
    return f"Discord's API description is missing: no file at {tried} (set {VARIABLE})"


def complaints(requests: Iterable[Request]) -> list[str]:
    """What the schema and the rules have against `requests`, in the order they were sent.

    Raises FileNotFoundError when the description is missing, so that nothing passes unseen."""
    path = document_path()
    if path is None:
        raise FileNotFoundError(missing_reason())
    judges = (_description(path).judge, _rules)
    return [line for r in requests for judge in judges for line in _report(r, judge)]


def rule_complaints(requests: Iterable[Request]) -> list[str]:
    """What the rules alone have against `requests`; works without the description."""
    return [line for r in requests for line in _report(r, _rules)]


def _report(request: Request, judge: Any) -> Iterator[str]:
    body = request.json
    if body is None:
        return
    if isinstance(body, dict) and isinstance(body.get("payload_json"), str):
        body = json.loads(body["payload_json"])  # an upload: the body is one part of the form
    path = re.sub(r"^(https?://[^/]+)?/api/v\d+(?=/)", "", request.path.split("?")[0])
    try:
        found = list(judge(request.method.upper(), path, body))
    except (AttributeError, KeyError, TypeError) as error:
        found = [("", f"not of the shape that such a body has ({error!r})")]
    for pointer, message in found:
        yield f"{request.method.upper()} {path} {pointer or '(body)'}: {message}"


# The schema


def _snowflakes_may_be_integers(validator: Any, types: Any, instance: Any, schema: Any) -> Any:
    """discord.py sends ids as integers where the schema says string, and Discord takes both.
    Told by the schema's own format, every other integer in a string's place is still an error."""
    if schema.get("format") == "snowflake" and type(instance) is int and instance >= 0:
        return ()
    return jsonschema.Draft202012Validator.VALIDATORS["type"](validator, types, instance, schema)


_Validator = jsonschema.validators.extend(
    jsonschema.Draft202012Validator, {"type": _snowflakes_may_be_integers}
)


class _Description:
    """One loaded API description; validators are made at first use and kept."""

    def __init__(self, path: Path) -> None:
        document = json.loads(path.read_text(encoding="utf-8"))
        self._paths: dict[str, Any] = document["paths"]
        resource = DRAFT202012.create_resource(document)
        self._registry: Registry[Any] = Registry().with_resource("urn:discord", resource)
        self._validator = functools.cache(self._make_validator)

    def judge(self, method: str, path: str, body: Any) -> Found:
        template = self._template(method, path)
        if template is None:
            yield "", "Discord's description has no such operation"
        elif (validator := self._validator(method.lower(), template)) is None:
            yield "", f"{template} takes no JSON body"
        else:
            for error in validator.iter_errors(body):
                yield from _explain(error)

    def _template(self, method: str, path: str) -> str | None:
        parts = path.strip("/").split("/")
        fitting = []
        for template, operations in self._paths.items():
            wanted = template.strip("/").split("/")
            literal = tuple(not part.startswith("{") for part in wanted)
            if method.lower() in operations and len(wanted) == len(parts):
                compared = zip(literal, wanted, parts, strict=True)
                if all(not fixed or a == b for fixed, a, b in compared):
                    fitting.append((literal, template))
        return max(fitting)[1] if fitting else None  # fixed segments win, leftmost first

    def _make_validator(self, method: str, template: str) -> Any:
        content = self._paths[template][method].get("requestBody", {}).get("content", {})
        if "application/json" not in content:
            return None
        steps = ("paths", template, method, "requestBody", "content", "application/json", "schema")
        pointer = "/".join(step.replace("/", "~1") for step in steps)
        return _Validator({"$ref": f"urn:discord#/{pointer}"}, registry=self._registry)


_description = functools.cache(_Description)


def _explain(error: jsonschema.ValidationError, above: str = "") -> Found:
    """Follows a failed union into the branch that was meant, so that the message names the fault
    and not merely that none of twenty schemas fits."""
    pointer = above + "".join(f"/{step}" for step in error.relative_path)
    branches: dict[Any, list[jsonschema.ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.relative_schema_path[0], []).append(inner)
    if not branches:
        text = error.message
        yield pointer, text if len(text) < 200 else f"{text[:80]} [...] {text[-110:]}"
    elif all(inner.validator == "const" for inner in error.context):
        yield pointer, f"{error.instance!r} is none of {[i.validator_value for i in error.context]}"
    else:
        for inner in min(branches.values(), key=_distance):
            yield from _explain(inner, pointer)


def _distance(branch: list[jsonschema.ValidationError]) -> tuple[bool, int]:
    """How far a branch of a union is from being meant: first by its JSON type or `type` number."""
    kinds = ((error.validator, *error.relative_path) for error in branch)
    return any(kind in (("type",), ("enum", "type")) for kind in kinds), len(branch)


# The rules

_MESSAGE_ROUTES = (
    ("POST", re.compile(r"/channels/\d+/messages")),
    ("PATCH", re.compile(r"/channels/\d+/messages/\d+")),
    ("POST", re.compile(r"/webhooks/\d+/[^/]+")),
    ("PATCH", re.compile(r"/webhooks/\d+/[^/]+/messages/[^/]+")),
)
_COMMANDS = re.compile(r"/applications/\d+(/guilds/\d+)?/commands(/\d+)?")
_CALLBACK = re.compile(r"/interactions/\d+/[^/]+/callback")


def _rules(method: str, path: str, body: Any) -> Found:
    if any(method == verb and route.fullmatch(path) for verb, route in _MESSAGE_ROUTES):
        yield from _message(body, "")
    elif _CALLBACK.fullmatch(path) and isinstance(body, dict):
        kind, data = body.get("type"), body.get("data") or {}
        if kind in (REPLY, UPDATE):
            yield from _message(data, "/data")
        elif kind == MODAL:
            yield from _custom_ids(data, "/data")
        elif kind == CHOICES:
            yield from _choices(data.get("choices") or (), "/data")
    elif method == "POST" and re.fullmatch(r"/channels/\d+/threads", path) and "message" in body:
        yield from _message(body["message"], "/message")  # a forum post begins with a message
    elif _COMMANDS.fullmatch(path):
        several = body if isinstance(body, list) else [body]
        for index, command in enumerate(several):
            yield from _command(command, f"/{index}" if several is body else "", method)
        for kind, count in Counter(command.get("type") or 1 for command in several).items():
            if count > (most := COMMANDS_OF_A_KIND.get(kind, count)):
                yield "", f"{count} commands of type {kind}, over {most}"


def _message(body: dict[str, Any], at: str) -> Found:
    yield from _length(body.get("content") or "", 0, 2000, f"{at}/content")
    for key in ("content", "embeds"):
        if (body.get("flags") or 0) & COMPONENTS_V2 and body.get(key):
            yield f"{at}/{key}", f"{key} beside Components V2"
    if (size := sum(map(_embed_size, body.get("embeds") or ()))) > 6000:
        yield f"{at}/embeds", f"{size} characters in all embeds, over 6000"
    yield from _custom_ids(body, at)
    parts = list(_components(body, at))
    if len(parts) > 40:
        yield f"{at}/components", f"{len(parts)} components, nested ones counted, over 40"
    shown = sum(len(part.get("content", "")) for _, part in parts if part["type"] == TEXT_DISPLAY)
    if shown > 4000:
        yield f"{at}/components", f"{shown} characters of text displays in all, over 4000"
    for pointer, part in parts:
        if part["type"] == BUTTON:
            yield from _length(part.get("label") or "", 0, 80, f"{pointer}/label")
    allowed = body.get("allowed_mentions")
    if not isinstance(allowed, dict) or allowed.get("parse") != []:
        yield f"{at}/allowed_mentions", f"must have an empty parse list, is {allowed!r}"
    elif extra := sorted(key for key, value in allowed.items() if value):
        # Only a text of the bot's own, of nothing but mentions, names whom it pings.
        named = next((part["content"] for _, part in parts if part["type"] == TEXT_DISPLAY), "")
        wanted = sorted(f"<@{each}>" for each in allowed.get("users") or ())
        if extra != ["users"] or sorted(named.split()) != wanted:
            yield f"{at}/allowed_mentions", f"lets {' and '.join(extra)} be notified"


def _components(holder: Any, at: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every component under a message, modal or component, with its pointer."""
    for key in ("components", "accessory", "component"):
        inside = holder.get(key) or []
        for index, part in enumerate(inside if isinstance(inside, list) else [inside]):
            pointer = f"{at}/{key}/{index}" if isinstance(inside, list) else f"{at}/{key}"
            yield pointer, part
            yield from _components(part, pointer)


def _custom_ids(holder: dict[str, Any], at: str) -> Found:
    seen = set()
    for pointer, part in _components(holder, at):
        if (custom_id := part.get("custom_id")) is not None:
            yield from _length(custom_id, 1, 100, f"{pointer}/custom_id")
            if custom_id in seen:
                yield f"{pointer}/custom_id", f"{custom_id!r} is there twice"
            seen.add(custom_id)


def _embed_size(embed: dict[str, Any]) -> int:
    fields = [field.get(key) for field in embed.get("fields") or () for key in ("name", "value")]
    names = (embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")
    texts = (embed.get("title"), embed.get("description"), *names, *fields)
    return sum(len(text or "") for text in texts)


def _choices(choices: Any, at: str) -> Found:
    if len(choices) > 25:
        yield f"{at}/choices", f"{len(choices)} choices, over 25"
    for index, choice in enumerate(choices):
        yield from _length(choice.get("name"), 1, 100, f"{at}/choices/{index}/name")
        if isinstance(value := choice.get("value"), str):
            yield from _length(value, 0, 100, f"{at}/choices/{index}/value")


def _command(command: dict[str, Any], at: str, method: str) -> Found:
    whole = method != "PATCH"  # an edit of one command names only what it changes
    if (command.get("type") or CHAT_INPUT) == CHAT_INPUT:
        yield from _named(command, at, whole)
    elif "name" in command or whole:
        yield from _length(command.get("name"), 1, 32, f"{at}/name")


def _named(item: dict[str, Any], at: str, whole: bool = True) -> Found:
    """The rules that a slash command shares with its subcommands and options."""
    name, options = item.get("name"), item.get("options") or []
    if "name" in item or whole:
        yield from _length(name, 1, 32, f"{at}/name")
        if not all(c in "-_'" or unicodedata.category(c)[0] in "LN" for c in name or ""):
            yield f"{at}/name", f"{name!r} has other characters than letters, digits, - _ '"
        if name and name != name.lower():
            yield f"{at}/name", f"{name!r} is not in lower case"
    if "description" in item or whole:
        yield from _length(item.get("description"), 1, 100, f"{at}/description")
    yield from _choices(item.get("choices") or (), at)
    for index, option in enumerate(options):
        yield from _named(option, f"{at}/options/{index}")


def _length(text: Any, least: int, most: int, at: str) -> Found:
    size = len(text) if isinstance(text, str) else 0
    if not least <= size <= most:
        yield at, f"{size} characters, must be {least} to {most}"

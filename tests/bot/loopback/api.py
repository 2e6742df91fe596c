"""The HTTP API: what the bot's requests do."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.bot.loopback.gateway import Gateway
from tests.bot.loopback.outcome import Outcome
from tests.bot.loopback.protocol import (
    ACKS,
    COMMAND_REPLY,
    EPHEMERAL,
    JSON,
    LOADING,
    REPLY,
    SLASH,
    TOKEN,
    RefusalError,
    Request,
)
from tests.bot.loopback.world import World

Handler = Callable[..., Awaitable[Any]]
_ROUTES: list[tuple[str, re.Pattern[str], Handler]] = []


def _route(method: str, template: str) -> Callable[[Handler], Handler]:
    """Registers a handler. Each `*` of the template is an argument; what the handler returns is
    sent as JSON, None as 204."""

    def register(handler: Handler) -> Handler:
        _ROUTES.append((method, re.compile(template.replace("*", "([^/]+)")), handler))
        return handler

    return register


class Api:
    """Reads requests, does what they ask in the world, and tells it on the gateway."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world, self._gateway = world, gateway

    async def serve(self, request: web.Request) -> web.Response:
        """One request."""
        sent = await _read(request)
        self._world.requests.append(sent)
        try:
            status, answer = 200, await self._answer(sent, request.headers.get("Authorization"))
        except RefusalError as refusal:
            status, answer = refusal.status, {"message": refusal.words, "code": refusal.code}
        self._world.tell()
        if answer is None:
            return web.Response(status=204)
        # discord.py parses a body only when its type is exactly this, without a charset.
        body = json.dumps(answer).encode()
        return web.Response(status=status, body=body, content_type="application/json")

    async def _answer(self, sent: Request, authorization: str | None) -> Any:
        open_to_all = sent.path.startswith(("/interactions/", "/webhooks/"))
        if not open_to_all and authorization != f"Bot {TOKEN}":
            raise RefusalError(401, 0, "401: Unauthorized")
        for method, pattern, handler in _ROUTES:
            if re.fullmatch(method, sent.method) and (match := pattern.fullmatch(sent.path)):
                return await handler(self, sent, *match.groups())
        self._world.unknown.append(f"{sent.method} {sent.path}")
        raise RefusalError(404, 0, "404: Not Found")

    # The bot and its commands

    @_route("GET", "/gateway(?:/bot)?")
    async def _where(self, sent: Request) -> JSON:
        limit = {"total": 1000, "remaining": 999, "reset_after": 86400000, "max_concurrency": 1}
        shards = self._world.shards
        return {"url": self._gateway.url, "shards": shards, "session_start_limit": limit}

    @_route("GET", "/users/@me")
    async def _me(self, sent: Request) -> JSON:
        return self._world.bot

    @_route("GET", "(?:/oauth2)?/applications/@me")
    async def _application(self, sent: Request) -> JSON:
        about = {"id": self._world.bot["id"], "name": "Footnote", "description": "", "icon": None}
        about |= {"bot_public": True, "bot_require_code_grant": False, "verify_key": "0" * 64}
        return {**about, "owner": self._world.owner, "team": None, "flags": 0}

    @_route("GET", "/applications/*/commands")
    async def _registered(self, sent: Request, application: str) -> list[JSON]:
        return self._world.commands

    @_route("PUT", "/applications/*/commands")
    async def _register(self, sent: Request, application: str) -> list[JSON]:
        defaults = {"type": SLASH, "description": "", "options": []}
        given = {"application_id": application, "version": "1"}
        self._world.commands = [
            {**defaults, **command, **given, "id": self._world.snowflake()} for command in sent.json
        ]
        return self._world.commands

    # Channels and their messages

    @_route("POST", "/users/@me/channels")
    async def _open_dm(self, sent: Request) -> JSON:
        return self._world.dm

    @_route("GET", "/channels/*")
    async def _channel(self, sent: Request, channel: str) -> JSON:
        place = self._world.place(channel)
        if place is self._world.dm:
            return place
        return {**place, "guild_id": self._world.guild_id}

    @_route("POST", "/channels/*/typing")
    async def _typing(self, sent: Request, channel: str) -> None:
        for act in self._written(channel):
            act.acknowledge("typing")

    @_route("POST", "/channels/*/messages")
    async def _create(self, sent: Request, channel: str) -> JSON:
        place = self._world.place(channel)
        reference = {k: str(v) for k, v in (sent.json.get("message_reference") or {}).items()}
        more: JSON = {"type": REPLY, "message_reference": reference} if reference else {}
        message = self._world.write(place, self._world.bot, sent, **more)
        answered = self._world.acts.get(reference.get("message_id", ""))
        for act in [answered] if answered else self._written(channel)[-1:]:
            act.acknowledge("message")
            act.show(message)
        await self._gateway.announce("MESSAGE_CREATE", message)
        return message

    @_route("GET", "/channels/*/messages/*")
    async def _get(self, sent: Request, channel: str, message: str) -> JSON:
        return self._world.found(message)

    @_route("PATCH", "/channels/*/messages/*")
    async def _edit(self, sent: Request, channel: str, message: str) -> JSON:
        found = self._world.found(message)
        if found["author"] is not self._world.bot:
            raise RefusalError(403, 50005, "Cannot edit a message authored by another user")
        return await self._change(found, sent)

    @_route("DELETE", "/channels/*/messages/*")
    async def _delete(self, sent: Request, channel: str, message: str) -> None:
        await self._remove(self._world.found(message))

    @_route("(?:PUT|DELETE)", "/channels/*/messages/*/reactions/*/@me")
    async def _react(self, sent: Request, channel: str, message: str, emoji: str) -> None:
        self._world.found(message)

    # Interactions

    @_route("POST", "/interactions/*/*/callback")
    async def _callback(self, sent: Request, interaction: str, token: str) -> JSON | None:
        act, kind, data = self._world.acts.get(token), sent.json["type"], sent.json.get("data")
        if act and act.ack:
            raise RefusalError(400, 40060, "Interaction has already been acknowledged.")
        late = act is not None and time.monotonic() - act.started > self._world.deadline
        if act is None or act.id != interaction or late:
            raise RefusalError(404, 10062, "Unknown interaction")
        data = data or {}
        act.acknowledge(ACKS[kind])
        act.choices, act.modal = data.get("choices"), data if kind == 9 else None
        await self._acknowledge(act, Request(sent.method, sent.path, sent.params, data, sent.files))
        if sent.params.get("with_response") not in ("1", "true"):
            return None
        told: JSON = {"id": act.id, "type": act.kind}
        if act.original is None:
            return {"interaction": told}
        flags = act.original["flags"]
        told |= {"response_message_id": act.original["id"]}
        told |= {"response_message_loading": bool(flags & LOADING)}
        told |= {"response_message_ephemeral": bool(flags & EPHEMERAL)}
        return {"interaction": told, "resource": {"type": kind, "message": act.original}}

    async def _acknowledge(self, act: Outcome, sent: Request) -> None:
        if act.ack in ("message", "defer"):
            extra = {"flags": LOADING} if act.ack == "defer" else {}
            message = self._write(act, sent, type=COMMAND_REPLY, **extra)
            act.original = message
            if act.ack == "message":
                await self._gateway.announce("MESSAGE_CREATE", act.show(message))
        elif act.ack in ("defer update", "update"):
            act.original = act.source
            if act.ack == "update" and act.source:
                await self._change(act.show(act.source), sent)

    @_route("POST", "/webhooks/*/*")
    async def _follow_up(self, sent: Request, application: str, token: str) -> JSON:
        act = self._acknowledged(token)
        if act.original and act.original["flags"] & LOADING:  # it takes the deferred one's place
            return await self._change(act.show(act.original), sent)
        message = self._write(act, sent, type=REPLY)
        await self._gateway.announce("MESSAGE_CREATE", act.show(message))
        return message

    @_route("GET", "/webhooks/*/*/messages/*")
    async def _shown(self, sent: Request, application: str, token: str, message: str) -> JSON:
        return self._hooked(token, message)

    @_route("PATCH", "/webhooks/*/*/messages/*")
    async def _reshow(self, sent: Request, application: str, token: str, message: str) -> JSON:
        shown = self._hooked(token, message)
        return await self._change(self._acknowledged(token).show(shown), sent)

    @_route("DELETE", "/webhooks/*/*/messages/*")
    async def _unshow(self, sent: Request, application: str, token: str, message: str) -> None:
        await self._remove(self._hooked(token, message))

    # What they have in common

    def _written(self, channel: str) -> list[Outcome]:
        """What people have written in a channel, the latest last."""
        acts = self._world.acts.values()
        return [a for a in acts if not a.kind and a.source and a.source["channel_id"] == channel]

    def _acknowledged(self, token: str) -> Outcome:
        if (act := self._world.acts.get(token)) is None or act.ack is None:
            raise RefusalError(404, 10015, "Unknown Webhook")
        return act

    def _hooked(self, token: str, message: str) -> JSON:
        original = self._acknowledged(token).original
        return self._world.found(original["id"] if original and message == "@original" else message)

    def _write(self, act: Outcome, sent: Request, **fields: Any) -> JSON:
        place = self._world.dm if act.private else self._world.channel
        return self._world.write(place, self._world.bot, sent, **fields)

    async def _change(self, message: JSON, sent: Request) -> JSON:
        self._world.edit(message, sent)
        await self._gateway.announce("MESSAGE_UPDATE", message)
        return message

    async def _remove(self, message: JSON) -> None:
        del self._world.messages[message["id"]]
        for act in self._world.acts.values():
            act.deleted |= act.original is message
            act.messages = [shown for shown in act.messages if shown is not message]
        await self._gateway.announce("MESSAGE_DELETE", message)


async def _read(request: web.Request) -> Request:
    path = request.rel_url.raw_path.removeprefix("/api/v10")
    sent = Request(request.method, path, dict(request.query), None, {})
    if request.content_type == "multipart/form-data":
        for key, part in (await request.post()).items():
            if isinstance(part, web.FileField):
                sent.files[key] = (part.filename, part.file.read())
            elif key == "payload_json":
                sent.json = json.loads(str(part))
    elif text := await request.text():
        sent.json = json.loads(text)
    return sent

"""The server, and the people on it whom a test makes act."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import Any, Self

from aiohttp import web

from tests.bot.loopback.api import Api
from tests.bot.loopback.gateway import Gateway
from tests.bot.loopback.outcome import Outcome
from tests.bot.loopback.protocol import (
    AUTOCOMPLETE,
    BUTTON,
    COMMAND,
    COMPONENT,
    JSON,
    MEMBER_MAY,
    MESSAGE_MENU,
    OWNER_MAY,
    REPLY,
    SLASH,
    components,
)
from tests.bot.loopback.world import World


class LoopbackDiscord(World):
    """The server and the people on it: `async with LoopbackDiscord() as discord: ...`.

    `timeout` bounds every wait and `deadline` the acknowledgement of an interaction (seconds).
    `actor` acts in the guild's channel; set it to `owner` or `member`. Commands are sent `here`;
    set it to `dm` to send them in private, where only `member` and the bot are."""

    def __init__(self, *, shards: int = 1, timeout: float = 20.0, deadline: float = 3.0) -> None:
        super().__init__(shards=shards, timeout=timeout, deadline=deadline)
        self._gateway = Gateway(self)
        self._api = Api(self, self._gateway)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 << 20)
        app.router.add_get("/gateway", self._gateway.serve)
        app.router.add_route("*", "/api/v10/{rest:.*}", self._api.serve)
        self._runner = web.AppRunner(app, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._gateway.close()
        await self._runner.cleanup()

    async def connected(self, event: JSON | None = None) -> None:
        """Waits for the shard that `event`, or else whatever happens in the guild, goes to."""
        home = event or {"guild_id": self.guild_id}
        await self.until(lambda: self._gateway.reaches(home), "the bot's connection")

    async def mention(self, text: str) -> Outcome:
        """`actor` writes "@bot text" in the guild's channel."""
        content = f"<@{self.bot['id']}> {text}"
        return await self._say(self.channel, content=content, mentions=[self.bot])

    async def direct_message(self, text: str) -> Outcome:
        """`member` writes `text` to the bot alone."""
        return await self._say(self.dm, content=text)

    async def reply(self, message: JSON, text: str) -> Outcome:
        """`actor` replies to a message of the bot, with the notification left on."""
        place = self.place(message["channel_id"])
        reference = {"message_id": message["id"], "channel_id": place["id"]}
        more = {"message_reference": reference, "referenced_message": message, "type": REPLY}
        return await self._say(place, content=text, mentions=[self.bot], **more)

    async def slash(self, name: str, /, **options: Any) -> Outcome:
        """`actor` sends a slash command; a subcommand is "group name". LookupError when Discord's
        client would not send it: an unknown command or option, or a required one left out."""
        await self.connected()
        return await self._interact(COMMAND, self._invocation(name, options))

    async def autocomplete(self, name: str, option: str, value: str, /, **others: Any) -> Outcome:
        """`actor` has typed `value` into an option; the outcome has `choices`."""
        await self.connected()
        data = self._invocation(name, {**others, option: value}, focused=option)
        return await self._interact(AUTOCOMPLETE, data)

    async def context_menu(self, name: str, message: JSON) -> Outcome:
        """`actor` picks a message command from the menu of `message`."""
        await self.connected()
        data = {"id": self._command(name, MESSAGE_MENU)["id"], "name": name, "type": MESSAGE_MENU}
        data |= {"target_id": message["id"], "resolved": {"messages": {message["id"]: message}}}
        return await self._interact(COMMAND, data)

    async def click(
        self, message: JSON, label: str | None = None, *, custom_id: str | None = None
    ) -> Outcome:
        """`actor` presses the first button with that label or custom id; LookupError if there is
        none that can be pressed."""
        source = self.messages.get(message["id"], {})
        buttons = [part for part in components(source) if part["type"] == BUTTON]
        key, wanted = ("label", label) if custom_id is None else ("custom_id", custom_id)
        for part in buttons:
            if part.get(key) == wanted and part.get("custom_id") and not part.get("disabled"):
                data = {"component_type": 2, "custom_id": part["custom_id"], "id": part["id"]}
                return await self._interact(COMPONENT, data, source)
        labels = [part.get("label") for part in buttons]
        raise LookupError(f"no button {wanted!r} to press among {labels}")

    async def post(self, content: str) -> JSON:
        """`actor` writes in `here`, not to the bot, and nothing is awaited; returns the message."""
        message = self.write(self.here, self.actor, content=content)
        await self._gateway.announce("MESSAGE_CREATE", message)
        return message

    async def wait_for_message(
        self,
        predicate: Callable[[JSON], Any],
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> JSON:
        """The newest message of the bot, old or yet to come, that `predicate` is true of."""

        def newest() -> JSON | None:
            mine = [m for m in self.messages.values() if m["author"] is self.bot]
            return next(filter(predicate, reversed(mine)), None)

        message: JSON = await self.until(newest, "a message as awaited", timeout)
        return message

    async def _say(self, place: JSON, **fields: Any) -> Outcome:
        message = self.write(place, self.member if place is self.dm else self.actor, **fields)
        act = self.acts[message["id"]] = Outcome(message["id"], source=message)
        return await self._outcome(act, "MESSAGE_CREATE", self.located(message))

    async def _interact(self, kind: int, data: JSON, source: JSON | None = None) -> Outcome:
        private = self.dm["id"] == (source or {}).get("channel_id", self.here["id"])
        token = f"interaction-{self.snowflake()}"
        act = self.acts[token] = Outcome(self.snowflake(), kind, source, private)
        place = self.dm if private else self.channel
        event = {"id": act.id, "application_id": self.bot["id"], "type": kind, "data": data}
        event |= {"token": token, "version": 1, "locale": "en-US", "entitlements": []}
        event |= {"channel": place, "channel_id": place["id"], "context": 1 if private else 0}
        event |= {"attachment_size_limit": 10 << 20, "app_permissions": str(MEMBER_MAY)}
        event |= {"message": source} if source else {}
        if private:
            event |= {"user": self.member, "authorizing_integration_owners": {"0": "0"}}
        else:
            may = OWNER_MAY if self.actor is self.owner else MEMBER_MAY
            guild = {"id": self.guild_id, "locale": "en-US", "features": []}
            event |= {"guild_id": self.guild_id, "guild": guild, "guild_locale": "en-US"}
            event |= {"member": {**self.member_of(self.actor), "permissions": str(may)}}
            event |= {"authorizing_integration_owners": {"0": self.guild_id}}
        return await self._outcome(act, "INTERACTION_CREATE", event)

    async def _outcome(self, act: Outcome, name: str, event: JSON) -> Outcome:
        await self.connected(event)
        act.started = time.monotonic()
        await self._gateway.dispatch(name, event)
        with contextlib.suppress(TimeoutError):
            await self.until(act.settled, "")
        if not act.settled() and act.ack != "defer update":  # that one needs nothing after it
            after = f"after its {act.ack!r}" if act.ack else "at all"
            raise TimeoutError(f"{name}: the bot showed nothing {after} within {self.timeout} s")
        return act

    def _command(self, name: str, kind: int) -> JSON:
        for command in self.commands:
            if command["name"] == name and command.get("type", SLASH) == kind:
                return command
        raise LookupError(f"{name!r} is not among the {len(self.commands)} registered commands")

    def _invocation(self, name: str, given: JSON, focused: str | None = None) -> JSON:
        """What Discord's client sends for a slash command."""
        first, *rest = name.split()
        level = command = self._command(first, SLASH)
        for word in rest:
            level = next((o for o in level.get("options", ()) if o["name"] == word), {})
        defined = {option["name"]: option for option in level.get("options") or []}
        needed = {key for key, option in defined.items() if option.get("required")}
        wrong = set(given) - set(defined) | (set() if focused else needed - set(given))
        wrong |= {focused} - {None, *(k for k, o in defined.items() if o.get("autocomplete"))}
        wrong |= {key for key, option in defined.items() if option["type"] <= 2}  # a group itself
        if not level or wrong:
            raise LookupError(
                f"/{name} cannot be sent like this: look at {sorted(map(str, wrong))}"
            )
        options = [{"name": k, "value": v, "type": defined[k]["type"]} for k, v in given.items()]
        for option in options:
            if option["name"] == focused:
                option["focused"] = True
        for depth, word in enumerate(reversed(rest)):
            options = [{"type": 2 if depth else 1, "name": word, "options": options}]
        return {"id": command["id"], "name": first, "type": SLASH, "options": options}

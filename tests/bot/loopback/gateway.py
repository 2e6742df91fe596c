"""The websocket that events reach the bot by."""

from __future__ import annotations

import json

from aiohttp import WSMsgType, web

from tests.bot.loopback.protocol import EPHEMERAL, JSON, MEMBER_MAY, TOKEN
from tests.bot.loopback.world import World

# What a frame is about.
DISPATCH, HEARTBEAT, IDENTIFY, RESUME, REQUEST_MEMBERS = 0, 1, 2, 6, 8
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11
AUTHENTICATION_FAILED = 4004  # a code that a socket is closed with


class Gateway:
    """Every shard of the bot. Frames are plain text whatever compression the bot asks for: it
    takes both."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._sockets: dict[int, web.WebSocketResponse] = {}  # by the number of the shard

    @property
    def url(self) -> str:
        """Where it is."""
        return self._world.url.replace("http", "ws", 1) + "/gateway"

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, from its beginning to its end."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": 41250}})
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                break
            sent = json.loads(frame.data)
            await self._take(socket, sent["op"], sent.get("d"))
        for shard in [number for number, open_ in self._sockets.items() if open_ is socket]:
            del self._sockets[shard]
        return socket

    async def close(self) -> None:
        """Ends every connection."""
        for socket in list(self._sockets.values()):
            await socket.close(code=1001)

    def reaches(self, event: JSON) -> bool:
        """Whether the shard that an event goes to is connected."""
        return self._home(event) in self._sockets

    async def dispatch(self, name: str, data: JSON) -> None:
        """Sends an event to the shard that it concerns, if that is connected."""
        if (socket := self._sockets.get(self._home(data))) is not None:
            await self._send(socket, name, data)

    async def announce(self, name: str, message: JSON) -> None:
        """Sends what has happened to a message, unless it is ephemeral: no event tells of those."""
        if not message["flags"] & EPHEMERAL:
            await self.dispatch(name, self._world.located(message))

    async def _take(self, socket: web.WebSocketResponse, op: int, data: JSON) -> None:
        if op == HEARTBEAT:
            await socket.send_json({"op": HEARTBEAT_ACK})
        elif op == IDENTIFY and data["token"] == TOKEN:
            await self._identify(socket, *data.get("shard", (0, 1)))
        elif op == IDENTIFY:
            await socket.close(code=AUTHENTICATION_FAILED)
        elif op == RESUME:
            await socket.send_json({"op": INVALID_SESSION, "d": False})  # none outlives its socket
        elif op == REQUEST_MEMBERS:
            world = self._world
            chunk = {"guild_id": world.guild_id, "chunk_index": 0, "chunk_count": 1}
            chunk |= {"members": world.members(), "nonce": data.get("nonce")}
            await self._send(socket, "GUILD_MEMBERS_CHUNK", chunk)

    async def _identify(self, socket: web.WebSocketResponse, shard: int, count: int) -> None:
        world = self._world
        world.shards = count
        at_home = self._home({"guild_id": world.guild_id}) == shard
        guild: JSON = {"id": world.guild_id, "unavailable": True}
        ready = {"v": 10, "user": world.bot, "guilds": [guild] if at_home else []}
        ready |= {"session_id": f"session-{shard}", "resume_gateway_url": self.url}
        ready |= {"shard": [shard, count], "application": {"id": world.bot["id"], "flags": 0}}
        await self._send(socket, "READY", ready)
        if at_home:
            everyone = {"id": world.guild_id, "name": "@everyone", "permissions": str(MEMBER_MAY)}
            guild = {"id": world.guild_id, "name": "Loopback", "owner_id": world.owner["id"]}
            guild |= {"unavailable": False, "member_count": 3, "members": world.members()}
            guild |= {"roles": [{**everyone, "position": 0}], "channels": [world.channel]}
            await self._send(socket, "GUILD_CREATE", guild)
        self._sockets[shard] = socket
        world.tell()

    async def _send(self, socket: web.WebSocketResponse, name: str, data: JSON) -> None:
        frame = {"op": DISPATCH, "t": name, "s": next(self._world.counter), "d": data}
        await socket.send_json(frame)

    def _home(self, event: JSON) -> int:
        """The shard that an event goes to: the guild's own, and 0 for direct messages."""
        if "guild_id" not in event:
            return 0
        return (int(event["guild_id"]) >> 22) % self._world.shards

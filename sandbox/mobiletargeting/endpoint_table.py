"""The endpoints of a project, found by id, by user and by address, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, MutableMapping
from typing import Any

Json = dict[str, Any]


class EndpointTable(MutableMapping[str, Json]):
    """Endpoints by id, as the API shows them. One that is kept is not changed but replaced."""

    def __init__(self) -> None:
        self._endpoints: dict[str, Json] = {}
        self._users: dict[str, dict[str, None]] = defaultdict(dict)
        self._addresses: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)

    def of_user(self, user_id: str) -> list[Json]:
        """The endpoints of a user, oldest first."""
        return [self._endpoints[identity] for identity in self._users.get(user_id, ())]

    def at(self, channel: str, address: str) -> list[Json]:
        """The endpoints with an address of a channel."""
        return [self._endpoints[identity] for identity in self._addresses.get((channel, address), ())]

    def __getitem__(self, identity: str) -> Json:
        return self._endpoints[identity]

    def __setitem__(self, identity: str, endpoint: Json) -> None:
        if identity in self._endpoints:
            self._forget(identity)
        self._endpoints[identity] = endpoint
        for index, key in self._places(endpoint):
            index[key][identity] = None

    def __delitem__(self, identity: str) -> None:
        self._forget(identity)
        del self._endpoints[identity]

    def __iter__(self) -> Iterator[str]:
        return iter(self._endpoints)

    def __len__(self) -> int:
        return len(self._endpoints)

    def _forget(self, identity: str) -> None:
        for index, key in self._places(self._endpoints[identity]):
            del index[key][identity]
            if not index[key]:
                del index[key]

    def _places(self, endpoint: Json) -> Iterator[tuple[dict[Any, dict[str, None]], Any]]:
        user, address = endpoint.get("User", {}).get("UserId"), endpoint.get("Address")
        if user is not None:
            yield self._users, user
        if address is not None:
            yield self._addresses, (endpoint.get("ChannelType"), address)

"""From the consent table to a queue: whose consent changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from cdk_messaging.opt_in.outbox import Outbox


class ConsentFeed(Outbox):
    """A pipe that puts the key of each consent that is made, changed or removed into a queue.

    The keys hold phone numbers; the queues are encrypted. What was given up on, the function that reads the queue finds
    when it goes through all consents, unless the consent is gone by then. Parameters are those of an ``Outbox``.
    """

    _filter: ClassVar[Mapping[str, Any]] = {
        "dynamodb": {"Keys": {"pk": {"S": [{"prefix": "NUMBER#"}]}, "sk": {"S": [{"prefix": "CONSENT#"}]}}},
    }
    _message: ClassVar[str] = '{"pk": "<$.dynamodb.Keys.pk.S>"}'

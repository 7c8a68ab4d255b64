"""Settings of an account that CloudFormation has no type for: set, and put back when the stack goes.

A setting is two resources. ``Custom::EarlierSetting`` only looks: it answers with what was there before, and
CloudFormation keeps that, so that a request which is repeated after the change still knows it. The setting itself gets
the answer as its property ``Earlier``. What it changes it puts back on deletion, also on that of a creation that
failed, unless somebody changed it in the meantime: then it is theirs.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import operator
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from .sms_voice import Refused, client, is_missing, reason_of, refusal

Event = Mapping[str, Any]
Properties = Mapping[str, Any]
Value = Any
"""What JSON can say; None where there is no setting."""
Outcome = tuple[str, Mapping[str, str]]

LONGEST_ID = 1000  # characters; CloudFormation takes no physical id of more than 1 KB
LONGEST_VALUE = 2500  # bytes; the answer that holds id and value may have 4096

_logger = logging.getLogger(__name__)


def _version_2() -> Any:
    return client()


@dataclass(frozen=True)
class Setting:
    """A kind of setting.

    :param key: properties that say which setting it is; another key is another setting.
    :param wanted: what the properties ask for.
    :param read: what is set now; None for nothing.
    :param write: sets a value, or nothing for None; gets what is set now as well.
    :param same: whether a value that was read is the one that was wanted.
    :param stays: the service's reasons why something can't be put back, which then stays and fails no deletion.
    :param refuse_to_take_over: raises where a value that is there already, and isn't the wanted one, must not be
        replaced. Default: - everything may be
    :param service: the client that ``read`` and ``write`` get. Default: - that of version 2
    """

    key: tuple[str, ...]
    wanted: Callable[[Properties], Value]
    read: Callable[[Any, Properties], Value]
    write: Callable[[Any, Properties, Value, Value], None]
    same: Callable[[Value, Value], bool] = operator.eq
    stays: frozenset[str] = frozenset()
    refuse_to_take_over: Callable[[Value, Value], None] | None = None
    service: Callable[[], Any] = _version_2

    def identity(self, resource_type: str, properties: Properties) -> str:
        """Physical id of the setting; it names nobody, because it is logged."""
        key = json.dumps([properties.get(name, "") for name in self.key])
        return f"{resource_type.removeprefix('Custom::')}:{hashlib.sha256(key.encode()).hexdigest()[:16]}"

    def current(self, properties: Properties) -> Value:
        """What is set now."""
        try:
            return self.read(self.service(), properties)
        except ClientError as problem:
            if is_missing(problem):
                return None
            raise refusal(problem) from None

    def earlier(self, properties: Properties) -> Value:
        """What has to be known later of what is set now."""
        return self.current(properties)

    def remember(self, resource_type: str, event: Event) -> Outcome:
        """Serve ``Custom::EarlierSetting``: look once, and never again for the same key."""
        if event["RequestType"] == "Delete":
            return event["PhysicalResourceId"], {}
        prefix = self.identity(resource_type, event["ResourceProperties"]) + ":"
        kept = event.get("PhysicalResourceId", "")
        if not kept.startswith(prefix):
            kept = prefix + _packed(self.earlier(event["ResourceProperties"]))
        value = json.dumps(_unpacked(kept.removeprefix(prefix)), separators=(",", ":"))
        if len(kept) > LONGEST_ID or len(json.dumps(value)) > LONGEST_VALUE:
            raise Refused(
                "what is set now is too long to be kept, and could not be put back: shorten or delete it, then deploy"
            )
        return kept, {"Value": value}

    def serve(self, event: Event) -> Outcome:
        """Serve the setting itself."""
        if event["RequestType"] == "Delete":
            self.put_back(event["ResourceProperties"])
            return event["PhysicalResourceId"], {}
        identity = self.identity(event["ResourceType"], event["ResourceProperties"])
        self.set(event["ResourceProperties"], is_ours=event.get("PhysicalResourceId") == identity)
        return identity, {}

    def set(self, properties: Properties, *, is_ours: bool) -> None:
        """Set what the properties ask for.

        :param is_ours: whether it was set before, by this resource
        """
        wanted, current = self.wanted(properties), self.current(properties)
        if current == wanted:
            return
        if self.refuse_to_take_over is not None and not is_ours and not self.same(current, wanted):
            self.refuse_to_take_over(current, wanted)
        try:
            self.write(self.service(), properties, wanted, current)
        except ClientError as problem:
            raise refusal(problem) from None

    def put_back(self, properties: Properties) -> None:
        """Set what was there before, if what is there now is still ours."""
        wanted, current = self.wanted(properties), self.current(properties)
        earlier = json.loads(properties.get("Earlier", "null"))
        if earlier == wanted:
            return
        if not self.same(current, wanted):
            _logger.info("somebody else changed it since: left as it is")
            return
        for value in dict.fromkeys([json.dumps(earlier), "null"]):
            try:
                self.write(self.service(), properties, json.loads(value), current)
            except ClientError as problem:
                if reason_of(problem) in self.stays:
                    _logger.info("it can't be undone, and stays: %s", reason_of(problem))
                    return
                if not is_missing(problem):
                    raise refusal(problem) from None
                _logger.info("what it belongs to is gone")
            else:
                return


def _packed(value: Value) -> str:
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(value).encode())).decode()


def _unpacked(text: str) -> Value:
    return json.loads(zlib.decompress(base64.urlsafe_b64decode(text)))

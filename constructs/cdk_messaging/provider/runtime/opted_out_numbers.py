"""``Custom::OptedOutNumbers``: people who are put on an opt-out list.

None is ever taken off it: that would allow texting them again, and the service lets a number leave a list only once in
30 days.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from .sms_voice import client, refusal


def handle(event: Mapping[str, Any]) -> tuple[str, Mapping[str, str]]:
    """Put the numbers on the list that weren't asked for before. It can be repeated."""
    properties = event["ResourceProperties"]
    name = properties["OptOutListName"]
    identity = f"OptedOutNumbers:{hashlib.sha256(name.encode()).hexdigest()[:16]}"
    if event["RequestType"] == "Delete":
        return event["PhysicalResourceId"], {}
    before = event.get("OldResourceProperties", {})
    known = before.get("Numbers", ()) if before.get("OptOutListName") == name else ()
    for number in [each for each in properties["Numbers"] if each not in known]:
        try:
            client().put_opted_out_number(OptOutListName=name, OptedOutNumber=number)
        except ClientError as problem:
            raise refusal(problem) from None
    return identity, {}

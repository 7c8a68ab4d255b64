"""Things that the provider makes under a name of their own, where the service has neither tags nor request tokens.

One that was there before is somebody else's, and is never touched. One that wasn't is ours, also when a request that
made it is repeated, and goes with its resource, whatever became of it since.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from botocore.exceptions import ClientError

from .setting import Properties, Setting, Value
from .sms_voice import Refused, is_missing, refusal


@dataclass(frozen=True)
class Possession(Setting):
    """A kind of thing.

    :param what: it is, in words.
    """

    what: str = ""

    def earlier(self, properties: Properties) -> Value:
        """Only whether there is one: what somebody else made is never put back."""
        return None if self.current(properties) is None else True

    def set(self, properties: Properties, *, is_ours: bool) -> None:
        """Make it, or change it.

        :raises Refused: if there was one of this name before
        """
        if not is_ours and _was_there(properties):
            raise Refused(f"there is another {self.what} of this name: choose another name, or delete that one")
        super().set(properties, is_ours=is_ours)

    def put_back(self, properties: Properties) -> None:
        """Delete it, unless it was there before."""
        if _was_there(properties):
            return
        try:
            self.write(self.service(), properties, None, None)
        except ClientError as problem:
            if not is_missing(problem):
                raise refusal(problem) from None


def _was_there(properties: Properties) -> bool:
    return bool(json.loads(properties.get("Earlier", "null")))

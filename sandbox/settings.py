"""What a run of the sandbox can be told: where it listens and how fast its world moves."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

PREFIX = "SANDBOX_"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One run's settings. Each can be given in the environment as ``SANDBOX_`` and its name in upper case.

    :param account_id: the account of requests that carry no credentials. Default: - 111122223333
    :param region: the Region of requests that name none. Default: - us-east-1
    :param api_rate: factor on the request quotas of the service (SendTextMessage: 1 a second); 0 lifts them.
        Default: - 1
    :param parts_rate: factor on the message parts per second of an origination; 0 lifts them. Default: - 1
    :param carrier_delay: seconds until the carrier has accepted a message. Default: - 0.05
    :param handset_delay: seconds from the carrier to the phone. Default: - 0.05
    :param feedback_expiry: seconds until message feedback that nobody gave counts as FAILED. Default: - 3600
    """

    account_id: str = "111122223333"
    region: str = "us-east-1"
    api_rate: float = 1.0
    parts_rate: float = 1.0
    carrier_delay: float = 0.05
    handset_delay: float = 0.05
    feedback_expiry: float = 3600.0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Reads the settings from ``SANDBOX_*`` variables.

        :raises ValueError: a number is not a number, or negative.
        """
        source = os.environ if environment is None else environment
        given: dict[str, str | float] = {}
        for field in fields(cls):
            text = source.get(PREFIX + field.name.upper())
            if text is not None:
                given[field.name] = text if field.type == "str" else _number(field.name, text)
        return cls(**given)  # type: ignore[arg-type]

    def to_environment(self) -> dict[str, str]:
        """The variables that give a child process these settings."""
        return {PREFIX + field.name.upper(): str(getattr(self, field.name)) for field in fields(self)}


def _number(name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if value < 0:
        raise ValueError(f"{PREFIX}{name.upper()} is {text!r}; give a number of 0 or more")
    return value

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
    :param failures: probability, 0 to 1, that a function's invocation fails: see ``sandbox.failures``. Default: - 0
    :param failing_functions: the functions that may fail, as a pattern of their names such as ``*SignUp*``.
        Default: - all
    :param failure_seed: other failures with each. Default: - 0
    :param failure_retry: seconds until what a failed function had received from a queue is received again; 0 leaves
        it to the queue's visibility timeout. Default: - 0
    """

    account_id: str = "111122223333"
    region: str = "us-east-1"
    api_rate: float = 1.0
    parts_rate: float = 1.0
    carrier_delay: float = 0.05
    handset_delay: float = 0.05
    feedback_expiry: float = 3600.0
    failures: float = 0.0
    failing_functions: str = "*"
    failure_seed: float = 0.0
    failure_retry: float = 0.0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Reads the settings from ``SANDBOX_*`` variables.

        :raises ValueError: a number is not a number, or negative, or a probability above 1.
        """
        source = os.environ if environment is None else environment
        given: dict[str, str | float] = {}
        for field in fields(cls):
            text = source.get(PREFIX + field.name.upper())
            if text is not None:
                given[field.name] = text if field.type == "str" else _number(field.name, text)
        settings = cls(**given)  # type: ignore[arg-type]
        if settings.failures > 1:
            raise ValueError(f"{PREFIX}FAILURES is {settings.failures:g}; give a probability from 0 to 1")
        return settings

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

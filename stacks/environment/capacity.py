"""The tables about how much: what AWS lets the account have, and what has to be sent at a peak."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from cdk_messaging.sms_voice.quotas import DEFAULT_QUOTAS, Quota
from stacks.environment.table import Table


def _raised(quota: Quota) -> Any:
    return Field(default=None, ge=DEFAULT_QUOTAS[quota], strict=True)


class QuotasTable(Table):
    """Quotas that AWS raised for the account in this Region, as numbers of resources; the others are AWS's defaults.

    The keys are those of :class:`cdk_messaging.sms_voice.Quota`, with ``_`` for ``-``.
    """

    configuration_sets: int | None = _raised(Quota.CONFIGURATION_SETS)
    notify_configurations: int | None = _raised(Quota.NOTIFY_CONFIGURATIONS)
    opt_out_lists: int | None = _raised(Quota.OPT_OUT_LISTS)
    phone_numbers: int | None = _raised(Quota.PHONE_NUMBERS)
    pools: int | None = _raised(Quota.POOLS)
    protect_configurations: int | None = _raised(Quota.PROTECT_CONFIGURATIONS)
    registrations: int | None = _raised(Quota.REGISTRATIONS)
    registration_attachments: int | None = _raised(Quota.REGISTRATION_ATTACHMENTS)
    sender_ids: int | None = _raised(Quota.SENDER_IDS)
    verified_destination_numbers: int | None = _raised(Quota.VERIFIED_DESTINATION_NUMBERS)
    identities_per_pool: int | None = _raised(Quota.IDENTITIES_PER_POOL)

    def raised(self) -> dict[Quota, int]:
        """Those that were raised."""
        given = {quota: getattr(self, quota.value.replace("-", "_")) for quota in Quota}
        return {quota: number for quota, number in given.items() if number is not None}


class ExpectedPeak(Table):
    """The most texts that come at once, such as after a broadcast: a warning says so if they can't be sent in time.

    The account's request quota is ``limits.messages_per_second``.

    :param messages: texts of the peak, to different people.
    :param within_minutes: in which they have to be sent.
    :param parts_per_message: SMS parts of each. Default: 1, as every confirmation has
    """

    messages: int = Field(ge=1, strict=True, description="say how many texts the peak has")
    within_minutes: int = Field(ge=1, strict=True, description="say in how many minutes they have to be sent")
    parts_per_message: int = Field(default=1, ge=1, le=10, strict=True)

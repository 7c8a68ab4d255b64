"""The tables about what messages leave from, and who hears of trouble."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from stacks.environment.fields import Country, Email, OptOutListName, PhoneNumberId, PoolId
from stacks.environment.reach import NumberKind
from stacks.environment.table import Table


class LeasedNumber(Table):
    """A number that the deployment leases. Short codes take weeks and a contract: they are always existing ones."""

    country: Country = Field(description="give the number's country, two capital letters")
    type: Literal["LONG_CODE", "TEN_DLC", "TOLL_FREE"] = Field(description="give the kind of number")


class ExistingNumber(Table):
    """A number that is there already, as far as its replies and its rate go.

    :param messages_per_second: message parts that it may send a second, where AWS raised it or its tables name none
        (``DescribePhoneNumbers`` has it). Default: - AWS's default of such numbers
    """

    country: Country = Field(description="give the number's country, two capital letters")
    type: NumberKind = Field(description="give the kind of number")
    messages_per_second: float | None = Field(default=None, gt=0, strict=True)


class PoolOrigination(Table):
    """The deployment leases these numbers and puts them into a pool."""

    kind: Literal["pool"] = "pool"
    numbers: tuple[LeasedNumber, ...] = Field(min_length=1, description="list the numbers to lease")


class SimulatorOrigination(Table):
    """The deployment leases a US simulator number: no registration, and it reaches only AWS's own test numbers."""

    kind: Literal["simulator"] = "simulator"

    @property
    def numbers(self) -> tuple[ExistingNumber, ...]:
        """The one number."""
        return (ExistingNumber(country="US", type="SIMULATOR"),)


class ExistingOrigination(Table):
    """A number or pool that is there already: registered, leased and approved outside of any deployment.

    :param opt_out_list_name: the opt-out list that the number or pool gets, one that exists. Default: - it keeps the
        one that it has, which has to be the account's own, "Default"
    :param set_up: whether the deployment sets the keywords, two-way messaging and opt-outs of the number or pool, and
        puts back what was there before when its stack goes. Default: true
    """

    kind: Literal["existing"] = "existing"
    pool_id: PoolId | None = None
    phone_number_id: PhoneNumberId | None = None
    opt_out_list_name: OptOutListName | None = None
    set_up: bool = Field(default=True, strict=True)
    numbers: tuple[ExistingNumber, ...] = Field(min_length=1, description="describe the number, or the pool's members")

    @model_validator(mode="after")
    def _one_identity(self) -> Self:
        if (self.pool_id is None) == (self.phone_number_id is None):
            raise ValueError("give either pool_id or phone_number_id, the one that messages leave from")
        return self


class Alarms(Table):
    """Who hears of trouble.

    :param email: gets the alarms; has to confirm the subscription once. Default: - nobody is told
    :param monthly_spend_usd: what text messages may cost in a month, in US dollars; the alarm goes off at 80 % of it.
        Default: 50
    """

    email: Email | None = None
    monthly_spend_usd: float = Field(default=50.0, gt=0, strict=True)

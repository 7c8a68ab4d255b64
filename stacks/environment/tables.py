"""The tables of an environment file."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cdk_messaging.opt_in.programme import Programme
from stacks.environment.fields import Country, Email, Identifier, PhoneNumberId, PoolId
from stacks.environment.reach import NumberKind


class Table(BaseModel):
    """A table of the file: nothing unknown in it, nothing changed after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Brand(Table):
    """Who writes to people.

    :param name: begins every text.
    :param website: the brand's own site, https.
    :param support_email: where HELP and the pages point to.
    :param legal_name: the business behind the brand. Default: - the brand
    :param about: one sentence on the business, for the page. Default: - made of brand and legal name
    """

    name: str = Field(description="give the name that begins every text, as the carriers know it")
    website: str = Field(description="give the address of your own site, https")
    support_email: Email = Field(description="give the address that HELP and the pages point to")
    legal_name: str = ""
    about: str = ""


class Texts(Table):
    """Own words instead of those made from the facts. Each but ``consent`` must fit one SMS."""

    consent: str = ""
    confirmation: str = ""
    auto_reply: str = ""
    subscribed: str = ""
    help: str = ""
    stop: str = ""


class ProgrammeFacts(Table):
    """What people sign up for. The keys are those of :class:`cdk_messaging.opt_in.programme.Programme`.

    :param type: only ``transactional`` so far: promotional messages need consent and hours of their own.
    """

    id: Identifier = Field(description="give a short name that never changes: it is part of stored keys")
    name: str = Field(description='give what people get, as it reads after "get": "delivery alerts"')
    message_kinds: tuple[str, ...] = Field(min_length=1, description="list the kinds of messages, for the page")
    frequency: str = Field(description='say how often, like "Up to 4 msgs/month"')
    type: Literal["transactional"] = "transactional"
    confirm_keyword: str = "YES"
    locale: str = "en-US"
    terms_url: str | None = None
    privacy_url: str | None = None
    extra_opt_out_words: tuple[str, ...] = ()
    texts: Texts = Texts()

    def to_programme(self, brand: Brand) -> Programme:
        """The programme with all of its texts.

        :raises cdk_messaging.errors.InvalidArgument: when a text can't be sent or lacks what carriers ask of it.
        """
        facts: dict[str, Any] = {
            **brand.model_dump(exclude={"name"}),
            **self.model_dump(exclude={"type", "texts"}),
            **self.texts.model_dump(),
        }
        return Programme(brand=brand.name, **facts)


class LeasedNumber(Table):
    """A number that the deployment leases. Short codes take weeks and a contract: they are always existing ones."""

    country: Country = Field(description="give the number's country, two capital letters")
    type: Literal["LONG_CODE", "TEN_DLC", "TOLL_FREE"] = Field(description="give the kind of number")


class ExistingNumber(Table):
    """A number that is there already, as far as its replies go."""

    country: Country = Field(description="give the number's country, two capital letters")
    type: NumberKind = Field(description="give the kind of number")


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

    :param opt_out_list_name: the opt-out list of the number or pool. Default: "Default", the account's own
    """

    kind: Literal["existing"] = "existing"
    pool_id: PoolId | None = None
    phone_number_id: PhoneNumberId | None = None
    opt_out_list_name: str = "Default"
    numbers: tuple[ExistingNumber, ...] = Field(min_length=1, description="describe the number, or the pool's members")

    @model_validator(mode="after")
    def _one_identity(self) -> Self:
        if (self.pool_id is None) == (self.phone_number_id is None):
            raise ValueError("give either pool_id or phone_number_id, the one that messages leave from")
        return self


class Alarms(Table):
    """Who hears of trouble.

    :param email: gets the alarms; has to confirm the subscription once. Default: - nobody is told
    """

    email: Email | None = None

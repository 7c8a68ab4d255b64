"""The model of an environment file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cdk_messaging.opt_in.programme import Programme
from stacks.environment.fields import (
    AccountId,
    CertificateArn,
    Country,
    DollarAmount,
    HostName,
    Identifier,
    Region,
    RetentionDays,
    Tags,
)
from stacks.environment.tables import (
    Alarms,
    Brand,
    ExistingOrigination,
    PoolOrigination,
    ProgrammeFacts,
    SimulatorOrigination,
    Table,
)

Origination = Annotated[
    PoolOrigination | SimulatorOrigination | ExistingOrigination,
    Field(discriminator="kind", description="say what messages leave from in a table [origination]"),
]


class Environment(Table):
    """A deployment target.

    :param name: the file's name without ``.toml``; not a key of the file.
    :param account: AWS account. Default: - the account of the credentials in use
    :param region: where everything but the edge stack goes.
    :param removal_policy: what becomes of data and numbers when a stack goes; ``retain`` protects stacks as well.
    :param allowed_countries: whose numbers may sign up, ISO 3166-1 alpha-2.
    :param default_country: whose national spelling the form assumes. Default: - the first allowed country
    :param number_validation: which API tells a mobile number from a landline. Default: "carrier-lookup"
    :param opt_outs: who acts on STOP. Default: "managed": AWS, also while this application is down
    :param messages_per_second: the account's quota for SendTextMessage. Default: 1, that of a new account
    :param max_price: the most US dollars that one SMS part may cost. Default: "0.10"
    :param log_retention_days: how long every log group keeps its events. Default: 30
    :param archive_buffer_seconds: how long delivery events are collected before they are written to the archive,
        0 to 900. Default: 300
    :param api_gateway_account: whether to set up the role with which API Gateway logs: once in an account and
        Region. Default: false, because somebody may have done so
    :param domain_name: the page's own name. Default: - the name that CloudFront gives
    :param certificate_arn: the certificate of that name, in us-east-1.
    :param tags: put on every resource.
    """

    name: Identifier = Field(exclude=True)
    account: AccountId | None = None
    region: Region = Field(description="give the AWS Region to deploy to")
    removal_policy: Literal["retain", "destroy"] = Field(description="say retain or destroy")
    allowed_countries: tuple[Country, ...] = Field(min_length=1, description="list whose numbers may sign up")
    default_country: Country = Field(default_factory=lambda data: str(data["allowed_countries"][0]))
    number_validation: Literal["carrier-lookup", "phone-number-validate"] = "carrier-lookup"
    opt_outs: Literal["managed", "self-managed"] = "managed"
    messages_per_second: float = Field(default=1.0, gt=0, le=1000, strict=True)
    max_price: DollarAmount = "0.10"
    log_retention_days: RetentionDays = 30
    archive_buffer_seconds: int = Field(default=300, ge=0, le=900, strict=True)
    api_gateway_account: bool = Field(default=False, strict=True)
    domain_name: HostName | None = None
    certificate_arn: CertificateArn | None = None
    tags: Tags = Field(default_factory=dict)
    brand: Brand = Field(description="say who writes to people in a table [brand]")
    programme: ProgrammeFacts = Field(description="say what people sign up for in a table [programme]")
    origination: Origination
    alarms: Alarms = Alarms()

    @property
    def stage_id(self) -> str:
        """The id of this environment's stage: ``dev`` is ``Dev``, ``eu-prod`` is ``EuProd``."""
        return "".join(part.capitalize() for part in self.name.split("-"))

    @property
    def retains(self) -> bool:
        """Whether data and numbers outlive their stacks."""
        return self.removal_policy == "retain"

    @property
    def self_managed_opt_outs(self) -> bool:
        """Whether this application answers STOP and HELP itself."""
        return self.opt_outs == "self-managed"

    def to_programme(self) -> Programme:
        """The programme that people of this environment sign up for, with all of its texts."""
        return self.programme.to_programme(self.brand)

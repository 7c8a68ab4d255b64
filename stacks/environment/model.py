"""The model of an environment file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cdk_messaging.opt_in.forms import Form
from stacks.environment.capacity import ExpectedPeak, QuotasTable
from stacks.environment.fields import AccountId, Country, Identifier, Region, RetentionDays, Tags
from stacks.environment.limits import LimitsTable
from stacks.environment.page import CaptchaTable, Domain, Embedding
from stacks.environment.programmes import Brand, FormTable, ProgrammeTable
from stacks.environment.table import Table
from stacks.environment.tables import Alarms, ExistingOrigination, PoolOrigination, SimulatorOrigination

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
    :param log_retention_days: how long every log group keeps its events. Default: 30
    :param archive_buffer_seconds: how long delivery events are collected before they are written to the archive,
        0 to 900. Default: 300
    :param api_gateway_account: whether to set up the role with which API Gateway logs: once in an account and
        Region. Default: false, because somebody may have done so
    :param tags: put on every resource.
    :param brand: who writes to people.
    :param programmes: what people sign up for, and where; the first form of the first is the page's start.
    :param limits: what keeps sending and abuse within bounds.
    :param domain: the page's own name. Default: - the name that CloudFront gives
    :param embedding: who may show the forms in a frame. Default: - nobody
    :param captcha: what tells people from programs. Default: - nothing
    :param origination: what messages leave from.
    :param expected_peak: the most texts that come at once. Default: - nothing is checked
    :param quotas: how many resources AWS lets the account have, where it raised that. Default: - AWS's defaults
    :param alarms: who hears of trouble.
    """

    name: Identifier = Field(exclude=True)
    account: AccountId | None = None
    region: Region = Field(description="give the AWS Region to deploy to")
    removal_policy: Literal["retain", "destroy"] = Field(description="say retain or destroy")
    allowed_countries: tuple[Country, ...] = Field(min_length=1, description="list whose numbers may sign up")
    default_country: Country = Field(default_factory=lambda data: str(data["allowed_countries"][0]))
    number_validation: Literal["carrier-lookup", "phone-number-validate"] = "carrier-lookup"
    opt_outs: Literal["managed", "self-managed"] = "managed"
    log_retention_days: RetentionDays = 30
    archive_buffer_seconds: int = Field(default=300, ge=0, le=900, strict=True)
    api_gateway_account: bool = Field(default=False, strict=True)
    tags: Tags = Field(default_factory=dict)
    brand: Brand = Field(description="say who writes to people in a table [brand]")
    programmes: tuple[ProgrammeTable, ...] = Field(
        min_length=1, description="say what people sign up for in a table [[programmes]]"
    )
    limits: LimitsTable = LimitsTable()
    domain: Domain | None = None
    embedding: Embedding = Embedding()
    captcha: CaptchaTable | None = None
    origination: Origination
    expected_peak: ExpectedPeak | None = None
    quotas: QuotasTable = QuotasTable()
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

    def forms(self) -> tuple[Form, ...]:
        """The forms of all programmes, in the order of the file, with all texts.

        :raises cdk_messaging.errors.InvalidArgument: when a text can't be sent or lacks what carriers ask of it, or a
            form could not be made.
        """
        return tuple(form for index in range(len(self.programmes)) for form in self.forms_of(index))

    def forms_of(self, index: int) -> tuple[Form, ...]:
        """The forms of one programme.

        :param index: its place in ``programmes``.
        :raises cdk_messaging.errors.InvalidArgument: as :meth:`forms` does.
        """
        facts = self.programmes[index]
        programme = facts.to_programme(self.brand)
        usual = FormTable(source="web" if index == 0 else facts.id)
        return tuple(form.to_form(programme) for form in facts.forms or (usual,))

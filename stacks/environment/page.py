"""The tables about the page: its name, who may embed it, and what tells people from programs."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from stacks.environment.fields import CertificateArn, HostedZoneId, HostName, Origin, WebAddress
from stacks.environment.table import Table


class Domain(Table):
    """The page's own name: with a certificate that is there already, or with the zone to make one in.

    :param name: the page's name.
    :param certificate_arn: its certificate, in us-east-1; the records that point to the page are then yours to make.
    :param hosted_zone_id: the public zone of Route 53 that the name is in; certificate and records are made there.
    :param hosted_zone_name: the zone's name.
    """

    name: HostName = Field(description="give the page's name, like sms.example.com")
    certificate_arn: CertificateArn | None = None
    hosted_zone_id: HostedZoneId | None = None
    hosted_zone_name: HostName | None = None

    @model_validator(mode="after")
    def _one_certificate(self) -> Self:
        if (self.hosted_zone_id is None) != (self.hosted_zone_name is None):
            raise ValueError("give hosted_zone_id and hosted_zone_name together, or none of them")
        if (self.certificate_arn is None) == (self.hosted_zone_id is None):
            raise ValueError(
                "give either certificate_arn, a certificate in us-east-1, or hosted_zone_id and hosted_zone_name, the "
                "zone to make one in"
            )
        zone = self.hosted_zone_name
        if zone is not None and self.name != zone and not self.name.endswith(f".{zone}"):
            raise ValueError(f"name {self.name!r} is not in hosted_zone_name {zone!r}; give the zone that it is in")
        return self


class Embedding(Table):
    """Who may show the forms in a frame.

    :param frame_ancestors: origins. Default: - nobody
    """

    frame_ancestors: tuple[Origin, ...] = ()


class CaptchaTable(Table):
    """What tells people from programs.

    :param provider: whose.
    :param site_key: the public key.
    :param secret_name: the secret of Secrets Manager whose string is the secret key.
    :param hostnames: names of the sites where it may have been solved. Default: - the page's own
    :param verify_url: whom to ask instead of the provider. Default: - the provider
    :param script_url: the widget's script. Default: - the provider's
    """

    provider: Literal["turnstile", "recaptcha"] = Field(description="say turnstile or recaptcha")
    site_key: str = Field(min_length=1, description="give the public key that the provider gave you")
    secret_name: str = Field(min_length=1, description="name the secret of Secrets Manager that holds the secret key")
    hostnames: tuple[HostName, ...] = ()
    verify_url: WebAddress | None = None
    script_url: WebAddress | None = None

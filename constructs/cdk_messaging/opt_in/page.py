"""Where people sign up: a page of the library's own, or one elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aws_cdk import aws_certificatemanager as acm

from cdk_messaging.checks import check_pattern, is_known
from cdk_messaging.errors import InvalidArgument

if TYPE_CHECKING:
    # At run time by those who use it: importing it takes longer than the rest of a page.
    from aws_cdk import aws_route53 as route53

_URL = r"https://[a-z0-9.-]+(:[0-9]{1,5})?(/[^\s#]*)?"


@dataclass(frozen=True, kw_only=True)
class HostedPage:
    """A page of the library's own, with the API behind the same distribution.

    :param web_acl_arn: a web ACL of scope CLOUDFRONT, which has to be made in us-east-1. Default: - none, so the
        API's throttling and the limits of the table are all there is
    :param domain_name: the page's own name; needs ``certificate``. Default: - the distribution's name
    :param certificate: for ``domain_name``, in us-east-1. Default: - none
    :param hosted_zone: the public zone of ``domain_name``, which gets the records that point to the distribution.
        Default: - none; make them yourself
    :param frame_ancestors: origins of the sites that may show the forms in a frame: ``https://www.example.com``.
        Default: - none may
    :raises InvalidArgument: for a name without certificate, a zone without name, or a name that isn't in the zone.
    """

    web_acl_arn: str | None = None
    domain_name: str | None = None
    certificate: acm.ICertificate | None = None
    hosted_zone: route53.IHostedZone | None = None
    frame_ancestors: Sequence[str] = ()

    def __post_init__(self) -> None:
        check_certificate(self.domain_name, self.certificate, region="in us-east-1")
        if self.hosted_zone is None:
            return
        if self.domain_name is None:
            raise InvalidArgument("hosted_zone is given without domain_name; name the page, or leave the zone out")
        zone = self.hosted_zone.zone_name
        if is_known(zone) and self.domain_name != zone and not self.domain_name.endswith(f".{zone}"):
            raise InvalidArgument(
                f"domain_name {self.domain_name!r} is not in hosted_zone {zone!r}; give the zone that the name is in"
            )

    @property
    def hostnames(self) -> Sequence[str]:
        """The names that are known at synth under which people see the page."""
        return () if self.domain_name is None else (self.domain_name,)


@dataclass(frozen=True, kw_only=True)
class OwnPage:
    """A page elsewhere that posts to the API from another origin.

    :param allowed_origin: its origin: ``https://www.example.com``.
    :param domain_name: the API's own name; needs ``certificate``, and a record that points to
        ``SignUpApi.custom_domain``. Default: - the name that AWS gives
    :param certificate: for ``domain_name``, in the Region of the API. Default: - none
    :param thanks_url: where a plain HTML form leads when it was accepted; needs ``problem_url``. Default: - forms are
        answered as scripts are, with JSON
    :param problem_url: where it leads otherwise; ``#`` and the code of the error are appended. Default: - none
    :raises InvalidArgument: for a name without certificate, one address without the other, or one that isn't https.
    """

    allowed_origin: str
    domain_name: str | None = None
    certificate: acm.ICertificate | None = None
    thanks_url: str | None = None
    problem_url: str | None = None

    def __post_init__(self) -> None:
        check_certificate(self.domain_name, self.certificate, region="in the Region of the API")
        if (self.thanks_url is None) != (self.problem_url is None):
            raise InvalidArgument(
                f"thanks_url is {self.thanks_url!r} and problem_url is {self.problem_url!r}; a plain HTML form needs "
                "both, or neither to be answered with JSON"
            )
        for what, url in (("thanks_url", self.thanks_url), ("problem_url", self.problem_url)):
            if url is not None:
                check_pattern(what, url, _URL, "an https address without #: 'https://www.example.com/thanks'")

    @property
    def hostnames(self) -> Sequence[str]:
        """The name under which people see the page."""
        return (self.allowed_origin.removeprefix("https://").partition(":")[0],)


Page = HostedPage | OwnPage
"""Either of them."""


def allowed_origins(page: Page) -> Sequence[str]:
    """The origins other than the API's own whose pages may post and read the answers."""
    return (page.allowed_origin,) if isinstance(page, OwnPage) else ()


def check_certificate(domain_name: str | None, certificate: acm.ICertificate | None, *, region: str) -> None:
    """A name of one's own and its certificate only together.

    :param region: where the certificate has to be, in words.
    :raises InvalidArgument: for one without the other.
    """
    if (domain_name is None) != (certificate is None):
        raise InvalidArgument(
            f"domain_name is {domain_name!r} and certificate is {'missing' if certificate is None else 'given'}; "
            f"a name of your own needs a certificate {region}, and the other way round"
        )

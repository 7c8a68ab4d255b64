"""The records that lead from a name of one's own to a distribution."""

from __future__ import annotations

from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as targets
from constructs import Construct


class AliasRecords(Construct):
    """``A`` and ``AAAA`` aliases, for viewers with either kind of address.

    :param zone: the public hosted zone that the name is in.
    :param record_name: the name, whole.
    :param distribution: where it leads; it must have the name among its own.

    Source: AWS::Route53::RecordSet
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        zone: route53.IHostedZone,
        record_name: str,
        distribution: cloudfront.IDistribution,
    ) -> None:
        super().__init__(scope, construct_id)
        target = route53.RecordTarget.from_alias(targets.CloudFrontTarget(distribution))
        self._ipv4 = route53.ARecord(self, "A", zone=zone, record_name=record_name, target=target)
        self._ipv6 = route53.AaaaRecord(self, "Aaaa", zone=zone, record_name=record_name, target=target)

    @property
    def ipv4(self) -> route53.ARecord:
        """The ``A`` record."""
        return self._ipv4

    @property
    def ipv6(self) -> route53.AaaaRecord:
        """The ``AAAA`` record."""
        return self._ipv6

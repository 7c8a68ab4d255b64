"""The hosted zone of an environment's own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from constructs import Construct

from stacks.environment import Environment

if TYPE_CHECKING:
    from aws_cdk import aws_route53 as route53


def hosted_zone(scope: Construct, environment: Environment) -> route53.IHostedZone | None:
    """The zone that the page's name is in; each stack that uses it has its own reference."""
    domain = environment.domain
    if domain is None or domain.hosted_zone_id is None or domain.hosted_zone_name is None:
        return None
    # Here, because it takes a twentieth of a synthesis to import, and few environments have a zone.
    from aws_cdk import aws_route53 as route53  # noqa: PLC0415

    return route53.HostedZone.from_hosted_zone_attributes(
        scope, "HostedZone", hosted_zone_id=domain.hosted_zone_id, zone_name=domain.hosted_zone_name
    )

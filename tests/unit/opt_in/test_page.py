"""Pages, hosted or elsewhere: what does not go together."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_route53 as route53

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import HostedPage, OwnPage
from cdk_messaging.opt_in.page import allowed_origins

ORIGIN = "https://www.example.com"


@pytest.fixture
def certificate(stack: cdk.Stack) -> acm.ICertificate:
    arn = "arn:aws:acm:us-east-1:111122223333:certificate/4b3a2c1d"
    return acm.Certificate.from_certificate_arn(stack, "Certificate", arn)


def zone(stack: cdk.Stack) -> route53.IHostedZone:
    return route53.HostedZone.from_hosted_zone_attributes(stack, "Zone", hosted_zone_id="Z1", zone_name="example.com")


def refused(make: Any, **arguments: Any) -> str:
    with pytest.raises(InvalidArgument) as error:
        make(**arguments)
    return str(error.value)


def test_only_a_page_elsewhere_posts_from_another_origin() -> None:
    assert allowed_origins(HostedPage()) == ()
    assert allowed_origins(OwnPage(allowed_origin=ORIGIN)) == (ORIGIN,)


def test_a_page_is_seen_under_its_name(certificate: acm.ICertificate) -> None:
    assert HostedPage().hostnames == ()
    assert HostedPage(domain_name="a.example.com", certificate=certificate).hostnames == ("a.example.com",)
    assert OwnPage(allowed_origin="https://www.example.com:8443").hostnames == ("www.example.com",)


@pytest.mark.parametrize("name", ["example.com", "alerts.example.com", "a.b.example.com"])
def test_a_name_may_be_the_zones_or_below_it(stack: cdk.Stack, certificate: acm.ICertificate, name: str) -> None:
    assert HostedPage(domain_name=name, certificate=certificate, hosted_zone=zone(stack)).domain_name == name


def test_a_zone_that_is_made_in_the_same_app_is_taken(stack: cdk.Stack, certificate: acm.ICertificate) -> None:
    made = route53.PublicHostedZone(stack, "Made", zone_name="example.com")
    assert HostedPage(domain_name="a.example.com", certificate=certificate, hosted_zone=made).hosted_zone is made


def test_fails_on_a_name_without_certificate() -> None:
    assert refused(HostedPage, domain_name="alerts.example.com") == (
        "domain_name is 'alerts.example.com' and certificate is missing; a name of your own needs a certificate in "
        "us-east-1, and the other way round"
    )


def test_fails_on_a_certificate_without_name(certificate: acm.ICertificate) -> None:
    assert refused(HostedPage, certificate=certificate) == (
        "domain_name is None and certificate is given; a name of your own needs a certificate in us-east-1, "
        "and the other way round"
    )


def test_fails_on_an_api_name_without_certificate() -> None:
    assert refused(OwnPage, allowed_origin=ORIGIN, domain_name="api.example.com") == (
        "domain_name is 'api.example.com' and certificate is missing; a name of your own needs a certificate in the "
        "Region of the API, and the other way round"
    )


def test_fails_on_a_zone_without_name(stack: cdk.Stack) -> None:
    assert refused(HostedPage, hosted_zone=zone(stack)) == (
        "hosted_zone is given without domain_name; name the page, or leave the zone out"
    )


@pytest.mark.parametrize("name", ["alerts.example.org", "notexample.com"])
def test_fails_on_a_name_of_another_zone(stack: cdk.Stack, certificate: acm.ICertificate, name: str) -> None:
    message = refused(HostedPage, domain_name=name, certificate=certificate, hosted_zone=zone(stack))
    assert message == (f"domain_name {name!r} is not in hosted_zone 'example.com'; give the zone that the name is in")


def test_fails_on_one_page_for_plain_forms_without_the_other() -> None:
    assert refused(OwnPage, allowed_origin=ORIGIN, thanks_url=f"{ORIGIN}/thanks") == (
        "thanks_url is 'https://www.example.com/thanks' and problem_url is None; a plain HTML form needs both, or "
        "neither to be answered with JSON"
    )


@pytest.mark.parametrize("url", ["/thanks", "http://www.example.com/thanks", "https://www.example.com/#thanks"])
def test_fails_on_what_no_code_can_be_appended_to(url: str) -> None:
    message = refused(OwnPage, allowed_origin=ORIGIN, thanks_url=url, problem_url=f"{ORIGIN}/problem")
    assert (
        message == f"thanks_url {url!r} is not valid: use an https address without #: 'https://www.example.com/thanks'"
    )

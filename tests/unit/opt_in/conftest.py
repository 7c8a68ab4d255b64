"""A double opt-in with nothing but what it needs, and the same with everything replaced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk.assertions import Template

from cdk_messaging.access.data_key import DataKey
from cdk_messaging.opt_in import DoubleOptIn, Form, InboundTopic
from cdk_messaging.opt_in.forms import programmes_of
from cdk_messaging.opt_in.programme import mandatory_keywords, number_keywords
from cdk_messaging.sms_voice import NumberCapability, NumberType, OptOutList, PhoneNumber, TwoWay
from tests.unit.opt_in.made import form


def make_stack() -> cdk.Stack:
    """A stack of an app of its own."""
    return cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(region="eu-west-1"))


def make_double_opt_in(stack: cdk.Stack, construct_id: str = "OptIn", **arguments: Any) -> DoubleOptIn:
    """A double opt-in with a number and a topic of its own."""
    key = DataKey(stack, f"{construct_id}Key")
    inbound = InboundTopic(stack, f"{construct_id}Inbound", encryption_key=key)
    forms: Sequence[Form] = arguments.pop("forms", [form()])
    programmes = programmes_of(forms)
    opt_outs = OptOutList(stack, f"{construct_id}OptOuts")
    number = PhoneNumber(
        stack,
        f"{construct_id}Number",
        iso_country_code="GB",
        number_type=NumberType.LONG_CODE,
        capabilities=[NumberCapability.SMS],
        mandatory_keywords=mandatory_keywords(programmes),
        keywords=number_keywords(programmes),
        two_way=TwoWay.topic(inbound.topic),
        opt_out_list=opt_outs,
    )
    return DoubleOptIn(
        stack,
        construct_id,
        forms=forms,
        origination=number,
        inbound_topic=inbound.topic,
        opt_out_list=opt_outs,
        **{"allowed_countries": ["GB"], **arguments},
    )


@pytest.fixture(scope="session")
def defaults() -> tuple[DoubleOptIn, Template]:
    """The pattern as it is when nothing is asked for, with its template. Not to be changed."""
    stack = make_stack()
    pattern = make_double_opt_in(stack)
    return pattern, Template.from_stack(stack)

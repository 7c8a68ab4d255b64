"""Quotas of Amazon Pinpoint: as data, and counted over an app."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import botocore.session
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import (
    Campaign,
    CampaignMessages,
    Dimension,
    EventFilter,
    Project,
    Schedule,
    Segment,
    SmsMessage,
)
from cdk_messaging.pinpoint.quotas import CONTEXT_KEY, LIMITS, Quota, quota, raise_quotas
from cdk_messaging.pinpoint.request_rates import REQUESTS_PER_SECOND, requests_per_second
from cdk_messaging.sms_voice import Quota as SmsVoiceQuota
from cdk_messaging.sms_voice import raise_quotas as raise_sms_voice_quotas
from cdk_messaging.sms_voice.senders import MessageType

ID = "0123456789abcdef0123456789abcdef"
GUIDE = range(21_993, 22_401)
"""Lines of the guide that are about quotas."""


def problems(app: cdk.App) -> str:
    with pytest.raises(RuntimeError) as error:
        app.synth()
    return str(error.value)


def projects(scope: cdk.Stack, number: int) -> None:
    for each in range(number):
        Project(scope, f"Project{each}")


def test_every_quota_has_a_limit_and_says_where_it_stands() -> None:
    assert set(LIMITS) == set(Quota)
    assert [limit for limit in LIMITS.values() if limit.line not in GUIDE or limit.value < 1 or not limit.per] == []


@pytest.mark.parametrize(
    ("name", "value", "line", "adjustable"),
    [
        (Quota.PROJECTS, 100, 22024, True),
        (Quota.ENDPOINTS_PER_USER, 15, 22201, False),
        (Quota.ENDPOINT_BYTES, 15 * 1024, 22191, False),
        (Quota.IN_APP_CAMPAIGNS, 25, 22330, True),
        (Quota.EMAIL_TEMPLATE, 600_000, 22295, False),
        (Quota.SEGMENT_DEPTH, 5, 22340, False),
        (Quota.TEN_DLC_NUMBERS, 49, 22376, False),
        (Quota.CALL_CHARACTERS_WITH_MARKUP, 6000, 22399, False),
    ],
)
def test_limits_are_those_of_the_guide(name: Quota, value: int, line: int, adjustable: bool) -> None:
    limit = LIMITS[name]
    assert (limit.value, limit.line, limit.adjustable) == (value, line, adjustable)


def test_rates_are_of_operations_that_there_are() -> None:
    model = botocore.session.get_session().get_service_model("pinpoint")
    assert set(REQUESTS_PER_SECOND) <= set(model.operation_names)
    assert (requests_per_second("UpdateEndpointsBatch"), requests_per_second("GetApps")) == (2, 300)


def test_as_many_projects_as_the_quota_synthesize_and_one_more_does_not() -> None:
    app = cdk.App()
    projects(cdk.Stack(app, "One"), 50)
    projects(cdk.Stack(app, "Two"), 50)
    app.synth()
    app = cdk.App()
    projects(cdk.Stack(app, "One"), 50)
    projects(cdk.Stack(app, "Two"), 51)
    assert problems(app).splitlines()[-1].strip() == (
        "[] 101 projects are too many for the app, where 100 are allowed: ask AWS to raise the quota, and say so "
        f"with raise_quotas(...) or the context {CONTEXT_KEY}"
    )


def test_an_app_is_told_that_a_quota_was_raised() -> None:
    app = cdk.App()
    raise_quotas(app, {Quota.PROJECTS: 101})
    projects(cdk.Stack(app, "Stack"), 101)
    app.synth()


def test_projects_that_exist_are_not_counted() -> None:
    app = cdk.App()
    stack = cdk.Stack(app, "Stack")
    projects(stack, 100)
    Project.from_project_id(stack, "Imported", ID)
    app.synth()


def campaigns(stack: cdk.Stack, name: str, number: int) -> None:
    project = Project(stack, name)
    segment = Segment(stack, f"{name}Segment", project=project, dimensions=[Dimension.platform("iOS")])
    schedule = Schedule.on_event(EventFilter.application("bought"))
    messages = CampaignMessages(sms=SmsMessage(body="Thanks.", message_type=MessageType.TRANSACTIONAL))
    for each in range(number):
        Campaign(stack, f"{name}{each}", segment=segment, schedule=schedule, messages=messages)


def test_each_project_has_its_own_quota_of_campaigns() -> None:
    app = cdk.App()
    stack = cdk.Stack(app, "Stack")
    campaigns(stack, "News", 25)
    campaigns(stack, "Shop", 25)
    app.synth()


def test_a_project_with_too_many_campaigns_is_named_and_has_no_way_out() -> None:
    app = cdk.App()
    campaigns(cdk.Stack(app, "Stack"), "News", 26)
    found = problems(app)
    assert "26 event-campaigns are too many for project " in found
    assert "where 25 are allowed: AWS raises this quota for nobody, so take some away" in found


@pytest.mark.parametrize(
    ("quotas", "message"),
    [
        ({"ponies": 5}, "quota 'ponies' is not known: use one of projects, "),
        ({"projects": 99}, "quota 'projects' is 99: use a whole number from 100, AWS's default"),
        ({"segment-depth": 6}, "quota 'segment-depth' can't be raised: AWS raises it for nobody, leave it out"),
    ],
)
def test_quotas_that_cannot_be_are_refused(quotas: Any, message: str) -> None:
    with pytest.raises(InvalidArgument, match=message):
        raise_quotas(cdk.App(), quotas)


def test_a_context_that_is_no_object_is_refused() -> None:
    app = cdk.App(context={CONTEXT_KEY: "projects=200"})
    with pytest.raises(InvalidArgument, match=r"give an object such as \{'in-app-campaigns': 50\}"):
        quota(cdk.Stack(app, "Stack"), Quota.PROJECTS)


def test_quotas_of_two_services_are_told_apart() -> None:
    app = cdk.App()
    raise_quotas(app, {Quota.PROJECTS: 200})
    raise_sms_voice_quotas(app, {SmsVoiceQuota.POOLS: 30})
    assert quota(cdk.Stack(app, "Stack"), Quota.PROJECTS) == 200

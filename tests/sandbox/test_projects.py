"""Projects of Amazon Pinpoint: made by the API and by CloudFormation, tagged, deleted."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from tests.sandbox.account import Account


def test_a_project_is_made_listed_and_deleted(account: Account) -> None:
    pinpoint = account.client("pinpoint")
    request = {"Name": "News", "tags": {"team": "news"}}
    made = pinpoint.create_app(CreateApplicationRequest=request)["ApplicationResponse"]
    assert made["Arn"].endswith(f":apps/{made['Id']}")
    assert len(made["Id"]) == 32
    assert pinpoint.get_app(ApplicationId=made["Id"])["ApplicationResponse"]["tags"] == {"team": "news"}
    assert [each["Id"] for each in pinpoint.get_apps()["ApplicationsResponse"]["Item"]] == [made["Id"]]
    pinpoint.delete_app(ApplicationId=made["Id"])
    with pytest.raises(ClientError, match="NotFoundException"):
        pinpoint.get_app(ApplicationId=made["Id"])


def test_lists_come_in_pages(account: Account) -> None:
    pinpoint = account.client("pinpoint")
    for name in ("One", "Two", "Three"):
        pinpoint.create_app(CreateApplicationRequest={"Name": name})
    first = pinpoint.get_apps(PageSize="2")["ApplicationsResponse"]
    rest = pinpoint.get_apps(PageSize="2", Token=first["NextToken"])["ApplicationsResponse"]
    assert [each["Name"] for each in (*first["Item"], *rest["Item"])] == ["One", "Two", "Three"]
    assert "NextToken" not in rest


def test_tags_are_reached_by_the_arn(account: Account) -> None:
    pinpoint = account.client("pinpoint")
    arn = pinpoint.create_app(CreateApplicationRequest={"Name": "News"})["ApplicationResponse"]["Arn"]
    pinpoint.tag_resource(ResourceArn=arn, TagsModel={"tags": {"team": "news", "stage": "dev"}})
    pinpoint.untag_resource(ResourceArn=arn, TagKeys=["stage"])
    assert pinpoint.list_tags_for_resource(ResourceArn=arn)["TagsModel"]["tags"] == {"team": "news"}


def test_a_request_that_the_service_model_does_not_allow_is_refused(account: Account) -> None:
    pinpoint = account.client("pinpoint")
    project = pinpoint.create_app(CreateApplicationRequest={"Name": "News"})["ApplicationResponse"]["Id"]
    wrong = {"CampaignHook": {"Mode": "OFTEN"}}
    with pytest.raises(ClientError, match=r"BadRequestException.*Mode is 'OFTEN'; allowed: DELIVERY, FILTER"):
        pinpoint.update_application_settings(ApplicationId=project, WriteApplicationSettingsRequest=wrong)


def test_an_operation_that_is_not_emulated_says_so(account: Account) -> None:
    with pytest.raises(ClientError, match="does not emulate GetApplicationDateRangeKpi"):
        account.client("pinpoint").get_application_date_range_kpi(ApplicationId="a", KpiName="k")


def test_cloudformation_makes_a_project_with_tags_and_deletes_it(account: Account) -> None:
    template = {
        "Resources": {
            "News": {"Type": "AWS::Pinpoint::App", "Properties": {"Name": "News", "Tags": {"team": "news"}}},
        },
        "Outputs": {
            "Id": {"Value": {"Ref": "News"}},
            "Arn": {"Value": {"Fn::GetAtt": ["News", "Arn"]}},
        },
    }
    formation = account.client("cloudformation")
    formation.create_stack(StackName="news", TemplateBody=json.dumps(template))
    formation.get_waiter("stack_create_complete").wait(StackName="news", WaiterConfig={"Delay": 0.1})
    stack = formation.describe_stacks(StackName="news")["Stacks"][0]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    shown = account.client("pinpoint").get_app(ApplicationId=outputs["Id"])["ApplicationResponse"]
    assert (shown["Name"], shown["Arn"], shown["tags"]["team"]) == ("News", outputs["Arn"], "news")
    formation.delete_stack(StackName="news")
    formation.get_waiter("stack_delete_complete").wait(StackName="news", WaiterConfig={"Delay": 0.1})
    assert account.client("pinpoint").get_apps()["ApplicationsResponse"]["Item"] == []

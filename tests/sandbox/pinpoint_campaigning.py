"""A project with endpoints, segments and campaigns, as tests of the sandbox need them."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from typing import Any

from tests.sandbox.account import REGION, Account, until

Json = dict[str, Any]

NOW: Json = {"StartTime": "IMMEDIATE", "Frequency": "ONCE"}
PUSHED: Json = {"DefaultMessage": {"Action": "OPEN_APP", "Title": "News", "Body": "Something happened."}}
CREDENTIALS: Json = {"ApiKey": "key", "Enabled": True}


class Campaigning:
    """One project that can push to Android."""

    def __init__(self, account: Account) -> None:
        self.account, self.pinpoint = account, account.client("pinpoint")
        made = self.pinpoint.create_app(CreateApplicationRequest={"Name": "News"})["ApplicationResponse"]
        self.project, self.arn = made["Id"], made["Arn"]
        self.pinpoint.update_gcm_channel(ApplicationId=self.project, GCMChannelRequest=CREDENTIALS)

    def now(self) -> datetime:
        """The sandbox's time, which other tests may have moved forward."""
        made = self.pinpoint.create_app(CreateApplicationRequest={"Name": "Clock"})["ApplicationResponse"]
        return datetime.fromisoformat(made["CreationDate"])

    def put(self, identity: str, **members: Any) -> str:
        """An endpoint; its address is its id and the project's, so that no other test has it."""
        given = {"ChannelType": "GCM", "Address": self.address(identity), **members}
        self.pinpoint.update_endpoint(ApplicationId=self.project, EndpointId=identity, EndpointRequest=given)
        return self.address(identity)

    def address(self, identity: str) -> str:
        return f"{identity}-{self.project}"

    def segment(self, **members: Any) -> str:
        request = {"Name": "Readers", **(members or {"Dimensions": {}})}
        answer = self.pinpoint.create_segment(ApplicationId=self.project, WriteSegmentRequest=request)
        return str(answer["SegmentResponse"]["Id"])

    def campaign(self, **members: Any) -> str:
        request = {"Name": "News", "Schedule": NOW, "MessageConfiguration": PUSHED, **members}
        if "SegmentId" not in request:
            request["SegmentId"] = self.segment()
        answer = self.pinpoint.create_campaign(ApplicationId=self.project, WriteCampaignRequest=request)
        return str(answer["CampaignResponse"]["Id"])

    def get(self, campaign: str) -> Json:
        answer = self.pinpoint.get_campaign(ApplicationId=self.project, CampaignId=campaign)
        return dict(answer["CampaignResponse"])

    def activities(self, campaign: str) -> list[Json]:
        answer = self.pinpoint.get_campaign_activities(ApplicationId=self.project, CampaignId=campaign)
        return list(answer["ActivitiesResponse"]["Item"])

    def done(self, campaign: str, runs: int = 1) -> list[Json]:
        """The activities of a campaign once so many are over."""

        def over() -> list[Json] | None:
            found = [each for each in self.activities(campaign) if each["State"] == "COMPLETED"]
            return found if len(found) >= runs else None

        return list(until(over))

    def bodies(self, identity: str) -> list[str]:
        """What an endpoint's device was pushed."""
        return [each["message"]["Body"] for each in self.account.phone.notifications(self.address(identity))]

    def reached(self, *identities: str) -> set[str]:
        """Which of some endpoints got something."""
        return {each for each in identities if self.bodies(each)}

    def function(self, code: str, *, permission: Json | None = None, actions: tuple[str, ...] = ()) -> str:
        """The ARN of a function that Amazon Pinpoint may invoke for the project's campaigns, or as it is said."""
        iam, lambdas, name = self.account.client("iam"), self.account.client("lambda"), f"f-{self.project}"
        trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(_policy(trust)))["Role"]["Arn"]
        allowed = {"Effect": "Allow", "Action": ["logs:*", *actions], "Resource": "*"}
        iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=json.dumps(_policy(allowed)))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as package:
            package.writestr("index.py", code)
        arn = lambdas.create_function(
            FunctionName=name, Role=role, Runtime="python3.12", Handler="index.handler",
            Code={"ZipFile": packed.getvalue()},
        )["FunctionArn"]  # fmt: skip
        granted = {
            "Principal": f"pinpoint.{REGION}.amazonaws.com", "SourceAccount": self.account.id,
            "SourceArn": f"{self.arn}/campaigns/*",
        }  # fmt: skip
        lambdas.add_permission(
            FunctionName=name, StatementId="s", Action="lambda:InvokeFunction", **(permission or granted)
        )
        return str(arn)

    def logged(self) -> list[str]:
        """What the function printed, in pieces."""
        logs = self.account.client("logs")
        events = logs.filter_log_events(logGroupName=f"/aws/lambda/f-{self.project}")["events"]
        return [event["message"] for event in events]


def _policy(statement: Json) -> Json:
    return {"Version": "2012-10-17", "Statement": [statement]}

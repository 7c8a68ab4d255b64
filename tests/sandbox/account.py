"""What most tests need: an account of the sandbox with a way to make numbers, sets, topics and people."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from sandbox.process import Sandbox

Json = dict[str, Any]

REGION = "us-east-1"
SERVICE = "sms-voice.amazonaws.com"
_accounts = itertools.count(100000000001)
_people = itertools.count()


def person(area: str = "206") -> str:
    """A mobile number that no other test has."""
    count = next(_people)
    return f"+1{int(area) + count // 80}555{100 + count % 80:04d}"


def until(look: Callable[[], Any], timeout: float = 10.0) -> Any:
    """What ``look`` gives once it gives something."""
    deadline = time.monotonic() + timeout
    while not (found := look()):
        if time.monotonic() > deadline:
            pytest.fail(f"nothing came in {timeout:g} seconds")
        time.sleep(0.01)
    return found


class Account:
    """An account, empty at first."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox, self.id = sandbox, str(next(_accounts))
        self.phone = sandbox.phone
        self._clients: dict[str, Any] = {}

    def client(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = self.sandbox.client(service, region=REGION, account=self.id)
        return self._clients[service]

    @property
    def sms(self) -> Any:
        return self.client("pinpoint-sms-voice-v2")

    def arn(self, rest: str) -> str:
        return f"arn:aws:sms-voice:{REGION}:{self.id}:{rest}"

    def number(self, country: str = "US", kind: str = "TEN_DLC", **members: Any) -> Json:
        request = {"MessageType": "TRANSACTIONAL", "NumberCapabilities": ["SMS"], **members}
        return dict(self.sms.request_phone_number(IsoCountryCode=country, NumberType=kind, **request))

    def pool(self, number: Json, **members: Any) -> Json:
        given = {"MessageType": "TRANSACTIONAL", **members}
        return dict(self.sms.create_pool(OriginationIdentity=number["PhoneNumberId"], **given))

    def send(self, to: str, body: str = "hello", **members: Any) -> str:
        return str(self.sms.send_text_message(DestinationPhoneNumber=to, MessageBody=body, **members)["MessageId"])

    def refused(self, operation: str, **request: Any) -> Json:
        """The error that an operation of sms-voice answers with."""
        return refused(lambda: getattr(self.sms, operation)(**request))

    def final_event(self, number: str, message_id: str) -> Json:
        """The last delivery event of a message."""

        def fits(event: Json) -> bool:
            return event["kind"] == "delivery" and event["messageId"] == message_id and bool(event["final"])

        return self.phone.wait_for_event(number, fits)

    def topic(self, policy: Json | None = None, **attributes: str) -> str:
        """A topic that the service may publish to, unless another policy is given."""
        sns = self.client("sns")
        arn = str(sns.create_topic(Name=f"topic-{next(_people)}", Attributes=attributes)["TopicArn"])
        allow = {"Effect": "Allow", "Principal": {"Service": SERVICE}, "Action": "sns:Publish", "Resource": arn}
        document = policy if policy is not None else {"Version": "2012-10-17", "Statement": [allow]}
        sns.set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=json.dumps(document))
        return arn

    def queue_of(self, topic: str, **attributes: str) -> str:
        """The URL of a queue that gets what the topic gets, in SNS's envelope."""
        sqs = self.client("sqs")
        url = str(sqs.create_queue(QueueName=f"queue-{next(_people)}", Attributes=attributes)["QueueUrl"])
        arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        allow = {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage"}
        policy = {"Version": "2012-10-17", "Statement": [{**allow, "Resource": arn}]}
        sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(policy)})
        self.client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
        return url

    def received(self, queue: str, count: int = 1) -> list[Json]:
        """The messages that SNS put into a queue, each parsed."""
        found: list[Json] = []

        def enough() -> bool:
            answer = self.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
            found.extend(json.loads(json.loads(message["Body"])["Message"]) for message in answer.get("Messages", []))
            return len(found) >= count

        until(enough)
        return found

    def role(self, statements: list[Json], trusted: str = SERVICE, condition: Json | None = None) -> str:
        """A role with these permissions that a service may assume."""
        iam, name = self.client("iam"), f"role-{next(_people)}"
        trust: Json = {"Effect": "Allow", "Principal": {"Service": trusted}, "Action": "sts:AssumeRole"}
        if condition:
            trust["Condition"] = condition
        document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
        arn = str(iam.create_role(RoleName=name, AssumeRolePolicyDocument=document)["Role"]["Arn"])
        policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
        iam.put_role_policy(RoleName=name, PolicyName="permissions", PolicyDocument=policy)
        return arn

    def as_user(self, service: str, statements: list[Json]) -> Any:
        """A client of a user with just these permissions."""
        iam, name = self.client("iam"), f"user-{next(_people)}"
        iam.create_user(UserName=name)
        policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
        iam.put_user_policy(UserName=name, PolicyName="permissions", PolicyDocument=policy)
        key = iam.create_access_key(UserName=name)["AccessKey"]
        make: Any = boto3.client
        return make(
            service,
            endpoint_url=self.sandbox.endpoint,
            region_name=REGION,
            aws_access_key_id=key["AccessKeyId"],
            aws_secret_access_key=key["SecretAccessKey"],
        )

    def deploy(self, resources: Json, name: str = "stack", outputs: Json | None = None) -> Json:
        """Creates or updates a stack and returns its outputs.

        :raises AssertionError: it failed, with the reasons of its resources
        """
        cloudformation = self.client("cloudformation")
        template = json.dumps({"Resources": resources, "Outputs": outputs or {}})
        exists = any(stack["StackName"] == name for stack in cloudformation.describe_stacks()["Stacks"])
        change = cloudformation.update_stack if exists else cloudformation.create_stack
        change(StackName=name, TemplateBody=template, Capabilities=["CAPABILITY_NAMED_IAM"])
        stack = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        assert stack["StackStatus"] in ("CREATE_COMPLETE", "UPDATE_COMPLETE"), self.failures(name)
        return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}

    def failures(self, name: str = "stack") -> str:
        """Why resources of a stack failed."""
        events = self.client("cloudformation").describe_stack_events(StackName=name)["StackEvents"]
        failed = [event for event in events if event["ResourceStatus"].endswith("_FAILED")]
        return "; ".join(f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason')}" for event in failed)

    def destroy(self, name: str = "stack") -> None:
        self.client("cloudformation").delete_stack(StackName=name)


def refused(call: Callable[[], Any]) -> Json:
    """The error of a call: its code, message and AWS's own members."""
    with pytest.raises(ClientError) as caught:
        call()
    response: Json = dict(caught.value.response)
    error = response.pop("Error")
    response.pop("ResponseMetadata")
    return {**response, "Code": error["Code"], "Message": error["Message"]}

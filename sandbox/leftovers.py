"""What is still in an account after everything was destroyed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sandbox.process import Sandbox

# The CLI's own resources and what AWS has in every account.
_EXPECTED = ("CDKToolkit", "cdk-", "StagingBucket", "/cdk-bootstrap/", "Default")

_LISTS: dict[str, tuple[str, Callable[[Any], Iterator[str]]]] = {
    "stack": ("cloudformation", lambda it: (each["StackName"] for each in it.describe_stacks()["Stacks"])),
    "table": ("dynamodb", lambda it: iter(it.list_tables()["TableNames"])),
    "bucket": ("s3", lambda it: (each["Name"] for each in it.list_buckets()["Buckets"])),
    "function": ("lambda", lambda it: (each["FunctionName"] for each in it.list_functions()["Functions"])),
    "log group": ("logs", lambda it: (each["logGroupName"] for each in it.describe_log_groups()["logGroups"])),
    "queue": ("sqs", lambda it: iter(it.list_queues().get("QueueUrls", []))),
    "topic": ("sns", lambda it: (each["TopicArn"] for each in it.list_topics()["Topics"])),
    "role": ("iam", lambda it: (each["RoleName"] for each in it.list_roles()["Roles"])),
    "secret": ("secretsmanager", lambda it: (each["Name"] for each in it.list_secrets()["SecretList"])),
    "schedule": ("scheduler", lambda it: (each["Name"] for each in it.list_schedules()["Schedules"])),
    "pipe": ("pipes", lambda it: (each["Name"] for each in it.list_pipes()["Pipes"])),
    "delivery stream": ("firehose", lambda it: iter(it.list_delivery_streams()["DeliveryStreamNames"])),
    "REST API": ("apigateway", lambda it: (each["name"] for each in it.get_rest_apis()["items"])),
    "phone number": (
        "pinpoint-sms-voice-v2",
        lambda it: (each["PhoneNumber"] for each in it.describe_phone_numbers()["PhoneNumbers"]),
    ),
    "pool": ("pinpoint-sms-voice-v2", lambda it: (each["PoolId"] for each in it.describe_pools()["Pools"])),
    "configuration set": (
        "pinpoint-sms-voice-v2",
        lambda it: (each["ConfigurationSetName"] for each in it.describe_configuration_sets()["ConfigurationSets"]),
    ),
    "Pinpoint project": (
        "pinpoint",
        lambda it: (each["Name"] for each in it.get_apps()["ApplicationsResponse"]["Item"]),
    ),
    "Pinpoint template": (
        "pinpoint",
        lambda it: (each["TemplateName"] for each in it.list_templates()["TemplatesResponse"]["Item"]),
    ),
    "voice configuration set": (
        "pinpoint-sms-voice",
        lambda it: iter(it.list_configuration_sets()["ConfigurationSets"]),
    ),
}


def leftovers(sandbox: Sandbox, region: str) -> list[str]:
    """Kind and name of everything in the Region but the CDK's toolkit. Keys wait for their deletion as on AWS."""
    found = []
    for kind, (service, names) in _LISTS.items():
        client = sandbox.client(service, region=region)
        found += [f"{kind} {name}" for name in names(client) if not any(part in name for part in _EXPECTED)]
    return found

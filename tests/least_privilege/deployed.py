"""The templates of one environment as AWS would see them: every reference resolved to a name or an ARN."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

REGION = "us-east-1"
ACCOUNT = "111122223333"
PSEUDO = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::URLSuffix": "amazonaws.com",
}
SECRET_SUFFIX = "-AbCdEf"
_OWN = f"{REGION}:{ACCOUNT}"
ARNS = {
    "AWS::ApiGateway::RestApi": f"arn:aws:apigateway:{REGION}::/restapis/{{}}",
    "AWS::DynamoDB::Table": f"arn:aws:dynamodb:{_OWN}:table/{{}}",
    "AWS::IAM::Role": f"arn:aws:iam::{ACCOUNT}:role/{{}}",
    "AWS::KMS::Key": f"arn:aws:kms:{_OWN}:key/{{}}",
    "AWS::KinesisFirehose::DeliveryStream": f"arn:aws:firehose:{_OWN}:deliverystream/{{}}",
    "AWS::Lambda::Function": f"arn:aws:lambda:{_OWN}:function:{{}}",
    "AWS::Logs::LogGroup": f"arn:aws:logs:{_OWN}:log-group:{{}}:*",
    "AWS::S3::Bucket": "arn:aws:s3:::{}",
    "AWS::SMSVOICE::ConfigurationSet": f"arn:aws:sms-voice:{_OWN}:configuration-set/{{}}",
    "AWS::SMSVOICE::OptOutList": f"arn:aws:sms-voice:{_OWN}:opt-out-list/{{}}",
    "AWS::SMSVOICE::PhoneNumber": f"arn:aws:sms-voice:{_OWN}:phone-number/{{}}",
    "AWS::SMSVOICE::Pool": f"arn:aws:sms-voice:{_OWN}:pool/{{}}",
    "AWS::SNS::Topic": f"arn:aws:sns:{_OWN}:{{}}",
    "AWS::SQS::Queue": f"arn:aws:sqs:{_OWN}:{{}}",
    "AWS::SecretsManager::Secret": f"arn:aws:secretsmanager:{_OWN}:secret:{{}}{SECRET_SUFFIX}",
}
REFERENCES = {
    "AWS::SNS::Topic": ARNS["AWS::SNS::Topic"],
    "AWS::SQS::Queue": f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{{}}",
    "AWS::SecretsManager::Secret": ARNS["AWS::SecretsManager::Secret"],
}
"""What ``Ref`` gives where it is no name."""


@dataclass(frozen=True)
class Statement:
    """A statement of a policy, resolved.

    :param holder: the role or resource whose policy it is, ``OptIn/SignUpRole123``.
    """

    holder: str
    effect: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    conditions: Mapping[str, Mapping[str, Any]]
    principal: Any = None

    def document(self) -> dict[str, Any]:
        """As IAM takes it."""
        return {
            "Effect": self.effect,
            "Action": list(self.actions),
            "Resource": list(self.resources),
            "Condition": {operator: dict(keys) for operator, keys in self.conditions.items()},
        }

    @property
    def condition_keys(self) -> set[str]:
        """The keys that its conditions ask for, lower case."""
        return {key.lower() for keys in self.conditions.values() for key in keys}

    def services(self) -> tuple[str, ...]:
        """The AWS services that it names as principals."""
        return listed(self.principal.get("Service", ())) if isinstance(self.principal, dict) else ()


class Deployed:
    """One environment.

    :param templates: its templates by the stack's id: ``OptIn``.
    """

    def __init__(self, templates: Mapping[str, Mapping[str, Any]]) -> None:
        self._templates = templates

    def all(self, cfn_type: str) -> Iterator[tuple[str, str, Any]]:
        """Stack, logical id and properties of each resource of a type."""
        for stack, template in self._templates.items():
            for name, resource in template["Resources"].items():
                if resource["Type"] == cfn_type:
                    yield stack, name, resource.get("Properties", {})

    def resolve(self, stack: str, value: Any) -> Any:
        """A value of a template with its references resolved."""
        match value:
            case {"Ref": str(name)}:
                return self._reference(stack, name)
            case {"Fn::GetAtt": [name, attribute]}:
                return self._attribute(stack, name, attribute)
            case {"Fn::Join": [separator, parts]}:
                return str(separator).join(str(self.resolve(stack, part)) for part in parts)
            case {"Fn::Sub": str(text)}:
                return re.sub(r"\$\{([^}]+)\}", lambda found: str(self._reference(stack, found[1])), text)
            case {"Fn::GetStackOutput": {"StackName": name, "OutputName": output}}:
                other = next(each for each in self._templates if str(name).endswith(f"-{each}"))
                return self.resolve(other, self._templates[other]["Outputs"][output]["Value"])
            case dict():
                assert not any(key.startswith("Fn::") for key in value), value
                return {key: self.resolve(stack, each) for key, each in value.items()}
            case list():
                return [self.resolve(stack, each) for each in value]
        return value

    def _reference(self, stack: str, name: str) -> str:
        if name in PSEUDO:
            return PSEUDO[name]
        return REFERENCES.get(self._type(stack, name), "{}").format(f"{stack}{name}")

    def _attribute(self, stack: str, name: str, attribute: str) -> str:
        if attribute == "Arn":
            return ARNS[self._type(stack, name)].format(f"{stack}{name}")
        if attribute == "StreamArn":
            return f"{self._attribute(stack, name, 'Arn')}/stream/2026-11-22"
        return f"{stack}{name}.{attribute}"

    def _type(self, stack: str, name: str) -> str:
        return str(self._templates[stack]["Resources"][name]["Type"])

    def roles(self) -> list[str]:
        """Every role, ``OptIn/SignUpRole123``."""
        return [f"{stack}/{name}" for stack, name, _ in self.all("AWS::IAM::Role")]

    def granted(self) -> list[Statement]:
        """Every statement that a role's own policies hold."""
        found: list[Statement] = []
        for stack, _, policy in self.all("AWS::IAM::Policy"):
            for role in policy["Roles"]:
                holder = f"{stack}/{role['Ref']}"
                found += self._statements(stack, holder, policy["PolicyDocument"])
        for stack, name, role in self.all("AWS::IAM::Role"):
            for policy in role.get("Policies", ()):
                found += self._statements(stack, f"{stack}/{name}", policy["PolicyDocument"])
        return found

    def trusts(self) -> list[Statement]:
        """Every statement that says who may assume a role."""
        return [
            statement
            for stack, name, role in self.all("AWS::IAM::Role")
            for statement in self._statements(stack, f"{stack}/{name}", role["AssumeRolePolicyDocument"])
        ]

    def resource_policies(self) -> list[Statement]:
        """Every statement of the policies of keys, buckets, queues and topics."""
        found: list[Statement] = []
        for cfn_type in ("AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy"):
            for stack, name, policy in self.all(cfn_type):
                found += self._statements(stack, f"{stack}/{name}", policy["PolicyDocument"])
        for stack, name, key in self.all("AWS::KMS::Key"):
            found += self._statements(stack, f"{stack}/{name}", key["KeyPolicy"])
        return found

    def _statements(self, stack: str, holder: str, document: Any) -> Iterator[Statement]:
        for statement in self.resolve(stack, document)["Statement"]:
            assert not statement.keys() & {"NotAction", "NotPrincipal", "NotResource"}, holder
            yield Statement(
                holder=holder,
                effect=statement["Effect"],
                actions=listed(statement["Action"]),
                resources=listed(statement.get("Resource", "*")),
                conditions=statement.get("Condition", {}),
                principal=statement.get("Principal"),
            )


def listed(value: Any) -> tuple[Any, ...]:
    """A value of a policy as a tuple, which it may be or not."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)

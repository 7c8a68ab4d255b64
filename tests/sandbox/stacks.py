"""Parts of templates that the tests of the natives share."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def att(name: str, attribute: str) -> Json:
    return {"Fn::GetAtt": [name, attribute]}


def role(service: str, *statements: Json) -> Json:
    trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    document = {"Version": "2012-10-17", "Statement": list(statements)}
    policies = [{"PolicyName": "permissions", "PolicyDocument": document}] if statements else []
    properties = {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]}, "Policies": policies}
    return {"Type": "AWS::IAM::Role", "Properties": properties}


def allow(*actions: str, resource: Any = "*") -> Json:
    return {"Effect": "Allow", "Action": list(actions), "Resource": resource}


def function(role_name: str, code: str) -> Json:
    """A Python function; its handler is ``handler(event, context)``."""
    properties = {
        "Runtime": "python3.14",
        "Architectures": ["arm64"],
        "Handler": "index.handler",
        "Code": {"ZipFile": code},
        "Role": att(role_name, "Arn"),
        "Timeout": 10,
    }
    return {"Type": "AWS::Lambda::Function", "Properties": properties}

"""Topics that the service can publish to."""

from __future__ import annotations

from aws_cdk import aws_sns as sns

from ..errors import InvalidArgument

_MANAGED_KEY = "alias/aws/sns"


def check_topic(topic: sns.ITopic) -> None:
    """Refuse a topic that the service can't publish to.

    :raises InvalidArgument: if it is FIFO, or encrypted with the key that AWS manages

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-iam-policy-auto.html
    """
    if topic.fifo:
        raise InvalidArgument(
            f"topic {topic.node.path!r} is fifo, which the service can't publish to: use a standard topic"
        )
    if topic.master_key is not None:
        key = topic.master_key.key_id
    else:
        resource = topic.node.default_child
        key = (resource.kms_master_key_id or "") if isinstance(resource, sns.CfnTopic) else ""
    if key.endswith(_MANAGED_KEY):
        raise InvalidArgument(
            f"topic {topic.node.path!r} is encrypted with {_MANAGED_KEY}, whose policy nobody can change, "
            "so the service can't publish to it: use a customer managed key"
        )

"""Publishing to SNS as the service: by the topic's policy, or with a role; and through the topic's key.

https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-iam-policy-auto.html
"""

from __future__ import annotations

from sandbox import seam


def publish(topic_arn: str, message: str, caller: seam.Caller, role_arn: str | None = None) -> str:
    """Publishes. Returns why it could not, "" when it could."""
    reason = _refusal(topic_arn, caller, role_arn)
    if not reason:
        with seam.scope(*topic_arn.split(":")[4:2:-1]):
            seam.publish(topic_arn, message)
    return reason


def _refusal(topic_arn: str, caller: seam.Caller, role_arn: str | None) -> str:
    with seam.scope(*topic_arn.split(":")[4:2:-1]):
        attributes = seam.topic_attributes(topic_arn)
        if attributes is None:
            return f"the topic {topic_arn} does not exist"
        if topic_arn.endswith(".fifo"):
            return f"{topic_arn} is a FIFO topic, which the service does not support"
        if not seam.enforcing():
            return ""
        key = attributes.get("KmsMasterKeyId", "")
        if role_arn is not None:
            return seam.role_allows(role_arn, caller, "sns:Publish", topic_arn) or _key_refuses_role(
                key, topic_arn, role_arn
            )
        if not seam.policy_allows_service(attributes.get("Policy"), caller, "sns:Publish", topic_arn):
            return (
                f"the policy of {topic_arn} does not let {caller.principal} publish for "
                f"aws:SourceArn {caller.source_arn}, aws:SourceAccount {caller.source_account}"
            )
        return _key_refuses_service(key, topic_arn, caller)


def _key_context(topic_arn: str) -> dict[str, str]:
    return {
        "kms:EncryptionContext:aws:sns:topicArn": topic_arn,
        "kms:ViaService": f"sns.{topic_arn.split(':')[3]}.amazonaws.com",
        "aws:CalledViaLast": "sns.amazonaws.com",
    }


def _key_refuses_service(key: str, topic_arn: str, caller: seam.Caller) -> str:
    if not key:
        return ""
    policy = seam.key_policy(key)
    if key.endswith("alias/aws/sns") or policy is None:
        return f"{topic_arn} is encrypted with {key}, which is no customer managed key: no service can publish to it"
    for action in ("kms:GenerateDataKey", "kms:Decrypt"):
        if not seam.policy_allows_service(policy, caller, action, seam.key_arn(key), _key_context(topic_arn)):
            return f"the policy of the key {key} of {topic_arn} does not let {caller.principal} use {action}"
    return ""


def _key_refuses_role(key: str, topic_arn: str, role_arn: str) -> str:
    if not key:
        return ""
    policy = seam.key_policy(key)
    if key.endswith("alias/aws/sns") or policy is None:
        return f"{topic_arn} is encrypted with {key}, which is no customer managed key"
    for action in ("kms:GenerateDataKey", "kms:Decrypt"):
        reason = seam.role_identity_allows(role_arn, action, seam.key_arn(key), _key_context(topic_arn))
        if reason:
            return reason
    return ""

"""SNS to an encrypted queue: Amazon SNS has to be allowed to use the queue's key, or nothing arrives.

The emulator delivers whatever the key's policy says. AWS drops the message, or moves it to the subscription's
dead-letter queue, and says nothing: the log does here.
"""

from __future__ import annotations

import logging

from sandbox import seam

logger = logging.getLogger("sandbox.sns")

PRINCIPAL = "sns.amazonaws.com"
AWS_MANAGED = "alias/aws/sqs"


def install() -> None:
    """Asks before each delivery."""
    seam.guard_queue_deliveries(_may_deliver)


def _may_deliver(topic_arn: str, queue_arn: str, _envelope: str) -> bool:
    attributes = seam.queue_attributes(queue_arn)
    key = (attributes or {}).get("KmsMasterKeyId")
    if not key or not seam.enforcing():
        return True
    reason = _refusal(key, topic_arn, queue_arn)
    if reason:
        logger.warning("a message from %s to %s was lost: %s", topic_arn, queue_arn, reason)
    return not reason


def _refusal(key: str, topic_arn: str, queue_arn: str) -> str:
    queue_account, queue_region = queue_arn.split(":")[4], queue_arn.split(":")[3]
    caller = seam.Caller(PRINCIPAL, topic_arn, topic_arn.split(":")[4])
    with seam.scope(queue_account, queue_region):
        policy = seam.key_policy(key)
        if key.endswith(AWS_MANAGED) or policy is None:
            return f"the queue is encrypted with {key}, which is no customer managed key"
        for action in ("kms:GenerateDataKey", "kms:Decrypt"):
            if not seam.policy_allows_service(policy, caller, action, seam.key_arn(key)):
                return f"the policy of the key {key} does not let {PRINCIPAL} use {action}"
    return ""

"""Deletion protection that goes with the removal policy."""

from __future__ import annotations

import aws_cdk as cdk


def protects(*, deletion_protection: bool | None, removal_policy: cdk.RemovalPolicy) -> bool:
    """Decide whether the service refuses to delete a resource.

    CloudFormation doesn't switch the protection off before it deletes, so a protected resource that is meant to
    go with its stack would make the deletion of the stack fail.
    """
    if deletion_protection is not None:
        return deletion_protection
    return removal_policy is not cdk.RemovalPolicy.DESTROY

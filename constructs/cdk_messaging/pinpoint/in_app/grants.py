"""What an app may be allowed."""

from __future__ import annotations

from aws_cdk import aws_iam as iam

from ..project import IProject


def grant_get_in_app_messages(
    project: IProject, grantee: iam.IGrantable, *, endpoint_id: str | None = None
) -> iam.Grant:
    """Allow asking which in-app messages an endpoint is to be shown.

    :param project: the project of the endpoint
    :param grantee: role of the app's users, or function that asks in their name
    :param endpoint_id: the endpoint; may hold a policy variable. Default: - every endpoint of the project

    Source: "GetInAppMessages", Amazon Pinpoint API reference
    """
    path = f"endpoints/{'*' if endpoint_id is None else endpoint_id}"
    paths = (path,) if endpoint_id is None else (path, f"{path}/inappmessages")
    return project.grant(grantee, "mobiletargeting:GetInAppMessages", paths=paths)

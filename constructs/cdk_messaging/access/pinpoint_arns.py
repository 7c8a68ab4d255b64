"""ARNs of Amazon Pinpoint resources, for every partition.

Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpinpoint.html
"""

from __future__ import annotations

import aws_cdk as cdk
from constructs import IConstruct


def pinpoint_arn(scope: IConstruct, path: str) -> str:
    """Format the ARN of what an API path of Amazon Pinpoint names.

    :param scope: construct whose stack gives partition, Region and account
    :param path: as in the ARN, for example ``apps/<project id>/campaigns/<campaign id>``, ``templates/<name>/SMS``,
        ``recommenders/<id>``; ``*`` where anything may stand
    """
    resource, _, name = path.partition("/")
    return cdk.Stack.of(scope).format_arn(
        service="mobiletargeting",
        resource=resource,
        resource_name=name or None,
        arn_format=cdk.ArnFormat.SLASH_RESOURCE_NAME if name else cdk.ArnFormat.NO_RESOURCE_NAME,
    )

"""The only code that touches the emulator's private names. They move with each release: the version is checked.

Everything else in ``sandbox`` asks here: to add a service or a CloudFormation type, to know whose request is served,
to check a permission as AWS would, to hand something to another service, to mend what the emulator does otherwise.
Names that begin with an underscore are reached as strings through :mod:`sandbox.seam.emulator`, nowhere else.
"""

from __future__ import annotations

from sandbox.seam.cloudformation import (
    Created,
    Properties,
    add_resource_type,
    answer_when_stacks_have_settled,
    generate_secrets_as_the_service_does,
    generated_name,
    resolve_stack_outputs_in_their_region,
)
from sandbox.seam.delivery_network import (
    add_origin,
    change_viewer_requests,
    find_public_endpoints_in_every_account,
    forwarded_to_origin,
    invoke_rest_api,
)
from sandbox.seam.emulator import WrongVersion, check_version
from sandbox.seam.neighbours import (
    associate_web_acl,
    disassociate_web_acl,
    function_credentials,
    guard_queue_deliveries,
    key_arn,
    key_policy,
    publish,
    put_firehose_record,
    put_log_event,
    queue_attributes,
    send_to_queue,
    stream_positions,
    stream_records,
    topic_attributes,
    use_connection_address_as_source,
)
from sandbox.seam.permissions import (
    Caller,
    Denied,
    authorize,
    enforcing,
    policy_allows_service,
    role_allows,
    role_identity_allows,
)
from sandbox.seam.service_steps import (
    function_policy,
    guard_delivery_streams,
    guard_event_source_mappings,
    guard_rest_api_invocations,
    guard_schedules,
    look_at_schedules_every,
)
from sandbox.seam.serving import (
    Handler,
    Response,
    account_id,
    add_service,
    asgi_application,
    pretend_tls,
    region,
    scope,
)

__all__ = [
    "Caller",
    "Created",
    "Denied",
    "Handler",
    "Properties",
    "Response",
    "WrongVersion",
    "account_id",
    "add_origin",
    "add_resource_type",
    "add_service",
    "answer_when_stacks_have_settled",
    "asgi_application",
    "associate_web_acl",
    "authorize",
    "change_viewer_requests",
    "check_version",
    "disassociate_web_acl",
    "enforcing",
    "find_public_endpoints_in_every_account",
    "forwarded_to_origin",
    "function_credentials",
    "function_policy",
    "generate_secrets_as_the_service_does",
    "generated_name",
    "guard_delivery_streams",
    "guard_event_source_mappings",
    "guard_queue_deliveries",
    "guard_rest_api_invocations",
    "guard_schedules",
    "invoke_rest_api",
    "key_arn",
    "key_policy",
    "look_at_schedules_every",
    "policy_allows_service",
    "pretend_tls",
    "publish",
    "put_firehose_record",
    "put_log_event",
    "queue_attributes",
    "region",
    "resolve_stack_outputs_in_their_region",
    "role_allows",
    "role_identity_allows",
    "scope",
    "send_to_queue",
    "stream_positions",
    "stream_records",
    "topic_attributes",
    "use_connection_address_as_source",
]

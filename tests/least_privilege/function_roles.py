"""The roles of the pattern's functions, as IAM would judge them; the emulator's evaluator does so, offline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ministack.core import iam_evaluator

from tests.least_privilege.deployed import ACCOUNT, REGION, SECRET_SUFFIX, Deployed, Statement
from tests.runtime.deployment import CAPTCHA_SECRET
from tests.runtime.recorder import Call
from tests.runtime.world import ENVIRONMENT

FUNCTIONS = ("signup", "sender", "reply", "settlement", "sweeper", "expiry", "reconciliation", "consent_check")

VARIABLES = {
    "table": ("TABLE_NAME",),
    "queue": ("OUTBOX_QUEUE_URL",),
    "origination": ("ORIGINATION_IDENTITY",),
    "configuration-set": ("CONFIGURATION_SET",),
    "opt-out-list": ("OPT_OUT_LIST",),
    "secret": ("HASH_KEY_SECRET_ARN", "CAPTCHA_SECRET_ARN"),
}
"""The variables that name the resources of each kind of recorded parameter."""

RECORDED = {**ENVIRONMENT, "CAPTCHA_SECRET_ARN": CAPTCHA_SECRET}
"""What the variables say where calls are recorded."""

WITHOUT_PARAMETER = {
    "sms-voice:CarrierLookup": "*",
    "mobiletargeting:PhoneNumberValidate": f"arn:aws:mobiletargeting:{REGION}:{ACCOUNT}:phone/number/validate",
}
"""What actions are judged on whose requests name no resource.

Source: https://docs.aws.amazon.com/service-authorization/latest/reference/
"""


class FunctionRoles:
    """The roles of the functions in an environment.

    :param deployed: the environment.
    """

    def __init__(self, deployed: Deployed) -> None:
        self._deployed = deployed
        self._granted = deployed.granted()

    def variables(self, function: str) -> Mapping[str, str]:
        """What a function's environment says."""
        stack, _, properties = self._function(function)
        variables: Mapping[str, str] = self._deployed.resolve(stack, properties["Environment"]["Variables"])
        return variables

    def statements(self, function: str) -> list[Statement]:
        """What the role of a function holds."""
        stack, _, properties = self._function(function)
        role = f"{stack}/{properties['Role']['Fn::GetAtt'][0]}"
        return [each for each in self._granted if each.holder == role]

    def log_group(self, function: str) -> str:
        """The ARN of a function's log group."""
        stack, _, properties = self._function(function)
        name = properties["LoggingConfig"]["LogGroup"]["Ref"]
        return str(self._deployed.resolve(stack, {"Fn::GetAtt": [name, "Arn"]}))

    def source_queue(self, function: str) -> str | None:
        """The ARN of the queue that a function is invoked from."""
        stack, name, _ = self._function(function)
        for owner, _, mapping in self._deployed.all("AWS::Lambda::EventSourceMapping"):
            if owner == stack and mapping["FunctionName"] == {"Ref": name}:
                return str(self._deployed.resolve(stack, mapping["EventSourceArn"]))
        return None

    def allows(self, function: str, action: str, resource: str, **keys: str) -> bool:
        """Whether a function may do something.

        :param keys: condition keys of the request, with ``_`` for ``:``.
        """
        context = iam_evaluator.EvalContext(
            principal_arn=f"arn:aws:sts::{ACCOUNT}:assumed-role/{function}/session",
            principal_type="AssumedRole",
            principal_account=ACCOUNT,
            action=action,
            resource_arn=resource,
            region=REGION,
            secure_transport=True,
            service_context={key.replace("_", ":").lower(): value for key, value in keys.items()},
        )
        document = {"Statement": [each.document() for each in self.statements(function)]}
        parsed = iam_evaluator.parse_policy_document(document)
        return bool(iam_evaluator.evaluate(context, [parsed]).decision == "Allow")

    def resources_of(self, call: Call) -> list[str]:
        """The ARNs that a recorded call would touch in this environment.

        The recorder saw the placeholders of the tests' variables; here stand the template's.
        """
        named = dict(call.resources)
        if "index" in named:
            return [f"{self._arn(call.function, 'table', named['table'])}/index/{named['index']}"]
        if not named:
            return [WITHOUT_PARAMETER[call.action]]
        return [self._arn(call.function, kind, value) for kind, value in named.items()]

    def _arn(self, function: str, kind: str, recorded: str) -> str:
        if kind == "message":
            return f"arn:aws:sms-voice:{REGION}:{ACCOUNT}:message/{recorded}"
        variables = [each for each in VARIABLES[kind] if RECORDED[each] == recorded]
        assert variables, f"{function} uses {kind} {recorded}, which no variable names"
        return arn_of(kind, self.variables(function)[variables[0]])

    def _function(self, function: str) -> tuple[str, str, Any]:
        (found,) = [
            each
            for each in self._deployed.all("AWS::Lambda::Function")
            if each[2]["Handler"] == f"runtime.{function}.handler"
        ]
        return found


def arn_of(kind: str, value: str) -> str:
    """The ARN of what a variable names."""
    if kind == "secret" and not value.endswith(SECRET_SUFFIX):
        return f"{value}{SECRET_SUFFIX}"  # a secret that is known by name: AWS appends six characters
    if value.startswith("arn:"):
        return value
    if kind == "table":
        return f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{value}"
    if kind == "queue":
        return f"arn:aws:sqs:{REGION}:{ACCOUNT}:{value.rpartition('/')[2]}"
    assert kind == "configuration-set", kind
    return f"arn:aws:sms-voice:{REGION}:{ACCOUNT}:configuration-set/{value}"

"""IAM: each request needs its action allowed on every resource that it names."""

from __future__ import annotations

from typing import Any

from tests.sandbox.account import REGION, Account, Json, person, refused


def allow(action: str, *resources: str, **more: Any) -> Json:
    return {"Effect": "Allow", "Action": action, "Resource": list(resources), **more}


def send(user: Any, account: Account, **members: Any) -> Json:
    """The refusal of a send by a user, or an empty error when it was let through."""
    return refused(lambda: user.send_text_message(DestinationPhoneNumber=person(), MessageBody="x", **members))


def test_a_pool_and_a_configuration_set_must_both_be_allowed(account: Account) -> None:
    pool = account.pool(account.number())
    account.sms.create_configuration_set(ConfigurationSetName="set")
    names = {"OriginationIdentity": pool["PoolId"], "ConfigurationSetName": "set"}
    set_arn = account.arn("configuration-set/set")
    both = account.as_user("pinpoint-sms-voice-v2", [allow("sms-voice:SendTextMessage", pool["PoolArn"], set_arn)])
    assert both.send_text_message(DestinationPhoneNumber=person(), MessageBody="x", **names)["MessageId"]
    half = account.as_user("pinpoint-sms-voice-v2", [allow("sms-voice:SendTextMessage", pool["PoolArn"])])
    error = send(half, account, **names)
    assert error["Code"] == "AccessDeniedException"
    assert "is not authorized to perform: sms-voice:SendTextMessage on resource: " + set_arn in error["Message"]


def test_a_permission_on_one_pool_is_none_on_another(account: Account) -> None:
    good, bad = account.pool(account.number()), account.pool(account.number())
    user = account.as_user("pinpoint-sms-voice-v2", [allow("sms-voice:SendTextMessage", good["PoolArn"])])
    assert send(user, account, OriginationIdentity=bad["PoolId"])["Code"] == "AccessDeniedException"


def test_a_permission_for_one_operation_is_none_for_another(account: Account) -> None:
    user = account.as_user("pinpoint-sms-voice-v2", [allow("sms-voice:CarrierLookup", "*")])
    assert user.carrier_lookup(PhoneNumber="+12065550142")["PhoneNumberType"] == "MOBILE"
    assert refused(user.describe_pools)["Code"] == "AccessDeniedException"


def test_a_condition_on_a_resources_tag_is_evaluated(account: Account) -> None:
    number = account.number(Tags=[{"Key": "team", "Value": "red"}])
    condition = {"StringEquals": {"aws:ResourceTag/team": "red"}}
    user = account.as_user("pinpoint-sms-voice-v2", [allow("sms-voice:SendTextMessage", "*", Condition=condition)])
    identity = {"OriginationIdentity": number["PhoneNumberId"]}
    assert user.send_text_message(DestinationPhoneNumber=person(), MessageBody="x", **identity)["MessageId"]
    account.sms.tag_resource(ResourceArn=number["PhoneNumberArn"], Tags=[{"Key": "team", "Value": "blue"}])
    assert send(user, account, **identity)["Code"] == "AccessDeniedException"


def test_validating_a_number_needs_its_own_permission(account: Account) -> None:
    arn = f"arn:aws:mobiletargeting:{REGION}:{account.id}:phone/number/validate"
    request = {"NumberValidateRequest": {"PhoneNumber": "+12065550142"}}
    allowed = account.as_user("pinpoint", [allow("mobiletargeting:PhoneNumberValidate", arn)])
    assert allowed.phone_number_validate(**request)["NumberValidateResponse"]["PhoneType"] == "MOBILE"
    other = account.as_user("pinpoint", [allow("mobiletargeting:GetApps", "*")])
    error = refused(lambda: other.phone_number_validate(**request))
    assert "mobiletargeting:PhoneNumberValidate" in error["Message"]


def test_a_wrong_signature_is_refused(account: Account) -> None:
    user = account.as_user("pinpoint-sms-voice-v2", [allow("sms-voice:*", "*")])
    assert user.describe_pools()["Pools"] == []
    user.meta.events.register("before-send.*", lambda request, **_: _forge(request))
    assert refused(user.describe_pools)["Code"] == "InvalidSignatureException"


def _forge(request: Any) -> None:
    signed = request.headers["Authorization"]
    forged = signed[:-1] + (b"0" if signed[-1:] != b"0" else b"1")
    request.headers["Authorization"] = forged


def test_accounts_and_regions_do_not_see_each_other(account: Account) -> None:
    account.number()
    elsewhere = account.sandbox.client("pinpoint-sms-voice-v2", region="eu-west-1", account=account.id)
    assert elsewhere.describe_phone_numbers()["PhoneNumbers"] == []
    stranger = Account(account.sandbox)
    assert stranger.sms.describe_phone_numbers()["PhoneNumbers"] == []

"""What a tenant's permissions let it do where IAM is enforced, and why a configuration set is not among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from tests.sandbox.account import Account, Json, person, refused


@dataclass(frozen=True)
class Shop:
    """What one tenant has."""

    number: Json
    pool: str
    pool_arn: str
    set_name: str
    set_arn: str
    opt_outs: str
    opt_outs_arn: str


def open_shop(account: Account, name: str) -> Shop:
    opt_outs = account.sms.create_opt_out_list(OptOutListName=name)
    number = account.number(OptOutListName=name)
    pool = account.pool(number)
    made = account.sms.create_configuration_set(ConfigurationSetName=name)
    return Shop(
        number=number,
        pool=pool["PoolId"],
        pool_arn=pool["PoolArn"],
        set_name=name,
        set_arn=made["ConfigurationSetArn"],
        opt_outs=name,
        opt_outs_arn=opt_outs["OptOutListArn"],
    )


@pytest.fixture
def shops(account: Account) -> tuple[Shop, Shop]:
    return open_shop(account, "books"), open_shop(account, "flowers")


def allow(resource: str, *actions: str) -> Json:
    return {"Effect": "Allow", "Action": list(actions), "Resource": resource}


def tenant(account: Account, shop: Shop) -> Any:
    """A client with what ``Tenant``'s grants on pool and list hold."""
    own = [
        allow(shop.pool_arn, "sms-voice:SendTextMessage"),
        allow(
            shop.opt_outs_arn,
            "sms-voice:DeleteOptedOutNumber",
            "sms-voice:DescribeOptedOutNumbers",
            "sms-voice:PutOptedOutNumber",
        ),
    ]
    return account.as_user("pinpoint-sms-voice-v2", own)


def send(client: Any, **members: Any) -> Mapping[str, Any]:
    found: Mapping[str, Any] = client.send_text_message(DestinationPhoneNumber=person(), MessageBody="hello", **members)
    return found


def test_a_tenant_sends_from_its_own_pool(account: Account, shops: tuple[Shop, Shop]) -> None:
    own, _ = shops
    assert send(tenant(account, own), OriginationIdentity=own.pool)["MessageId"]


def test_a_tenant_can_not_send_with_anything_of_another(account: Account, shops: tuple[Shop, Shop]) -> None:
    own, other = shops
    client = tenant(account, own)
    for members in (
        {"OriginationIdentity": other.pool},
        {"OriginationIdentity": other.number["PhoneNumberId"]},
        {"OriginationIdentity": own.pool, "ConfigurationSetName": other.set_name},
        {"ConfigurationSetName": other.set_name},
        {},
    ):
        assert refused(partial(send, client, **members))["Code"] == "AccessDeniedException"


def test_a_tenant_can_not_touch_the_opt_outs_of_another(account: Account, shops: tuple[Shop, Shop]) -> None:
    own, other = shops
    client, number = tenant(account, own), person()
    client.put_opted_out_number(OptOutListName=own.opt_outs, OptedOutNumber=number)
    for name in ("put_opted_out_number", "delete_opted_out_number"):
        call = partial(getattr(client, name), OptOutListName=other.opt_outs, OptedOutNumber=number)
        error = refused(call)
        assert error["Code"] == "AccessDeniedException"
    assert refused(lambda: client.describe_opted_out_numbers(OptOutListName=other.opt_outs))["Code"] == (
        "AccessDeniedException"
    )


def test_a_role_with_a_set_would_send_from_a_number_of_another(account: Account, shops: tuple[Shop, Shop]) -> None:
    """Why ``Tenant`` grants no set: a call that names it alone is answered from any number of the account."""
    first, second = shops
    statements = [
        allow(second.pool_arn, "sms-voice:SendTextMessage"),
        allow(second.set_arn, "sms-voice:SendTextMessage"),
    ]
    client, to = account.as_user("pinpoint-sms-voice-v2", statements), person()
    client.send_text_message(DestinationPhoneNumber=to, MessageBody="hello", ConfigurationSetName=second.set_name)
    assert account.phone.wait_for(to, "hello")["from"] == first.number["PhoneNumber"]

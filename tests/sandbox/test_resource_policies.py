"""Resource policies: put, read, replaced, deleted, refused."""

from __future__ import annotations

import json

from tests.sandbox.account import Account

POLICY = json.dumps({"Version": "2012-10-17", "Statement": []})


def test_a_policy_is_put_read_replaced_and_deleted(account: Account) -> None:
    arn = account.number()["PhoneNumberArn"]
    account.sms.put_resource_policy(ResourceArn=arn, Policy=POLICY)
    other = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Deny"}]})
    account.sms.put_resource_policy(ResourceArn=arn, Policy=other)
    assert account.sms.get_resource_policy(ResourceArn=arn)["Policy"] == other
    account.sms.delete_resource_policy(ResourceArn=arn)
    error = account.refused("get_resource_policy", ResourceArn=arn)
    assert (error["Code"], error["ResourceType"]) == ("ResourceNotFoundException", "policy")


def test_a_list_of_the_same_name_does_not_inherit_a_policy(account: Account) -> None:
    arn = account.arn("opt-out-list/own")
    account.sms.create_opt_out_list(OptOutListName="own")
    account.sms.put_resource_policy(ResourceArn=arn, Policy=POLICY)
    account.sms.delete_opt_out_list(OptOutListName="own")
    account.sms.create_opt_out_list(OptOutListName="own")
    assert account.refused("get_resource_policy", ResourceArn=arn)["ResourceType"] == "policy"


def test_what_cannot_be_shared_is_refused(account: Account) -> None:
    account.sms.create_configuration_set(ConfigurationSetName="set")
    arn = account.arn("configuration-set/set")
    assert account.refused("put_resource_policy", ResourceArn=arn, Policy=POLICY)["Reason"] == "INVALID_ARN"


def test_what_does_not_exist_is_not_found(account: Account) -> None:
    error = account.refused("put_resource_policy", ResourceArn=account.arn("pool/none"), Policy=POLICY)
    assert (error["Code"], error["ResourceType"]) == ("ResourceNotFoundException", "pool")


def test_what_is_no_policy_is_refused(account: Account) -> None:
    arn = account.number()["PhoneNumberArn"]
    assert account.refused("put_resource_policy", ResourceArn=arn, Policy="{}")["Reason"] == "CANNOT_PARSE"

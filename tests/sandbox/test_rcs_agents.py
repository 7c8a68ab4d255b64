"""RCS agents: made, changed, deleted, refused."""

from __future__ import annotations

from tests.sandbox.account import Account

TOPIC = "arn:aws:sns:us-east-1:111122223333:inbound"
ROLE = "arn:aws:iam::111122223333:role/media"


def made(account: Account, **members: object) -> str:
    return str(account.sms.create_rcs_agent(**members)["RcsAgentId"])


def test_an_agent_is_created_and_launched_nowhere(account: Account) -> None:
    identity = made(account)
    (found,) = account.sms.describe_rcs_agents(RcsAgentIds=[identity])["RcsAgents"]
    assert (found["Status"], found["TwoWayEnabled"]) == ("CREATED", False)
    assert account.sms.describe_rcs_agent_country_launch_status(RcsAgentId=identity)["CountryLaunchStatus"] == []


def test_two_way_and_media_are_set_and_unset(account: Account) -> None:
    identity = made(account)
    account.sms.update_rcs_agent(
        RcsAgentId=identity,
        TwoWayEnabled=True,
        TwoWayChannelArn=TOPIC,
        TwoWayRcsEventsEnabled=["ALL"],
        TwoWayMediaS3BucketName="files",
        TwoWayMediaS3Role=ROLE,
    )
    unset = "UNSET_RCS_MEDIA_CONFIGURATION"
    changed = account.sms.update_rcs_agent(
        RcsAgentId=identity, TwoWayMediaS3BucketName=unset, TwoWayMediaS3Role=unset, TwoWayRcsEventsEnabled=[]
    )
    assert changed["TwoWayChannelArn"] == TOPIC
    assert "TwoWayMediaS3BucketName" not in changed


def test_two_way_needs_a_channel_and_the_rest_needs_two_way(account: Account) -> None:
    identity = made(account)
    error = account.refused("update_rcs_agent", RcsAgentId=identity, TwoWayEnabled=True)
    assert error["Reason"] == "TWO_WAY_CHANNEL_NOT_PRESENT"
    error = account.refused("update_rcs_agent", RcsAgentId=identity, SelfManagedOptOutsEnabled=True)
    assert error["Reason"] == "TWO_WAY_NOT_ENABLED"


def test_all_events_stand_alone(account: Account) -> None:
    error = account.refused(
        "update_rcs_agent",
        RcsAgentId=made(account),
        TwoWayEnabled=True,
        TwoWayChannelArn=TOPIC,
        TwoWayRcsEventsEnabled=["ALL", "TYPING"],
    )
    assert error["Reason"] == "INVALID_PARAMETER"


def test_an_agent_in_a_pool_or_protected_is_not_deleted(account: Account) -> None:
    identity = made(account, DeletionProtectionEnabled=True)
    error = account.refused("delete_rcs_agent", RcsAgentId=identity)
    assert error["Reason"] == "DELETION_PROTECTION_ENABLED"
    account.sms.update_rcs_agent(RcsAgentId=identity, DeletionProtectionEnabled=False)
    pool = account.sms.create_pool(
        OriginationIdentity=account.arn(f"rcs-agent/{identity}"), IsoCountryCode="ZZ", MessageType="TRANSACTIONAL"
    )
    assert account.refused("delete_rcs_agent", RcsAgentId=identity)["Reason"] == "RCS_AGENT_ASSOCIATED_TO_POOL"
    account.sms.delete_pool(PoolId=pool["PoolId"])
    account.sms.delete_rcs_agent(RcsAgentId=identity)
    assert account.sms.describe_rcs_agents()["RcsAgents"] == []


def test_an_agent_with_another_opt_out_list_joins_no_pool(account: Account) -> None:
    account.sms.create_opt_out_list(OptOutListName="own")
    identity = made(account, OptOutListName="own")
    pool = account.pool(account.number())
    error = account.refused(
        "associate_origination_identity", PoolId=pool["PoolId"], OriginationIdentity=identity, IsoCountryCode="ZZ"
    )
    assert (error["Code"], error["Reason"]) == ("ConflictException", "OPT_OUT_LIST_MISMATCH")


def test_a_list_that_an_agent_uses_is_not_deleted(account: Account) -> None:
    account.sms.create_opt_out_list(OptOutListName="own")
    made(account, OptOutListName="own")
    assert account.refused("delete_opt_out_list", OptOutListName="own")["Reason"] == "RESOURCE_NOT_EMPTY"


def test_sending_by_an_agent_is_not_emulated(account: Account) -> None:
    error = account.refused(
        "send_rcs_message", DestinationPhoneNumber="+12065550100", OriginationIdentity=made(account)
    )
    assert error["Reason"] == "UNKNOWN_OPERATION"

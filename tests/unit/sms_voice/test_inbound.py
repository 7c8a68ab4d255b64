"""Settings that a pool shares with its numbers."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sns as sns

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import Keyword, KeywordAction, MandatoryKeywords, OptOutList, TwoWay
from cdk_messaging.sms_voice.inbound import InboundSettings

from .helpers import TEXTS

YES, NO = Keyword("YES", "Thanks."), Keyword("NO", "Fine.")


def settings(**changed: Any) -> InboundSettings:
    plain: dict[str, Any] = {
        "mandatory_keywords": TEXTS,
        "keywords": (),
        "two_way": None,
        "opt_out_list": None,
        "self_managed_opt_outs": False,
    }
    return InboundSettings(**(plain | changed))


def test_equal_settings_have_no_difference() -> None:
    assert settings().difference(settings()) is None


def test_keywords_may_come_in_any_order_and_case() -> None:
    shouted = Keyword("yes", "Thanks.")
    assert settings(keywords=(YES, NO)).difference(settings(keywords=(NO, shouted))) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mandatory_keywords", MandatoryKeywords(help="Other.", stop=TEXTS.stop)),
        ("keywords", (YES,)),
        ("keywords", (NO, Keyword("YES", "Other."))),
        ("keywords", (NO, Keyword("YES", "Thanks.", KeywordAction.OPT_IN))),
    ],
)
def test_a_difference_is_named_as_the_argument_is(name: str, value: Any) -> None:
    assert settings(keywords=(YES, NO)).difference(settings(**({"keywords": (YES, NO)} | {name: value}))) == name


def test_no_list_is_the_same_as_the_default_one(stack: cdk.Stack) -> None:
    default = settings(opt_out_list=OptOutList.default(stack, "Default"))
    assert settings().difference(default) is None
    assert settings(opt_out_list=OptOutList(stack, "Own")).difference(default) == "opt_out_list"


def test_two_way_differs_if_the_topic_does(stack: cdk.Stack) -> None:
    one = settings(two_way=TwoWay.topic(sns.Topic(stack, "One")))
    two = settings(two_way=TwoWay.topic(sns.Topic(stack, "Two")))
    assert one.difference(two) == "two_way"
    assert one.difference(settings()) == "two_way"


def test_self_managed_opt_outs_differ(stack: cdk.Stack) -> None:
    inbound = TwoWay.topic(sns.Topic(stack, "Inbound"))
    own = settings(two_way=inbound, self_managed_opt_outs=True)
    assert own.difference(settings(two_way=inbound)) == "self_managed_opt_outs"


def test_amazon_connect_can_only_be_on_one_side() -> None:
    assert settings(two_way=TwoWay.connect(), self_managed_opt_outs=True).difference(settings()) is None


def test_fails_for_self_managed_opt_outs_without_two_way() -> None:
    with pytest.raises(InvalidArgument) as error:
        settings(self_managed_opt_outs=True)
    assert str(error.value) == (
        "self_managed_opt_outs needs two_way: without it nobody hears of STOP, and the service no longer "
        "answers it; set two_way=TwoWay.topic(...) or leave self_managed_opt_outs off"
    )


def test_fails_for_keywords_that_repeat() -> None:
    with pytest.raises(InvalidArgument, match=r"^keyword 'YES' is given twice: give each one once$"):
        settings(keywords=(YES, YES))

"""``stop-sending``, ``resume-sending``, ``sending`` and ``check``."""

from __future__ import annotations

from tests.operations.operating import Operator, functions, stack
from tests.runtime.fakes.aws import error_reply, json_reply
from tests.runtime.world import NUMBER, World

CHECK = ("check", NUMBER, "--programme", "alerts", "--function", "check")
STOP = ("stop-sending", "--by", "Grace", "--reason", "wrong text")


def test_nothing_is_sent_after_the_switch_and_all_of_it_when_it_is_resumed(world: World, operator: Operator) -> None:
    answer = operator.do(*STOP)
    assert (answer["sending"], answer["by"], answer["reason"]) == ("stopped", "Grace", "wrong text")
    world.sign_up()
    world.send_queued()
    assert world.bodies() == []
    assert operator.do("resume-sending", "--by", "Ada")["sending"] == "allowed"
    world.send_all()
    assert world.bodies() == ["Example Corp: Reply YES to get alerts."]


def test_how_it_stands_can_be_asked(world: World, operator: Operator) -> None:
    assert operator.do("sending") == {"sending": "allowed", "since": None, "by": None, "reason": None}
    stopped = operator.do(*STOP)
    assert operator.do("sending") == stopped
    assert operator.writes == []


def test_for_people_it_is_a_table(operator: Operator) -> None:
    operator.do(*STOP)
    lines = operator.run("sending", "--format", "table").out.splitlines()
    assert lines[0] == "Sending  stopped"
    assert lines[-1] == "Reason   wrong text"


def test_a_subscriber_may_be_sent_texts(world: World, operator: Operator) -> None:
    world.aws.services["lambda"] = functions(world)
    world.subscribe()
    answer = operator(*CHECK).json
    assert (answer["allowed"], answer["reason"], answer["state"]) == (True, "opted-in", "OPTED_IN")


def test_why_not_is_told(world: World, operator: Operator) -> None:
    world.aws.services["lambda"] = functions(world)
    world.subscribe()
    operator.do(*STOP)
    assert operator(*CHECK).json["reason"] == "sending-stopped"


def test_the_function_is_found_by_the_stack(world: World, operator: Operator) -> None:
    world.aws.services["lambda"] = functions(world)
    world.aws.services["cloudformation"] = stack(ConsentCheckFunctionName="check")
    ended = operator("check", NUMBER, "--programme", "alerts", "--stack", "Prod-OptIn")
    assert (ended.code, ended.json["reason"]) == (0, "not-subscribed")


def test_a_function_that_cannot_be_asked_is_told(world: World, operator: Operator) -> None:
    world.aws.services["lambda"] = lambda _operation, _body: error_reply("AccessDeniedException", 403)
    ended = operator(*CHECK)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "check could not be asked: AccessDeniedException\n"


def test_an_answer_that_is_none_is_told(world: World, operator: Operator) -> None:
    world.aws.services["lambda"] = lambda _operation, _body: json_reply({"hello": 1})
    assert operator(*CHECK).code == 1

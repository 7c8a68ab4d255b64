"""The function in the place of a pipe: each new text's id is queued, and what fails comes again."""

from __future__ import annotations

import json
from typing import Any

from tests.runtime.fakes.aws import json_reply
from tests.runtime.world import World


def record(number: int) -> dict[str, Any]:
    image = {"id": {"S": f"confirm-{number}"}, "to": {"S": "+12065550100"}}
    return {"eventName": "INSERT", "dynamodb": {"SequenceNumber": str(100 + number), "NewImage": image}}


def relay(world: World, *numbers: int) -> dict[str, Any]:
    answer: dict[str, Any] = world.invoke("relay", {"Records": [record(number) for number in numbers]})
    return answer


def queued(world: World) -> list[Any]:
    return [json.loads(message.body) for message in world.queue.messages]


def test_the_ids_of_new_texts_are_queued_in_their_order(world: World) -> None:
    assert relay(world, 1, 2) == {"batchItemFailures": []}
    assert queued(world) == [{"outbox_id": "confirm-1"}, {"outbox_id": "confirm-2"}]


def test_nothing_of_a_person_leaves_the_table(world: World) -> None:
    relay(world, 1)
    assert "+12065550100" not in str(queued(world))


def test_the_stream_goes_on_from_the_first_that_failed(world: World) -> None:
    def refuse(service: str, operation: str, body: Any) -> Any:
        if operation != "SendMessageBatch":
            return None
        failed = [{"Id": each["Id"], "SenderFault": False, "Code": "Busy"} for each in body["Entries"][1:]]
        return json_reply({"Successful": [], "Failed": failed})

    world.aws.before.append(refuse)
    assert relay(world, 1, 2, 3) == {"batchItemFailures": [{"itemIdentifier": "102"}]}


def test_a_text_that_is_passed_on_twice_is_sent_once(world: World) -> None:
    world.sign_up()
    (message,) = queued(world)
    again = {"SequenceNumber": "1", "NewImage": {"id": {"S": message["outbox_id"]}}}
    world.invoke("relay", {"Records": [{"eventName": "INSERT", "dynamodb": again}]})
    world.send_all()
    assert world.kinds() == ["REQUESTED", "SENT"]

"""Inside DynamoDB: each change of an item, whole contents, and operations that are answered in the emulator's place."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

from sandbox.seam.emulator import module, private, replace
from sandbox.seam.serving import Response

Json = dict[str, Any]
Key = tuple[str, str]
"""The values of partition and sort key, as the emulator sorts items by."""

_DYNAMODB = "services.dynamodb"
TABLE = "AWS::DynamoDB::Table"


def watch_item_changes(watch: Callable[[str, Key, Json | None], None]) -> None:
    """Shows ``watch`` each item before it changes: the table's id, the key, the item (None when it is new)."""
    put, remove = private(_DYNAMODB, "_set_item"), private(_DYNAMODB, "_remove_item")

    def told(table: Json, partition: str, sort: str) -> None:
        old = table["items"].get(partition, {}).get(sort)
        watch(table["TableId"], (partition, sort), old)

    def set_item(table: Json, partition: str, sort: str, item: Json) -> Any:
        told(table, partition, sort)
        return put(table, partition, sort, item)

    def remove_item(table: Json, partition: str, sort: str) -> Any:
        told(table, partition, sort)
        return remove(table, partition, sort)

    replace(_DYNAMODB, "_set_item", set_item)
    replace(_DYNAMODB, "_remove_item", remove_item)


def table_id(name: str) -> str | None:
    """The id of a table of the served account and Region, None when there is no such table."""
    table = private(_DYNAMODB, "_tables").get(_plain_name(name))
    return None if table is None else cast("str", table["TableId"])


def table_items(name: str) -> dict[Key, Json]:
    """All items of a table."""
    found = private(_DYNAMODB, "_tables")[_plain_name(name)]["items"]
    return {(partition, sort): item for partition, items in found.items() for sort, item in items.items()}


def replace_table_items(name: str, items: Mapping[Key, Json]) -> None:
    """Gives a table other contents, without a trace in its stream."""
    table = private(_DYNAMODB, "_tables")[_plain_name(name)]
    table["items"].clear()
    for (partition, sort), item in items.items():
        table["items"].setdefault(partition, {})[sort] = item
    private(_DYNAMODB, "_items_replaced")(table)


def continuously_backed_up(name: str) -> bool:
    """Whether point-in-time recovery is on for a table."""
    return bool(private(_DYNAMODB, "_pitr_settings").get(_plain_name(name), False))


def update_continuous_backups(request: Json) -> Response:
    """As the API's operation, whoever serves it by now."""
    return cast("Response", private(_DYNAMODB, "_update_continuous_backups")(request))


Original = Callable[[Json], Response]


def answer_table_operation(operation: str, answer: Callable[[Json, Original], Response]) -> None:
    """Has ``answer`` serve an operation; it gets the request and how the emulator would answer it.

    :param operation: in the emulator's spelling, such as ``update_table``
    """
    original: Original = private(_DYNAMODB, f"_{operation}")
    replace(_DYNAMODB, f"_{operation}", lambda request: answer(request, original))


def table_error(code: str, message: str) -> Response:
    """An error as DynamoDB answers it."""
    return cast("Response", module("core.responses").error_response_json(code, message, 400))


def table_answer(document: Json) -> Response:
    """An answer as DynamoDB gives it."""
    return cast("Response", module("core.responses").json_response(document))


def watch_table_properties(watch: Callable[[str, Json], None]) -> None:
    """Shows ``watch`` the name and the properties of each table that a template makes or changes."""
    handlers = private("services.cloudformation.provisioners", "_RESOURCE_HANDLERS")[TABLE]
    create, update = handlers["create"], handlers["update"]

    def created(logical_id: str, properties: Json, stack_name: str) -> Any:
        made = create(logical_id, properties, stack_name)
        watch(made[0], properties)
        return made

    def updated(physical_id: str, old: Json, new: Json, *rest: Any) -> Any:
        made = update(physical_id, old, new, *rest)
        watch(made[0], new)
        return made

    handlers["create"], handlers["update"] = created, updated


def document_of(response: Response) -> Json:
    """The JSON of an answer."""
    return cast("Json", json.loads(response[2]))


def _plain_name(name: str) -> str:
    return cast("str", private(_DYNAMODB, "_normalize_table_name")(name))

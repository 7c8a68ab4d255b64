"""The input template of a pipe.

``<$.path>`` stands for a value of the record: as JSON where it stands alone, as text inside a string. What is not
there is an empty string inside a string and null elsewhere.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html
"""

from __future__ import annotations

import json
import re
from typing import Any

_PLACEHOLDER = re.compile(r"<\$(\.[^>]+)>")


def transform(template: str, record: dict[str, Any]) -> str:
    """The template with its placeholders filled in."""
    filled, end = "", 0
    for found in _PLACEHOLDER.finditer(template):
        filled += template[end : found.start()]
        value = _value(record, found.group(1))
        filled += _as_text(value) if _inside_string(filled) else json.dumps(value)
        end = found.end()
    return filled + template[end:]


def _value(record: Any, path: str) -> Any:
    for name in re.findall(r"\.([^.\[]+)|\[(\d+)\]", path):
        key, index = name
        if key and isinstance(record, dict):
            record = record.get(key)
        elif index and isinstance(record, list) and int(index) < len(record):
            record = record[int(index)]
        else:
            return None
    return record


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value)
    return json.dumps(text)[1:-1]


def _inside_string(text: str) -> bool:
    return len(re.findall(r'(?<!\\)"', text)) % 2 == 1

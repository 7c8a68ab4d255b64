from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdk_messaging.opt_in.runtime.segments import parts
from cdk_messaging.sms_voice.text import text_parts


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ж" * 70, 1),
        ("ж" * 71, 2),
        ("ж" * 135, 3),
        ("\U0001f600" * 35, 1),
        ("\U0001f600" * 36, 2),
        ("it\u2019s " + "a" * 66, 2),
    ],
)
def test_parts_are_counted_by_the_characters_of_the_text(text: str, count: int) -> None:
    assert parts(text) == count


@given(st.text(alphabet=st.sampled_from("aé€~ж\U0001f600"), min_size=1, max_size=400))
def test_the_pace_counts_parts_as_the_library_does_at_synth(text: str) -> None:
    assert parts(text) == text_parts(text).parts

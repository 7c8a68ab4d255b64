"""The service model that the sandbox checks against: botocore's, plus what AWS answers and this botocore lacks."""

from __future__ import annotations

import copy
from functools import lru_cache

from sandbox import shapes

CLIENT = "pinpoint-sms-voice-v2"


@lru_cache(maxsize=1)
def model() -> shapes.Model:
    """The model. Newer models (botocore 1.44) know two more types of number, and cleansing, in CarrierLookup."""
    original = shapes.load(CLIENT)
    added = copy.deepcopy({name: original.shapes[name] for name in ("PhoneNumberType", *_CARRIER_LOOKUP)})
    for kind in ("VOIP", "PREPAID"):
        if kind not in added["PhoneNumberType"]["enum"]:
            added["PhoneNumberType"]["enum"].append(kind)
    for name, (member, shape) in _CARRIER_LOOKUP.items():
        added[name]["members"].setdefault(member, {"shape": shape})
    return shapes.Model({**original.shapes, **added}, original.operations)


_CARRIER_LOOKUP = {
    "CarrierLookupRequest": ("EnableCleansing", "Boolean"),
    "CarrierLookupResult": ("OriginalPhoneNumber", "String"),
}

"""What is asked of sign-ups for what only adults may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_messaging.opt_in.programme.compliance import causes
from cdk_messaging.opt_in.runtime.fields import FieldType

if TYPE_CHECKING:
    from cdk_messaging.opt_in.forms import Form


def check_age_gate(form: Form) -> None:
    """Refuse a form of an age-restricted programme that does not ask for the date of birth.

    :raises InvalidArgument: naming the cause.
    """
    if not form.programme.age_restricted:
        return
    dates = [field for field in form.fields if field.type is FieldType.DATE and field.autocomplete == "bday"]
    if not any(field.required for field in dates):
        raise causes.AGE_GATE.refuse(
            f"fields of form {form.source!r}",
            [field.name for field in form.fields],
            needed="without a required date of birth, while the programme is age-restricted",
            fix="add Field.date_of_birth(); a box to tick is not enough",
        )

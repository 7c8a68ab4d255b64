"""Who calls an API whose function fails is answered by the API's own response for failures, as API Gateway does.

https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
"""

from __future__ import annotations

from sandbox import seam


def install() -> None:
    """Applies it."""
    seam.answer_for_failed_functions()

"""CPU seconds of importing boto3 and making the clients that ``CLIENTS`` lists: what no function can do without."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

services = json.loads(Path(os.environ["CLIENTS"]).read_text(encoding="utf-8"))
begin = time.process_time()
import boto3.session  # noqa: E402 - this is what is measured

session = boto3.session.Session()
for service in services:
    session.client(service)
print(time.process_time() - begin)

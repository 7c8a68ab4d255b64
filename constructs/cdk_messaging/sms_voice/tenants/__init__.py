"""Many customers in one account, each with numbers, opt-outs, rules and events of its own."""

from __future__ import annotations

from .tenant import Tenant, TenantNumber
from .tenant_stacks import TenantStacks

__all__ = ["Tenant", "TenantNumber", "TenantStacks"]

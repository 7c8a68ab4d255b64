"""The emulated operations, one module a group. A new module is found by itself."""

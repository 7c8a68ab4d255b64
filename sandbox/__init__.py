"""The embedded AWS: an emulator on loopback plus the messaging services that it lacks.

``python -m sandbox`` starts it; :class:`sandbox.process.Sandbox` starts it from a test or a script. Nothing here is
part of the library: programs reach the sandbox through AWS endpoints only. What it does and does not emulate is
written down in docs/sandbox.md.
"""

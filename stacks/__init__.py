"""Wiring only: which construct goes into which stack, for each environment."""

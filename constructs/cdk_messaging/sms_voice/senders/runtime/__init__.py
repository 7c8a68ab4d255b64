"""The code of the functions that send, look up and verify."""

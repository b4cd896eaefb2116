"""Speaks in lines: Typer, one verb a module; main() holds the one map from error to exit code."""

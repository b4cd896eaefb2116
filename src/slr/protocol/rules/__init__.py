"""The rules of `slr check` on a protocol, by family; `slr.protocol.checks.RULES` holds them all."""

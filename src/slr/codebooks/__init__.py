"""The bundled codebooks (YAML)."""

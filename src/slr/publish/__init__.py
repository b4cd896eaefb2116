"""Report page, tables and documents: data in, text or bytes out."""

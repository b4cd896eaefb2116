"""The words of slr as types. Imports nothing of ours and no pandas until a table is asked for."""

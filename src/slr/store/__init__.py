"""The only room that opens a review's files: paths, ledger, cache, git."""

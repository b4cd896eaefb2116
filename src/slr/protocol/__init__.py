"""What people wrote: the model, YAML with line numbers, the check rules."""

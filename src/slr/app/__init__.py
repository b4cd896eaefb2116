"""The verbs, one a module: open the folder, call the step, append what came out, return a result."""

"""One small module for each thing that databases write in many ways: names, titles, dates, identifiers."""

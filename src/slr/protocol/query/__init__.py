"""Search strings: tokens with their places, and what each platform understands."""

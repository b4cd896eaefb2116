"""Speaks in screens: Textual; screening, resolving, coding."""

import os

# Textual paints at its next tick, 60 a second unless told: a key would wait up to three ticks, 50 ms, for its
# repaint. It paints only what changed: more ticks cost nothing while nothing happens. It reads this once.
os.environ.setdefault("TEXTUAL_FPS", "250")

"""The one exception that slr raises on purpose."""


class SlrError(Exception):
    """An impossible request: what is wrong, and what to do about it. Caught in cli.main alone (exit 2)."""

    def __init__(self, message: str, hint: str = "", *, file: str = "", line: int | None = None) -> None:
        """Store message, hint and place."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.file = file
        self.line = line

    @property
    def place(self) -> str:
        """`file:line`, `file`, or nothing."""
        return f"{self.file}:{self.line}" if self.file and self.line else self.file

"""How an example may be brought to its end from below."""


class Ended(BaseException):
    """Ends the example, past any `except Exception` of it; the verdict is kept in `Connection.ended` too, past any bare `except`."""

    def __init__(self, status: str, message: str) -> None:
        super().__init__(status, message)
        self.status = status
        self.message = message

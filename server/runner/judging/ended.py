"""How an example may be brought to its end from below."""

from ..transport import said


class Ended(BaseException):
    """Ends the example, past any `except Exception` of it; the verdict is kept in `Connection.ended` too, past any bare `except`."""

    def __init__(self, status: str, message: str) -> None:
        # What a candidate has said may be in it.
        message = said.text(message)
        super().__init__(status, message)
        self.status = status
        self.message = message

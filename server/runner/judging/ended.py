"""The exception with which inner code ends an example."""

from ..transport import said


class Ended(BaseException):
    """Ends the example. It passes any `except Exception`; past a bare `except`, the verdict is also in `Connection.ended`."""

    def __init__(self, status: str, message: str) -> None:
        # It may contain the candidate's text.
        message = said.text(message)
        super().__init__(status, message)
        self.status = status
        self.message = message

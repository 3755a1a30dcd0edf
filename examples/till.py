"""Methods, whose tests stand in tests/test_till.py: press a lens, or run "Assay: Synthesize File" for both at once."""


class Till:
    def __init__(self, coins: list[int]) -> None:
        self.coins = coins

    def put(self, coin: int) -> None:
        self.coins.append(coin)

    def total(self) -> int:
        """Return the sum of the coins."""

    def count(self, coin: int) -> int:
        """Return how many coins of one kind there are."""

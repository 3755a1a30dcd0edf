"""Methods, with tests in tests/test_till.py: try "Assay: Synthesize File"."""


class Till:
    def __init__(self, coins: list[int]) -> None:
        self.coins = coins

    def put(self, coin: int) -> None:
        self.coins.append(coin)

    def total(self) -> int:
        """Return the sum of the coins."""

    def count(self, coin: int) -> int:
        """Return how many coins of one kind there are."""

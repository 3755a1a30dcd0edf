# assay: k=20 temperature=1.0, timeout = .5
def one():
    """One."""


class C:
    # assay: model=qwen2.5-coder:7b k=many unknown=1
    def two(self):
        """Two: # assay: k=20 is prose here."""


# This is about assay: k=20
three = 3  # assay: k=20

"""The examples that exist: found by the loading, confirmed by the noting run, with their limits."""

import os
from typing import Any, Dict, List

#: In the noting run, a test may take so many times the limit of a call, because its framework also needs time.
_NOTING = 15
#: The factor for a stub's test, whose time with a working body is unknown.
_STUB = 5
#: A candidate may take so many times the example's time without one, in addition to the limit.
_GENEROUS = 10
_CASES = ("pytest", "unittest")


class Examples:
    def __init__(self) -> None:
        #: Possible examples by number: `[number, file, line, kind, source, case]`.
        self.known: Dict[int, List[Any]] = {}
        #: All numbers in the order of the report, and the numbers of actual examples.
        self.every: List[int] = []
        self.wanted: List[int] = []
        #: CPU seconds.
        self.limits: Dict[int, float] = {}
        #: Numbers of test cases by their keys.
        self.cases: Dict[str, List[int]] = {}
        self.noted: Dict[int, Dict[str, Any]] = {}
        self._reasons: Dict[str, str] = {}
        self._failures: List[Any] = []

    def take(self, told: Dict[str, Any]) -> None:
        """Takes the result of the loading."""
        self.every = [one[0] for one in told["examples"]]
        self.known = {one[0]: one for one in told["examples"]}
        self.cases, self._reasons, self._failures = told["cases"], told["reasons"], told["failures"]

    def limit_noting(self, order: Dict[str, Any]) -> None:
        for number, (_, _, line, kind, _, _) in self.known.items():
            times = _NOTING if kind in _CASES else order["patience"].get("%d" % line, 1)
            self.limits[number] = order["cpu"] * times

    def generous(self) -> Dict[int, float]:
        """Limits for a reference body."""
        return {number: _NOTING * limit for number, limit in self.limits.items()}

    def go_by(self, verdicts: Dict[int, Dict[str, Any]], order: Dict[str, Any]) -> None:
        """Limits every candidate by the times of the reference body."""
        for number in self.wanted:
            self.limits[number] = self._limit(self.known[number], verdicts[number], order)

    def settled(self, order: Dict[str, Any]) -> Dict[str, Any]:
        """Decides after the noting run which are examples and which can't run, for the report."""
        examples, not_run = [], []
        for number in self.every:
            noted, known = self.noted.get(number), self.known[number]
            # A check that needs another open stub can't run until that is filled; the editor's reading reports it.
            if noted is None or [os.path.realpath(known[1]), known[2]] in order["excluded"]:
                continue
            if noted["belongs"] and noted["reason"] is None:
                examples.append(known)
                self.limits[number] = self._limit(known, noted["verdict"] or {}, order)
            elif noted["belongs"]:
                not_run.append([*known, noted["reason"]])
            elif [os.path.realpath(known[1]), known[2]] in order["listedCases"]:
                not_run.append([*known, _refuted(noted, order["target"])])
        self.wanted = [one[0] for one in examples]
        return {
            "examples": [one[1:] for one in examples],
            "notRun": [one[1:] for one in not_run],
            "reasons": self._reasons,
            "failures": self._failures,
        }

    def verdicts(self) -> List[Dict[str, Any]]:
        """The verdicts of the function in the file, in the order of the examples."""
        return [self.noted[number]["verdict"] or {"example": number, "status": "error", "ms": 0} for number in self.wanted]

    def _limit(self, known: List[Any], verdict: Dict[str, Any], order: Dict[str, Any]) -> float:
        """The setting, plus a multiple of the example's own time."""
        _, _, line, kind, _, _ = known
        cpu: float = order["cpu"] * order["patience"].get("%d" % line, 1)
        if kind in _CASES and order["stub"]:
            cpu *= _STUB
        took = 0.0 if verdict.get("status") == "timeout" else float(verdict.get("cpu", 0.0))
        return cpu + _GENEROUS * took


def _refuted(noted: Dict[str, Any], target: str) -> str:
    """The reason why a test that seemed to test the function is no example."""
    verdict = noted["verdict"] or {}
    if noted["reason"] is not None:
        return str(noted["reason"])
    if verdict.get("status") not in ("pass", None):
        return "it fails before it calls %s: %s" % (target, verdict.get("message") or verdict["status"])
    return "it passes without calling %s, or calls another copy of it" % target

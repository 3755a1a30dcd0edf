"""Which examples there are: what the loading found, what the noting run has told of it, and what each may take."""

import os
from typing import Any, Dict, List

#: A test may take so many times the limit of a call in the noting run: what its framework does is not the function's.
_NOTING = 15
#: Of a stub's test nobody knows what it takes with a body that works.
_STUB = 5
#: A candidate may take so many times what the example took without one, beyond the limit.
_GENEROUS = 10
_CASES = ("pytest", "unittest")


class Examples:
    def __init__(self) -> None:
        #: What may be an example, by its number: `[number, file, line, kind, source, case]`.
        self.known: Dict[int, List[Any]] = {}
        #: Its numbers in the order in which it is told; of those that are examples.
        self.every: List[int] = []
        self.wanted: List[int] = []
        #: Seconds of CPU.
        self.limits: Dict[int, float] = {}
        #: Numbers of test cases by their keys.
        self.cases: Dict[str, List[int]] = {}
        self.noted: Dict[int, Dict[str, Any]] = {}
        self._reasons: Dict[str, str] = {}
        self._failures: List[Any] = []

    def take(self, told: Dict[str, Any]) -> None:
        """What a process has loaded."""
        self.every = [one[0] for one in told["examples"]]
        self.known = {one[0]: one for one in told["examples"]}
        self.cases, self._reasons, self._failures = told["cases"], told["reasons"], told["failures"]

    def limit_noting(self, order: Dict[str, Any]) -> None:
        for number, (_, _, line, kind, _, _) in self.known.items():
            times = _NOTING if kind in _CASES else order["patience"].get("%d" % line, 1)
            self.limits[number] = order["cpu"] * times

    def generous(self) -> Dict[int, float]:
        """For a body that is known to be right."""
        return {number: _NOTING * limit for number, limit in self.limits.items()}

    def go_by(self, verdicts: Dict[int, Dict[str, Any]], order: Dict[str, Any]) -> None:
        """Limits every candidate by what that body took."""
        for number in self.wanted:
            self.limits[number] = self._limit(self.known[number], verdicts[number], order)

    def settled(self, order: Dict[str, Any]) -> Dict[str, Any]:
        """Decides, once the noting run is over, which are examples and which can't be run, for the report."""
        examples, not_run = [], []
        for number in self.every:
            noted, known = self.noted.get(number), self.known[number]
            # What needs another open stub can't be run before that is filled: the editor's reading knows it.
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
        """Those of the function as it stands, in the order of the examples."""
        return [self.noted[number]["verdict"] or {"example": number, "status": "error", "ms": 0} for number in self.wanted]

    def _limit(self, known: List[Any], verdict: Dict[str, Any], order: Dict[str, Any]) -> float:
        """The setting, and generously what the example itself takes."""
        _, _, line, kind, _, _ = known
        cpu: float = order["cpu"] * order["patience"].get("%d" % line, 1)
        if kind in _CASES and order["stub"]:
            cpu *= _STUB
        took = 0.0 if verdict.get("status") == "timeout" else float(verdict.get("cpu", 0.0))
        return cpu + _GENEROUS * took


def _refuted(noted: Dict[str, Any], target: str) -> str:
    """Why a test that seemed to be about the function is no example."""
    verdict = noted["verdict"] or {}
    if noted["reason"] is not None:
        return str(noted["reason"])
    if verdict.get("status") not in ("pass", None):
        return "it fails before it calls %s: %s" % (target, verdict.get("message") or verdict["status"])
    return "it passes without calling %s, or calls another copy of it" % target

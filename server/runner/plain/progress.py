"""The progress of the jobs in the plain process's host: the verdicts, the remaining examples, and the second runs."""

from typing import Any, Dict, Optional

from .examples import Examples
from .job import Job

#: With more examples than these, their order is not checked.
MOST_AFRESH = 50
#: The reported change for an example that did not end while it was watched.
UNSEEN = "an unknown object"


class Progress:
    def __init__(self, examples: Examples) -> None:
        self._examples = examples
        #: Some candidate passes everything, so others get less waiting time.
        self._one_passes = False

    def take(self, job: Job, verdict: Dict[str, Any]) -> None:
        number = verdict["example"]
        if number not in self._examples.known:
            return
        if job.watching:
            job.unwatched.discard(number)
            if "changed" in verdict:
                job.verdicts[number]["changed"] = verdict["changed"]
            return
        if job.renewing or job.again is not None:
            if verdict["status"] not in ("pass", "notRun") and job.again in (None, number):
                job.verdicts[number]["orderDependent"] = True
            return
        job.verdicts[number] = verdict
        job.news += 1
        if number == job.current:
            job.current = None
        if verdict["status"] == "timeout":
            job.lost.add(number)
            job.allowance.charge()

    def note(self, job: Job, noted: Dict[str, Any]) -> None:
        number = noted["example"]
        self._examples.noted[number] = noted
        job.verdicts[number] = noted["verdict"] or {"example": number, "status": "error", "ms": 0}
        job.news += 1
        if number == job.current:
            job.current = None
        if job.verdicts[number]["status"] == "timeout":
            job.lost.add(number)

    def overdue(self, job: Job) -> None:
        """Notes that the job has exceeded a limit and its process has been killed."""
        if job.runs_again:
            if job.current is not None and not job.watching:
                job.verdicts[job.current]["orderDependent"] = True
        elif job.current is not None:
            self._settle(job, job.current, "timeout", job.exceeded)
            job.lost.add(job.current)
            job.current = None
        else:
            job.stuck = "%s before it reached this example" % job.exceeded

    def goes_on(self, job: Job, died: Optional[str]) -> bool:
        """Whether another process must continue the job; otherwise it is complete. `died` describes a process that ended by itself."""
        if job.runs_again:
            return self._goes_on_again(job)
        if job.current is not None:
            self._settle(job, job.current, "error", died or "ended the process that judges it")
            job.lost.add(job.current)
            job.current = None
        every = self._examples.every if job.noting else self._examples.wanted
        left = [number for number in every if number not in job.verdicts]
        timeouts = sum(verdict["status"] == "timeout" for verdict in job.verdicts.values())
        is_over = timeouts > 0 and job.allowance.left <= 0
        if job.broken:
            for number in left:
                self._settle(job, number, "error", job.broken)
            left = []
        elif not job.noting and (is_over or timeouts >= (1 if self._one_passes and not job.always else job.patience)):
            message = "not tried: %d example%s before it took too long" % (timeouts, "" if timeouts == 1 else "s")
            for number in [number for number in left if is_over or number not in job.always]:
                left.remove(number)
                self._settle(job, number, "timeout", message)
        if left and job.news:
            return True
        if job.noting:
            return False
        for number in left:
            if died is None and job.stuck:
                self._settle(job, number, "timeout", job.stuck)
            else:
                self._settle(job, number, "error", died or "could not be run: its process ended first")
        passes = all(job.verdicts[number]["status"] == "pass" for number in self._examples.wanted)
        if passes:
            self._one_passes = True
        if passes and job.checks_order and job.keeps and 1 < len(self._examples.wanted) <= MOST_AFRESH:
            job.asks_order = True
        if passes and job.marks and job.changes:
            job.watching = True
            job.unwatched = set(self._examples.wanted)
            return True
        return self._goes_on_again(job)

    def _goes_on_again(self, job: Job) -> bool:
        """Whether a second run continues. Each example gets a reset candidate, or a fresh process if it is loaded afresh."""
        for number in job.unwatched:
            job.verdicts[number]["changed"] = [UNSEEN]
        job.unwatched = set()
        if job.broken or job.allowance.left <= 0:
            job.asks_order, job.left_again = False, []
        if job.asks_order:
            job.asks_order = False
            job.renewing = not job.afresh
            job.left_again = [] if job.renewing else list(self._examples.wanted)
            job.watching = False
            if job.renewing:
                return True
        job.watching = job.renewing = False
        if job.left_again:
            job.again = job.left_again.pop(0)
            return True
        return False

    def _settle(self, job: Job, number: int, status: str, message: str) -> None:
        verdict = {"example": number, "status": status, "message": message, "ms": 0}
        job.news += 1
        if job.noting:
            self._examples.noted[number] = {"example": number, "belongs": True, "reason": None, "verdict": verdict}
        job.verdicts[number] = verdict

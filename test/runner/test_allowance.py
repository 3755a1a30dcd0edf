"""The limits of a job: CPU and wall time of the current example, and total seconds of waiting."""

import pytest
from runner.judging import allowance
from runner.judging.allowance import Allowance, waiting


class Clock:
    def __init__(self):
        self.now = 1000.0
        self.used = 0.0

    def monotonic(self):
        return self.now

    def pass_by(self, seconds, cpu=0.0):
        self.now += seconds
        self.used += cpu


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(allowance, "time", made)
    return made


def attached(clock, **limits):
    job = Allowance(**limits)
    job.attach(lambda: clock.used)
    return job


def test_nothing_is_exceeded_at_first(clock):
    job = attached(clock, seconds=10)
    job.begin(wall=5, cpu=2)
    assert job.exceeded() is None


def test_too_much_cpu(clock):
    job = attached(clock, seconds=100)
    job.begin(wall=100, cpu=2)
    clock.pass_by(2, cpu=1.9)
    assert job.exceeded() is None
    clock.pass_by(1, cpu=0.2)
    assert job.exceeded() == "took more than 2 s of CPU"


def test_too_long_on_the_wall(clock):
    job = attached(clock, seconds=100)
    job.begin(wall=5, cpu=100)
    clock.pass_by(5.1, cpu=5.1)
    assert job.exceeded() == "took more than 5 s"


def test_too_much_waiting_in_all(clock):
    job = attached(clock, seconds=10)
    for _ in range(2):
        job.begin(wall=100, cpu=100)
        clock.pass_by(4)
        assert job.exceeded() is None
    job.begin(wall=100, cpu=100)
    clock.pass_by(4)
    assert job.exceeded() == "waited for more than 10 s in all"


def test_who_computes_does_not_wait_however_busy_the_machine_is(clock):
    job = attached(clock, seconds=10)
    job.begin(wall=1000, cpu=1000)
    clock.pass_by(100, cpu=20)
    assert job.exceeded() is None
    assert job.waited == 0


def test_another_phase_has_its_cpu_anew(clock):
    job = attached(clock, seconds=100)
    for _ in range(3):
        job.begin(wall=100, cpu=2)
        clock.pass_by(1.5, cpu=1.5)
        assert job.exceeded() is None


def test_a_process_that_begins_with_another_clock_is_charged_nothing_for_that(clock):
    job = attached(clock, seconds=100)
    job.begin(wall=100, cpu=2)
    job.attach(lambda: 50.0)
    job.look()
    assert job.computed == 0


def test_a_clock_that_goes_back_gives_nothing(clock):
    job = attached(clock, seconds=100)
    job.begin(wall=100, cpu=2)
    clock.pass_by(1, cpu=1)
    job.look()
    clock.pass_by(-5, cpu=-5)
    job.look()
    assert (job.computed, job.waited) == (1, 0)


def test_who_has_waited_elsewhere_has_a_last_moment(clock):
    job = attached(clock, seconds=10, waited=50)
    assert job.left == 0.5
    job.begin(wall=100, cpu=100)
    clock.pass_by(0.6)
    assert job.exceeded() == "waited for more than 10 s in all"


def test_a_phase_that_came_to_no_end_is_charged_whole(clock):
    job = attached(clock, seconds=100)
    job.begin(wall=100, cpu=100)
    clock.pass_by(7, cpu=7)
    job.charge()
    assert job.waited == 7


def test_a_look_is_never_due_too_often_nor_too_late(clock):
    job = attached(clock, seconds=100)
    job.begin(wall=5, cpu=1000)
    assert 0.01 <= job.until_look() <= 5
    clock.pass_by(4.999, cpu=4.999)
    assert job.until_look() == 0.01


@pytest.mark.parametrize("cpu, beyond, seconds", [(2, 0, 17.5), (1, 0, 11.5), (10, 0, 81.5), (2, 3, 23.5)])
def test_how_long_a_job_may_wait(cpu, beyond, seconds):
    assert waiting(cpu, beyond) == seconds

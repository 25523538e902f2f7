from __future__ import annotations

from charstudio.domain.images import ImageReference
from charstudio.images.jobs import Job, JobQueue, PictureKey


def job(name: str, full: bool = False) -> Job:
    return Job(PictureKey(ImageReference(name), None if full else (10, 10)), {""})


def order(queue: JobQueue) -> str:
    names = ""
    while (found := queue.pop()) is not None:
        names += found.key.reference.text
    return names


def test_full_pictures_then_newer_batches_then_as_asked() -> None:
    queue = JobQueue()
    for name, batch in (("a", 1), ("b", 1), ("c", 2), ("d", 2)):
        queue.push(job(name), batch)
    queue.push(job("F", full=True), 1)
    assert order(queue) == "Fcdab"


def test_a_job_that_is_asked_for_again_moves_ahead_and_comes_once() -> None:
    queue = JobQueue()
    first = job("a")
    queue.push(first, 1)
    queue.push(job("b"), 1)
    queue.push(job("c"), 2)
    queue.push(first, 3)
    assert order(queue) == "acb"


def test_cancelled_jobs_are_left_out() -> None:
    queue = JobQueue()
    dropped = job("a")
    queue.push(dropped, 1)
    queue.push(job("b"), 1)
    dropped.cancellation.request()
    assert order(queue) == "b"


def test_a_job_that_moved_between_queues_comes_once_from_each() -> None:
    near, far = JobQueue(), JobQueue()
    moved = job("a")
    near.push(moved, 1)
    near.push(moved, 2)
    assert near.pop() is moved
    far.push(moved, 2)
    assert (near.pop(), far.pop(), far.pop()) == (None, moved, None)

"""What is to be loaded, in the order in which it is wanted."""

from __future__ import annotations

import heapq
import itertools
from dataclasses import dataclass, field

from charstudio.domain.cancellation import Cancellation
from charstudio.domain.images import ImageReference
from charstudio.images.source import Source

_tickets = itertools.count(1)  # shared by all queues: a job moves from one to another


@dataclass(frozen=True, slots=True)
class PictureKey:
    """One picture in one size: ``size`` in device pixels, None for the full picture."""

    reference: ImageReference
    size: tuple[int, int] | None = None
    cover: bool = True


@dataclass(eq=False, slots=True)
class Job:
    """One picture that is being loaded for its ``owners``, the views that want it."""

    key: PictureKey
    owners: set[str]
    fresh: bool = False
    running: bool = False
    source: Source | None = None
    """Set once it is known that the picture comes from afar."""
    ticket: int = 0
    """The place in the queue that counts; it has older ones as well when it was moved ahead."""
    cancellation: Cancellation = field(default_factory=Cancellation)


class JobQueue:
    """Full pictures before thumbnails, a newer batch before an older one, and in the order asked for within it.

    Not safe from several threads by itself: the loader's lock guards it.
    """

    def __init__(self) -> None:
        self._heap: list[tuple[bool, int, int, Job]] = []

    def push(self, job: Job, batch: int) -> None:
        """Put the job in, or move it to where it belongs now."""
        job.ticket = next(_tickets)
        heapq.heappush(self._heap, (job.key.size is not None, -batch, job.ticket, job))

    def pop(self) -> Job | None:
        """The most wanted job, or None. Cancelled jobs are left out."""
        while self._heap:
            _, _, ticket, job = heapq.heappop(self._heap)
            if ticket == job.ticket and not job.cancellation.requested:
                return job
        return None

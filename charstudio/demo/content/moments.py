"""Where in the last six weeks things happened. Times are naive, in UTC, to the millisecond."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random


def to_millisecond(moment: datetime) -> datetime:
    """What ``timestamp(3)`` keeps of a time, rounded down so that it never lies in the future."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@dataclass(frozen=True)
class Span:
    """The time in which an account was in use."""

    start: datetime
    end: datetime

    def between(self, after: datetime, share: float) -> datetime:
        """The moment at ``share`` (0 to 1) of the way from ``after`` to the end of the span."""
        return to_millisecond(after + max(timedelta(0), self.end - after) * share)

    def slot(self, index: int, count: int, jitter: float) -> datetime:
        """The moment in the ``index``-th of ``count`` equal parts, ``jitter`` (0 to 1) of the way through that part."""
        return self.between(self.start, (index + jitter) / count)

    def sitting(self, after: datetime, count: int, pause: tuple[float, float], rng: Random) -> list[datetime]:
        """``count`` moments with random pauses of so many minutes between them; closer together where time is short."""
        pauses = [rng.uniform(*pause) for _ in range(count)]
        room = (self.end - after) / timedelta(minutes=1)
        pace = min(1.0, room / (sum(pauses) + 1))
        moments = []
        elapsed = 0.0
        for minutes in pauses:
            elapsed += minutes * pace
            moments.append(to_millisecond(after + timedelta(minutes=elapsed)))
        return moments

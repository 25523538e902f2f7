"""Rows of ``generations``: the runs that made the pictures, the ones that failed, and the ones that hang."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from charstudio.demo.content.accounts import ACCOUNTS
from charstudio.demo.content.characters import Placed, Row
from charstudio.demo.content.identifiers import Identifiers
from charstudio.demo.content.moments import Span, to_millisecond
from charstudio.demo.content.variants import MadeVariant
from charstudio.domain.vocabulary import GenerationStatus

COUNT: Final = 300

_COMPLETED, _FAILED = GenerationStatus.COMPLETED, GenerationStatus.FAILED
_PENDING, _PROCESSING = GenerationStatus.PENDING, GenerationStatus.PROCESSING

_ERRORS: Final = (
    ("Request to the image service timed out after 60000 ms", 60.0),
    ("429 Too Many Requests: rate limit exceeded, retry after 30 s", 0.6),
    ("The prompt was refused by the content policy.", 2.4),
    ("502 Bad Gateway: upstream connect error or disconnect before headers", 5.1),
    ("Invalid response: the candidate holds no image data", 14.2),
    ("ECONNRESET: socket hang up", 9.7),
    ("Could not save the image: ENOSPC: no space left on device, write", 21.3),
    ("Base image could not be decoded: unexpected end of file", 1.1),
)
"""Messages of failed runs, with the seconds after which they come."""

_LOST: Final = (
    ("A lighthouse keeper with a red beard, storm behind her window", "REALISTIC"),
    ("Ein Drache, der Tee trinkt, freundlich, Bilderbuch", "CARTOON"),
    ("雨の日の探偵、灰色のコート、セピア", "VINTAGE"),
    ("Robot gardener, two colours, as flat as possible", "MINIMALIST"),
    ("Una bruja joven que vende nubes en el mercado", "FANTASY"),
    ("Courier on a rooftop at 3 a.m., teal visor", "CYBERPUNK"),
    ("Космонавт-пенсионер с кактусом", "REALISTIC"),
    ("فتاة تقود قطارًا من ورق", "CARTOON"),
)
"""Prompts of characters that were deleted since; their runs stay."""

_LOST_RUNS: Final = 14
_RETRIED: Final = 32
_STUCK: Final = (("mira", _PROCESSING, 2.3), ("tomas", _PROCESSING, 5.8), ("hina", _PENDING, 9.1))
"""Runs that never ended: owner, state, days ago."""


@dataclass(frozen=True)
class Run:
    """One generation before it becomes a row."""

    owner: str
    character_id: str | None
    prompt: str
    style: str
    status: GenerationStatus
    started: datetime
    seconds: float
    error: str | None = None
    batch: int = 1


class Historian:
    """Writes the history of runs so that no account ever started more in a day than its quota allows."""

    def __init__(self, now: datetime, spans: dict[str, Span], rng: Random, ids: Identifiers) -> None:
        self._now = now
        self._spans = spans
        self._rng = rng
        self._ids = ids
        self._runs: list[Run] = []
        self._started: Counter[tuple[str, date]] = Counter()

    def write(self, cast: Sequence[Placed], variants: Sequence[MadeVariant]) -> list[Row]:
        """COUNT rows, oldest first. Raises ValueError where the cast gives no room for so many."""
        for placed in cast:
            self._character(placed)
        self._stuck_runs(cast)
        self._lost_runs()
        shuffled = list(variants)
        self._rng.shuffle(shuffled)
        for variant in shuffled[:_RETRIED]:
            self._failed_attempt(variant)
        today = self._todays_target()
        for variant in shuffled:
            if len(self._runs) + today >= COUNT:
                break
            self._variant(variant)
            today = self._todays_target()
        self._todays_runs(shuffled)
        if len(self._runs) != COUNT:
            raise ValueError(f"The history has {len(self._runs)} runs instead of {COUNT}")
        return [self._row(run) for run in sorted(self._runs, key=lambda run: (run.started, run.prompt))]

    def _todays_target(self) -> int:
        """How many runs of today are still to be written."""
        today = self._now.date()
        return sum(max(0, a.used_today - self._started[owner, today]) for owner, a in ACCOUNTS.items())

    def _add(self, run: Run) -> None:
        """Adds a run unless the quota of its day is spent, when the web application would have refused it."""
        day = run.started.date()
        account = ACCOUNTS[run.owner]
        limit = account.used_today if day == self._now.date() else account.quota
        if self._started[run.owner, day] < limit:
            self._started[run.owner, day] += 1
            self._runs.append(run)

    def _character(self, placed: Placed) -> None:
        person = placed.person
        seconds = self._rng.uniform(9, 48)
        run = Run(placed.owner, placed.id, person.prompt, person.style.value, person.status, placed.created, seconds)
        if person.status is _FAILED:
            run = self._failed(run)
        self._add(dataclasses.replace(run, batch=self._rng.choice((1, 1, 1, 2, 4))))

    def _variant(self, variant: MadeVariant) -> None:
        """The run that ended when the variant was written."""
        seconds = self._rng.uniform(6, 32)
        started = to_millisecond(variant.created - timedelta(seconds=seconds))
        self._add(self._run_of(variant, _COMPLETED, started, seconds))

    def _failed_attempt(self, variant: MadeVariant) -> None:
        started = to_millisecond(variant.created - timedelta(seconds=self._rng.uniform(90, 160)))
        if started >= variant.placed.created:
            self._add(self._failed(self._run_of(variant, _FAILED, started, 0)))

    def _stuck_runs(self, cast: Sequence[Placed]) -> None:
        for owner, status, days in _STUCK:
            started = to_millisecond(self._now - timedelta(days=days))
            placed = max((p for p in cast if p.owner == owner and p.created < started), key=lambda p: p.created)
            self._add(Run(owner, placed.id, placed.person.prompt, placed.person.style.value, status, started, 0))

    def _lost_runs(self) -> None:
        for index in range(_LOST_RUNS):
            prompt, style = _LOST[index % len(_LOST)]
            owner = self._rng.choice(("mira", "hina", "tomas", "layla"))
            span = self._spans[owner]
            started = span.between(span.start, self._rng.uniform(0.02, 0.9))
            run = Run(owner, None, prompt, style, _COMPLETED, started, self._rng.uniform(9, 60), batch=2)
            self._add(self._failed(run) if index % 3 == 0 else run)

    def _todays_runs(self, variants: Sequence[MadeVariant]) -> None:
        """Tops up what each account has used today; the latest of it is still running."""
        midnight = self._now.replace(hour=0, minute=0, second=0, microsecond=0)
        for owner, account in ACCOUNTS.items():
            missing = account.used_today - self._started[owner, self._now.date()]
            own = [variant for variant in variants if variant.placed.owner == owner]
            for index in range(missing):
                variant = own[index % len(own)]
                earliest = max(midnight, variant.placed.created, self._now - timedelta(hours=11))
                share = (index + self._rng.uniform(0.2, 0.8)) / missing
                started = to_millisecond(earliest + (self._now - earliest) * share)
                running = index == missing - 1 and owner != "arina"
                run = self._run_of(variant, _PROCESSING if running else _COMPLETED, started, self._rng.uniform(6, 32))
                if running:
                    recent = max(earliest, self._now - timedelta(seconds=25))
                    run = dataclasses.replace(run, started=to_millisecond(recent))
                elif index % 8 == 5:
                    run = self._failed(run)
                self._add(run)

    def _run_of(self, variant: MadeVariant, status: GenerationStatus, started: datetime, seconds: float) -> Run:
        placed = variant.placed
        prompt = str(variant.row["prompt"])
        return Run(placed.owner, placed.id, prompt, placed.person.style.value, status, started, seconds)

    def _failed(self, run: Run) -> Run:
        error, seconds = self._rng.choice(_ERRORS)
        return dataclasses.replace(run, status=_FAILED, error=error, seconds=seconds)

    def _row(self, run: Run) -> Row:
        ended = min(self._now, to_millisecond(run.started + timedelta(seconds=run.seconds)))
        return {
            "id": self._ids.cuid(run.started) if self._rng.random() < 0.7 else self._ids.uuid(run.started),
            "user_id": ACCOUNTS[run.owner].id,
            "character_id": run.character_id,
            "status": run.status.value,
            "batch_size": run.batch,
            "nano_banana_request_id": None if run.status is _PENDING else f"req_{self._rng.getrandbits(64):016x}",
            "prompt": run.prompt,
            "style_type": run.style,
            "error_message": run.error,
            "completed_at": ended if run.status is _COMPLETED else None,
            "created_at": run.started,
            "updated_at": ended if run.status in (_COMPLETED, _FAILED) else run.started,
        }

"""Ids in every form that real databases of the platform hold."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import cycle
from random import Random
from typing import Final

_BASE36: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


class Identifiers:
    """Makes ids, each once. Deterministic for a given source of chance."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._taken: set[str] = set()
        self._serial = 0
        self._forms = cycle(
            (self.timestamp, self.cuid, self.timestamp, self.cuid, self.uuid, self.timestamp, self.serial, self.cuid)
        )

    def character(self, created: datetime) -> str:
        """The four forms that characters have, in turn."""
        return next(self._forms)(created)

    def theme(self, created: datetime) -> str:
        return self._mostly("theme", created)

    def variant(self, created: datetime) -> str:
        return self._mostly("variant", created)

    def timestamp(self, created: datetime) -> str:
        """Milliseconds since 1970 as text: ``1759400000123``."""
        return self._once(lambda: str(_milliseconds(created) + self._rng.randrange(1000)))

    def cuid(self, created: datetime) -> str:
        """25 characters that begin with ``c`` and the time, as Prisma's cuid() gives them."""
        return self._once(lambda: f"c{_base36(_milliseconds(created))}{self._letters(16)}")

    def uuid(self, created: datetime) -> str:
        return self._once(lambda: str(uuid.UUID(int=self._rng.getrandbits(128), version=4)))

    def serial(self, created: datetime) -> str:
        """``char-001`` and on, as a script of the platform's team numbered its first imports."""
        self._serial += 1
        return self._once(lambda: f"char-{self._serial:03}")

    def prefixed(self, prefix: str, created: datetime) -> str:
        """``theme_<ms>_<8 hex>``."""
        return self._once(lambda: f"{prefix}_{_milliseconds(created)}_{self._rng.getrandbits(32):08x}")

    def _mostly(self, prefix: str, created: datetime) -> str:
        roll = self._rng.random()
        if roll < 0.85:
            return self.prefixed(prefix, created)
        return self.cuid(created) if roll < 0.95 else self.uuid(created)

    def _letters(self, count: int) -> str:
        return "".join(self._rng.choices(_BASE36, k=count))

    def _once(self, make: Callable[[], str]) -> str:
        while (made := make()) in self._taken:
            pass
        self._taken.add(made)
        return made


def _milliseconds(moment: datetime) -> int:
    return round(moment.replace(tzinfo=UTC).timestamp() * 1000)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _BASE36[digit] + digits
    return digits

"""The six users of the demo library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from charstudio.domain.vocabulary import SubscriptionTier


@dataclass(frozen=True)
class Account:
    """A user as written. Activity lies between ``first_days_ago`` and ``last_days_ago`` (0: in use until now)."""

    id: str
    email: str
    name: str | None
    auth0_id: str | None
    tier: SubscriptionTier
    quota: int
    first_days_ago: float
    last_days_ago: float
    used_today: int
    """Generations started on the day of the demo, 0 where the last reset lies further back."""
    avatar: str | None = None


ACCOUNTS: Final[Mapping[str, Account]] = {
    "mira": Account(
        "cmg2k8v4h0000s8l6q1w3mira",
        "mira.halvorsen@example.com",
        "Mira Halvorsen",
        "auth0|68d1f3a2b7c94e0012ab34c1",
        SubscriptionTier.PRO,
        100,
        41.4,
        0,
        17,
    ),
    "hina": Account(
        "7d0b6c1e-52a4-4c7e-9a64-0f6b1f0e8a21",
        "hina@example.com",
        "佐藤 陽菜",
        "auth0|68d1f9e07c1d2a0013bc45d2",
        SubscriptionTier.PREMIUM,
        20,
        40.2,
        0,
        16,
    ),
    "tomas": Account(
        "cmg3p1x9d0003s8l6h7btomas",
        "tomas.echeverria@example.com",
        "Tomás Echeverría",
        "auth0|68d20c44a90b3f0014cd56e3",
        SubscriptionTier.PRO,
        250,
        38.7,
        0,
        34,
    ),
    "layla": Account(
        "1758900000417",
        "layla.haddad@example.com",
        "ليلى حداد",
        "auth0|68d215b8d34e510015de67f4",
        SubscriptionTier.PREMIUM,
        20,
        36.5,
        3.4,
        0,
    ),
    "arina": Account(
        "user-005",
        "arina@example.com",
        "Арина Снегирёва",
        None,
        SubscriptionTier.FREE,
        3,
        41.1,
        0,
        3,
    ),
    "guest": Account(
        "cmg7t5r2k0011s8l6z9xguest",
        "k.mensah+studio@example.com",
        None,
        "auth0|68e5a1b2c3d4e50016ef7805",
        SubscriptionTier.FREE,
        3,
        30.3,
        11.2,
        0,
    ),
}
"""Key of the cast → user."""

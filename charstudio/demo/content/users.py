"""Rows of ``users``, with the counters that the history of runs comes to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from charstudio.demo.content.accounts import ACCOUNTS, Account
from charstudio.demo.content.characters import Row
from charstudio.demo.content.moments import Span


def user_rows(spans: dict[str, Span], generations: Sequence[Row]) -> list[Row]:
    """One row per account. ``daily_used`` is of the day of ``last_reset_date``, which may lie back: resets are lazy."""
    return [_row(account, spans[key], _starts(account, generations)) for key, account in ACCOUNTS.items()]


def _starts(account: Account, generations: Sequence[Row]) -> list[datetime]:
    times = (row["created_at"] for row in generations if row["user_id"] == account.id)
    return sorted(time for time in times if isinstance(time, datetime))


def _row(account: Account, span: Span, starts: list[datetime]) -> Row:
    last_day = [start for start in starts if start.date() == starts[-1].date()]
    return {
        "id": account.id,
        "email": account.email,
        "auth0_id": account.auth0_id,
        "name": account.name,
        "avatar": account.avatar,
        "subscription_tier": account.tier.value,
        "daily_quota": account.quota,
        "daily_used": len(last_day),
        "total_generated": len(starts),
        "last_reset_date": last_day[0],
        "created_at": span.start - timedelta(minutes=20),
        "updated_at": last_day[-1],
    }

"""Time zones by the name of a place, and the instant that a written date means."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class UnknownZone(ValueError):
    """There is no such time zone; the text says how zones are called."""


class NoInstant(ValueError):
    """A date and a time do not say when; the text says what is missing."""


def zone(place: str | None) -> tzinfo | None:
    """Find a place's time zone.

    Parameters
    ----------
    place : str or None
        As ``Europe/Berlin`` or ``UTC``.

    Returns
    -------
    tzinfo or None
        None where no place is given.

    Raises
    ------
    UnknownZone
        If there is none of that name.
    """
    if place is None:
        return None
    try:
        return ZoneInfo(place)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZone(
            f"there is no time zone {place[:40]!r}: zones are called as "
            "Europe/Berlin, America/New_York or UTC"
        ) from None


def instant(written: date, where: tzinfo | None, hour: time) -> datetime:
    """Find the instant that a written date means.

    Parameters
    ----------
    written : date or datetime
        A day; or a day and a time, with its offset from UTC or without.
    where : tzinfo or None
        The zone of what has no offset.
    hour : time
        Of a day without a time.

    Returns
    -------
    datetime
        In UTC, without zone, as nbgrader's gradebook keeps it.

    Raises
    ------
    NoInstant
        If there is neither offset nor zone, or the clocks of the zone jump over a time
        or show it twice. A day alone has a first and a last moment all the same.

    Examples
    --------
    >>> instant(date(2026, 10, 18), zone("Europe/Berlin"), time(23, 59, 59))
    datetime.datetime(2026, 10, 18, 21, 59, 59)
    """
    if alone := not isinstance(written, datetime):
        written = datetime.combine(written, hour)
    if written.tzinfo is not None:
        return _utc(written)
    if where is None:
        raise NoInstant("has no time zone")
    first, second = (_utc(written.replace(tzinfo=where, fold=fold)) for fold in (0, 1))
    if first == second:
        return first
    if alone and hour == time():  # where the clocks jump over it, the day begins later
        return first
    back = first.replace(tzinfo=UTC).astimezone(where).replace(tzinfo=None)
    if alone and back == written:  # of two last moments, the last
        return second
    how = "shows it twice" if back == written else "jumps over it"
    raise NoInstant(f"is no one instant: the clock of {where} {how} that day")


def shown_in(when: datetime | None, where: tzinfo | None) -> str:
    """Write an instant as it is in a zone, and say in which.

    Parameters
    ----------
    when : datetime or None
        In UTC, without zone.
    where : tzinfo or None
        The zone; UTC if there is none.

    Returns
    -------
    str
        To the minute.

    Examples
    --------
    >>> shown_in(datetime(2026, 10, 18, 16), None), shown_in(None, None)
    ('2026-10-18 16:00 UTC', 'no date')
    """
    if when is None:
        return "no date"
    there = when.replace(tzinfo=UTC).astimezone(where or UTC)
    return f"{there:%Y-%m-%d %H:%M} {there:%Z}"


def _utc(when: datetime) -> datetime:
    try:
        return when.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        raise NoInstant("lies outside the calendar") from None

# SPDX-License-Identifier: GPL-3.0-or-later
"""What the books must refuse: closes of years that are not ready, writing under a lock."""
from ledger import by_account, in_bilan

SUSPENSE = ("471", "472", "473", "58", "18", "890", "672", "772")


def waiting(books, place):
    """{account: cents} that must be nil before a year closes (PCG 1215-58, 1215-53): what waits for
    its place, and cash below nil."""
    held = by_account(books.closing(place))
    held.update(
        {
            account: cents
            for account, cents in by_account(books.moved(place)).items()
            if not in_bilan(account)
        }
    )
    return {
        account: cents
        for account, cents in held.items()
        if cents and (account.startswith(SUSPENSE) or account.startswith("53") and cents < 0)
    }


def may_close(books, place):
    """Without drafts, after the years before, opened as the year before ended, nothing waiting."""
    return (
        all(entry.posted for entry in books.of_year(place))
        and books.closed == place
        and not books.gap(place)
        and (place + 1 == len(books.years) or not books.gap(place + 1))
        and not waiting(books, place)
    )


def may_lock(books, day):
    """Forward only, and without drafts up to the day."""
    return (books.locked is None or day > books.locked) and all(
        entry.posted or entry.date > day for entry in books.entries
    )


def may_unlock(books, place):
    """Not a closed year, nor one before another of which a day is locked."""
    return place >= books.closed and books.locked <= books.years[place].last

"""Which backups are kept, whatever days they were made on, and names that say the moment and nothing else."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from safeguard_desktop.vault.backup_names import (
    DAILY,
    MONTHLY,
    WEEKLY,
    BackupName,
    kept,
    read_name,
    tag_of_vault,
)

MOMENTS = st.datetimes(
    datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)  # noqa: DTZ001  # bounds come without one
).map(lambda moment: moment.replace(microsecond=0))  # fmt: skip


@given(st.lists(MOMENTS, max_size=60))
def test_the_newest_is_never_dropped_and_no_more_are_kept_than_promised(made: list[datetime]) -> None:
    keep = kept(made)
    assert len(keep) <= DAILY + WEEKLY + MONTHLY == 24
    assert keep <= set(made)
    assert not made or max(made) in keep


@given(st.lists(MOMENTS, max_size=60))
def test_what_is_kept_stays_kept_until_something_newer_comes(made: list[datetime]) -> None:
    keep = kept(made)
    assert kept(keep) == keep


@given(MOMENTS, st.integers(1, 500))
def test_a_backup_each_day_reaches_back_as_far_as_promised(last: datetime, days: int) -> None:
    made = {
        last - timedelta(days=day)
        for day in range(days)
        if last - timedelta(days=day) > datetime.min.replace(tzinfo=UTC)
    }
    keep = kept(made)
    assert {last - timedelta(days=day) for day in range(min(days, DAILY))} <= keep
    assert len({moment.isocalendar()[:2] for moment in keep}) >= min(WEEKLY, len({m.isocalendar()[:2] for m in made}))
    assert len({(m.year, m.month) for m in keep}) == min(MONTHLY, len({(m.year, m.month) for m in made}))


def test_made_on_every_day_by_this_very_program() -> None:
    """Make one a day for three years, and throw away as the program does."""
    here: set[datetime] = set()
    for day in range(3 * 365):
        here = set(kept({*here, datetime(2026, 1, 1, 5, 12, tzinfo=UTC) + timedelta(days=day)}))
        assert len(here) <= DAILY + WEEKLY + MONTHLY
    assert len({(moment.year, moment.month) for moment in here}) == MONTHLY


@given(MOMENTS, st.uuids())
def test_names_come_back_and_others_are_none(moment: datetime, vault: object) -> None:
    name = BackupName(moment, tag_of_vault(str(vault)))
    assert read_name(str(name)) == name
    for other in (f"{name}.part", f"x{name}", str(name).upper(), str(name).replace("T", "t")):
        assert read_name(other) is None


def test_a_moment_that_there_is_not_is_no_name() -> None:
    assert read_name("backup-20261345T051200Z-00000000.age") is None
    assert (
        str(BackupName(datetime(2026, 11, 23, 5, 12, tzinfo=UTC), "1a2b3c4d")) == "backup-20261123T051200Z-1a2b3c4d.age"
    )

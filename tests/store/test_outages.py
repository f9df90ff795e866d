"""A server that is away, and that comes back."""

import pytest

from assessment.errors import StoreError
from assessment.store.database import open_database
from assessment.store.desk import utc_now
from assessment.store.faults import TemporaryError
from assessment.store.health import examine_database
from assessment.store.migrations.upgrade import newest_revision
from assessment.store.store import Store

from .cluster import Cluster
from .examples import LOCAL, begun, save


def test_a_server_that_was_away_is_used_again(server: Cluster, postgresql_url: str) -> None:
    """R13: meanwhile a save says so, plainly and without the password; then it is kept."""
    store = Store(open_database(postgresql_url), patience=0)
    attempt = begun(store)
    server.stop()
    with pytest.raises(TemporaryError, match=r"does not answer\. Check that") as caught:
        save(store, attempt.head.id, "seo", 3)
    server.start()
    assert server.password not in str(caught.value)
    assert store.attempt(LOCAL, attempt.head.id) == attempt
    save(store, attempt.head.id, "seo", 3)
    assert store.attempt(LOCAL, attempt.head.id).ratings == {"seo": 3}


def test_a_server_that_may_forget_is_refused(server: Cluster, postgresql_url: str) -> None:
    """S5: a server that answers before it has written is named, with what to set."""
    forgetful = f"{postgresql_url}%20-c%20synchronous_commit%3Doff"
    with pytest.raises(StoreError, match="Set synchronous_commit to on") as caught:
        open_database(forgetful, busy_timeout=0)
    found = [each.text for each in examine_database(forgetful, utc_now()) if each.wrong]
    assert found == [str(caught.value)]
    assert server.password not in found[0]


def test_a_sound_server_has_nothing_wrong(postgresql_url: str) -> None:
    """The doctor finds no fault, before the first start and after it, and names the revision."""
    (before,) = examine_database(postgresql_url, utc_now())
    open_database(postgresql_url).dispose()
    (after,) = examine_database(postgresql_url, utc_now())
    assert not before.wrong
    assert not after.wrong
    assert "is empty" in before.text
    assert f"has revision {newest_revision()}" in after.text

"""Several processes on one attempt, and processes that die."""

from pathlib import Path

import pytest

from .cluster import Cluster
from .recorder import can_overhear
from .trials import (
    killed_servers,
    killed_writers,
    power_cuts,
    races_with_submitting,
    two_pages,
)

overheard = pytest.mark.skipif(not can_overhear(), reason="Python has an SQLite of its own")

CUTS, SAVES_BEFORE_A_CUT = 30, 250


def test_two_processes_lose_and_overwrite_nothing(engine_url: str) -> None:
    """R4: every acknowledged save is in the log; none replaced an answer its page had not seen."""
    outcome = two_pages(engine_url, 150)
    assert (outcome.lost, outcome.wrong) == (0, [])


def test_a_killed_writer_loses_nothing_acknowledged(engine_url: str) -> None:
    """R1: killed at a random answer, a process leaves all it acknowledged, and a sound database."""
    outcome = killed_writers(engine_url, 20)
    assert (outcome.lost, outcome.wrong) == (0, [])


def test_nothing_is_added_after_submitting(engine_url: str) -> None:
    """R5: of a save and a submit at one moment, the save is in before or told it is too late."""
    outcome = races_with_submitting(engine_url, 50)
    assert (outcome.lost, outcome.wrong) == (0, [])
    assert outcome.runs == 50


@overheard
def test_a_power_cut_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """R1: whatever was not yet on the disk is gone or garbage, and no acknowledged answer is."""
    outcome = power_cuts(tmp_path, CUTS, SAVES_BEFORE_A_CUT)
    assert (outcome.lost, outcome.wrong) == (0, [])
    assert outcome.acknowledged > CUTS * SAVES_BEFORE_A_CUT / 4


@overheard
def test_the_model_of_a_power_cut_sees_a_loss(tmp_path: Path) -> None:
    """With the usual setting for WAL, which does not wait for the disk, answers are lost."""
    assert power_cuts(tmp_path, CUTS, SAVES_BEFORE_A_CUT, synchronous="NORMAL").lost > 0


def test_a_killed_backend_loses_nothing_acknowledged(server: Cluster, postgresql_url: str) -> None:
    """R2: when the process that saves for us is killed, the save goes on and lands once."""
    outcome = killed_servers(server, postgresql_url, 4, backend_only=True)
    assert (outcome.lost, outcome.wrong) == (0, [])


def test_a_killed_server_loses_nothing_acknowledged(server: Cluster, postgresql_url: str) -> None:
    """R2: a server killed and started again has it all, and the same store goes on by itself."""
    outcome = killed_servers(server, postgresql_url, 2, backend_only=False)
    assert (outcome.lost, outcome.wrong) == (0, [])

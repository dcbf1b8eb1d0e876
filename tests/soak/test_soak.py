"""The short forms of what `make soak` does for hours; each is run with a seed of its own."""

from pathlib import Path

from tests.soak import __main__, crowd, kills, monkey


def test_a_killed_program_loses_no_mark(tmp_path: Path) -> None:
    assert kills.live(tmp_path, seed=0, kills=20).total() == 20


def test_eight_at_a_time_lose_no_mark(tmp_path: Path) -> None:
    done = crowd.gather(tmp_path, seed=0, seconds=10)
    assert len(done) == 8
    assert all(done.values())


def test_a_monkey_breaks_nothing(tmp_path: Path) -> None:
    assert monkey.play(tmp_path, seed=0, keys=200)["keys"] >= 200


def test_every_module_with_a_main_is_a_part() -> None:
    assert set(__main__.parts()) == {"crowd", "damages", "kills", "monkey", "upgrade"}
    assert "numbers" not in __main__.parts()

"""Long work in turns: a few at a time, the others told how many are before them, and none waits for ever."""

import threading
from contextlib import ExitStack

import numpy as np
import pytest

from dsviz.content import label
from dsviz.saved.link import state_to_text
from dsviz.saved.state import State
from dsviz.ui.parts import turns
from dsviz.ui.parts.turns import Busy, Turns


def nobody(before):
    raise AssertionError(f"{before} were before it")


def test_as_many_as_are_allowed_need_not_wait():
    line = Turns(at_once=2)
    with line.turn(nobody), line.turn(nobody):
        pass
    with line.turn(nobody):
        pass


def test_the_next_is_told_how_many_are_before_and_comes_when_one_has_ended():
    line, told, done = Turns(at_once=2, patience=20), [], threading.Event()

    def third():
        with line.turn(told.append):
            done.set()

    with line.turn(nobody):
        with line.turn(nobody):
            thread = threading.Thread(target=third)
            thread.start()
            assert not done.wait(0.1)
        assert done.wait(10)
    thread.join(10)
    assert set(told) == {1}


def test_patience_ends_with_a_sentence_and_the_place_in_line_is_given_up():
    line = Turns(at_once=1, patience=0.05)
    with line.turn(nobody):
        with pytest.raises(Busy) as refused, line.turn(lambda before: None):
            pass
        assert str(refused.value) == (
            "a turn must come within 0.05 seconds; the server is at work for other readers, and before you "
            "in line there are 1"
        )
        assert len(line._line) == 1


def test_who_leaves_the_page_leaves_the_line():
    class Left(BaseException):
        pass

    def leave(before):
        raise Left

    line = Turns(at_once=1)
    with line.turn(nobody):
        with pytest.raises(Left), line.turn(leave):
            pass
        assert len(line._line) == 1


@pytest.fixture
def full(monkeypatch):
    """The server's line, with all turns taken."""
    line = Turns(at_once=2, patience=0.05)
    monkeypatch.setattr(turns, "TURNS", line)
    with ExitStack() as taken:
        for _ in range(2):
            taken.enter_context(line.turn(nobody))
        yield taken


def test_a_large_diagnosis_waits_its_turn_and_a_small_one_does_not(visit, full):
    small = visit("Check_my_work", how="paste", answer="1, 2, 3")
    assert not any(label("turns.again") == each.label for each in small.button)

    layer = State(np.arange(40.0 * 40).reshape(1, 40, 40), np.arange(49.0).reshape(1, 1, 7, 7))
    large = visit("Check_my_work", s=state_to_text(layer), example="own", how="paste", answer="1, 2, 3")
    assert not large.exception
    assert any(each.value.startswith("A turn must come within 0.05 seconds") for each in large.warning)
    full.close()
    large.button("turns-again").click().run()
    assert not any("A turn must come" in each.value for each in large.warning)


def test_a_film_is_made_in_turn_and_then_saved(visit, full):
    def saved(app):
        return [each.proto.label for each in app.get("download_button") if "-made" in each.proto.id]

    app = visit("Depthwise_convolution")
    app.button("takeaway-gif-0").click().run()
    assert not app.exception
    assert [each.value.partition(";")[0] for each in app.warning] == ["A turn must come within 0.05 seconds"]
    assert not any("Your turn comes by itself" in each.value for each in app.info)
    assert not saved(app)
    full.close()
    app.button("takeaway-gif-0").click().run()
    assert not app.exception
    assert not app.warning
    assert saved(app) == [label("downloads.film.save", name="depthwise-tensorflow.gif")]

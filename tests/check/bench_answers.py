"""How 51 wrong answers of students are answered: ``python tests/check/bench_answers.py``.

*helpful* counts the answers where what was done is named; *false* those where a name or a slip is told and
none of those told is what was done.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.check.field_answers import ANSWERS
from tests.check.test_field_answers import diagnosed, names


def measure() -> tuple[int, int]:
    """(helpful, false) of all answers."""
    helpful = false = 0
    for _, _, layer, typed, helps in ANSWERS:
        found = diagnosed(layer, typed)
        told = {*names(found), *(slip.id for slip in found.slips)}
        helpful += bool(helps & told) or (not helps and (found.is_right or found.given_maps == (0,)))
        false += bool(told) and not helps & told
    return helpful, false


if __name__ == "__main__":
    helpful, false = measure()
    print(f"{len(ANSWERS)} answers of students: {helpful} helpful, {false} with a false reason")

"""What the app costs, as a table with ratios: ``python -m tests.benchmarks``, or only the subjects named.

Every ratio compares two things measured in this one run, on this machine. Nothing here is a test.
"""

import argparse

from tests.benchmarks import classroom, course, faults, opening, others, readers, soak, stage
from tests.benchmarks.table import row

SUBJECTS = {
    "import": others.measure_import,
    "stage": stage.measure,
    "course": course.measure,
    "opening": opening.measure,
    "readers": readers.measure,
    "class": classroom.measure,
    "others": others.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="subject", help=f"any of {', '.join(SUBJECTS)}")
    parser.add_argument("--soak", action="store_true", help="only this: 2,000 sessions, then idle minutes")
    parser.add_argument(
        "--idle", type=float, default=10.0, metavar="MINUTES", help="idle minutes of the soak"
    )
    parser.add_argument(
        "--faults", type=float, metavar="MINUTES", help="only this: faults for so many minutes, an hour say"
    )
    chosen = parser.parse_args()
    if unknown := set(chosen.subjects) - set(SUBJECTS):
        parser.error(f"subjects are {', '.join(SUBJECTS)}; got {', '.join(sorted(unknown))}")
    row("what", "measured", "wanted")
    if chosen.faults:
        faults.measure(chosen.faults)
        return
    if chosen.soak:
        soak.measure(chosen.idle)
        return
    for subject in chosen.subjects or SUBJECTS:
        SUBJECTS[subject]()


if __name__ == "__main__":
    main()

"""What every test shares: a speed belongs in a benchmark, so no property has a deadline."""

import os

from hypothesis import settings

# Tests run two at a time, and torch's threads of both would wait for each other at every small layer:
# one of the examples takes 10 µs with one thread, 40 µs with two. Read when torch is loaded.
os.environ.setdefault("OMP_NUM_THREADS", "1")

settings.register_profile("dsviz", deadline=None)
settings.load_profile("dsviz")

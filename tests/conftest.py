"""What every test shares: a speed belongs in a benchmark, so no property has a deadline."""

from hypothesis import settings

settings.register_profile("dsviz", deadline=None)
settings.load_profile("dsviz")

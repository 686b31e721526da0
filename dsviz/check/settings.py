"""The mistakes with a layer's settings, one kind each."""

SETTINGS = {
    "padding": ("padding-forgotten", "padding-added"),
    "stride": ("stride-ignored", "another-stride"),
    "dilation": ("dilation-ignored", "another-dilation"),
}
OF_SETTINGS = frozenset(name for names in SETTINGS.values() for name in names)

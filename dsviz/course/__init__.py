"""The lessons as plain pages: what the app and the published files say alike, and the files themselves."""

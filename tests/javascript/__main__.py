"""``python -m tests.javascript``: types, lint, unit tests and bundles of what runs in the browser."""

import json

from tests.javascript.layers import FILE, written
from tests.javascript.node import install, npm

CHECKS = ("check", "lint", "test", "bundles")


def main() -> None:
    install()
    FILE.write_text(json.dumps(written()), encoding="utf-8")
    for check in CHECKS:
        code = npm("run", "--silent", check)
        if code:
            raise SystemExit(code)


if __name__ == "__main__":
    main()

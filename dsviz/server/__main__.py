"""``python -m dsviz.server``: the `dsviz` command, for an environment that has what it needs."""

from dsviz.server.command import main

if __name__ == "__main__":
    main()

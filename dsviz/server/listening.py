"""The socket the app listens on: one that does not hold small answers back."""

from __future__ import annotations

import errno
import socket

from streamlit import config
from streamlit.web.server.starlette import starlette_server

_bind = starlette_server._bind_socket


def listen_without_delay() -> None:
    """Have Streamlit listen through `bind`, from now on.

    Streamlit makes its socket without naming the protocol. asyncio turns Nagle's algorithm off only where
    TCP is named, so that an answer's second packet waits for the acknowledgement of its first: 40 ms a file.
    """
    starlette_server._bind_socket = bind


def bind(address: str, port: int, backlog: int) -> socket.socket:
    """Bind Streamlit's socket to a port, and name its protocol.

    Raises
    ------
    SystemExit
        If the reader chose the port and another program has it. A port nobody chose may be taken:
        Streamlit then tries the next one.
    """
    try:
        bound = _bind(address, port, backlog)
    except OSError as error:
        if error.errno == errno.EADDRINUSE and config.is_manually_set("server.port"):
            raise SystemExit(
                f"Port {port} is taken by another program; choose another one, "
                f"for example: dsviz --port {port + 1}"
            ) from error
        raise
    return socket.socket(bound.family, bound.type, socket.IPPROTO_TCP, fileno=bound.detach())

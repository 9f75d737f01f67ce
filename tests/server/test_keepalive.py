"""Long connections whose client vanishes."""

import socket

from zhuisu.server.keepalive import keep_alive


def is_kept(connection: socket.socket) -> bool:
    return connection.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1


def test_the_connection_of_a_client_is_probed_and_no_other() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        socket.create_connection(listening.getsockname()) as near,
        listening.accept()[0] as accepted,
        socket.create_connection(listening.getsockname()) as other,
        listening.accept()[0] as another,
    ):
        accepted.setblocking(False)
        keep_alive(*near.getsockname())
        assert is_kept(accepted)
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 30
        assert accepted.getblocking() is False
        assert not any(map(is_kept, (near, other, another)))
        near.sendall(b"still there")
        accepted.setblocking(True)
        assert accepted.recv(20) == b"still there"


def test_a_client_that_is_not_there_is_none() -> None:
    keep_alive("192.0.2.1", 1)

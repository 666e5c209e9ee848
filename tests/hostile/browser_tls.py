"""A server on loopback that asks its visitors for a certificate."""

import contextlib
import datetime as dt
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.hostile.net_server import head, html, listening


@contextlib.contextmanager
def asking_for_certificate(folder: Path, demands: bool) -> Iterator[int]:
    """Its port. `demands`: nobody is served without one."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    file = _certificate(folder)
    context.load_cert_chain(file)
    context.load_verify_locations(file)
    context.verify_mode = ssl.CERT_REQUIRED if demands else ssl.CERT_OPTIONAL

    def serve(line: socket.socket) -> None:
        with contextlib.suppress(OSError, ssl.SSLError), line:
            line.settimeout(5)
            with context.wrap_socket(line, server_side=True) as inner:
                inner.recv(65_536)
                body = html("/", "<p>served without a certificate</p>")
                inner.sendall(head(200, "Content-Type: text/html", f"Content-Length: {len(body)}") + body)

    with listening(serve, "127.0.0.1") as port:
        yield port


def _certificate(folder: Path) -> Path:
    """A file with a key and a certificate that it signed itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "site.test")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    signed = made.not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1)).sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / "certificate.pem"
    file.write_bytes(secret + signed.public_bytes(pem))
    return file

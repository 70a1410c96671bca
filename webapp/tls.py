"""A self-signed certificate for use in a home network: browsers give a webcam only to pages over HTTPS."""

import ipaddress
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from webapp.storage.files import write_atomically

LASTS = timedelta(days=397)  # browsers refuse certificates that last longer
RENEWED_BEFORE = timedelta(days=30)


def certificate(data: Path, host: str) -> tuple[Path, Path]:
    """Return the paths of certificate and key, made where they are missing, about to expire or for other names."""
    cert, key = data / "tls" / "cert.pem", data / "tls" / "key.pem"
    names = machine_names(host)
    if not (key.exists() and cert.exists() and _is_good(cert.read_bytes(), names)):
        cert_pem, key_pem = make(names)
        write_atomically(key, key_pem)
        write_atomically(cert, cert_pem)
    return cert, key


def machine_names(host: str) -> list[str]:
    """Return the names and addresses under which this machine may be asked for, `host` first unless it means all."""
    name = socket.gethostname()
    wanted = [] if host in ("", "0.0.0.0", "::") else [host]  # noqa: S104 — compared, not bound
    found = [*wanted, name, f"{name}.local", "localhost", "127.0.0.1", "::1", *_addresses(name)]
    return list(dict.fromkeys(found))


def make(names: list[str]) -> tuple[bytes, bytes]:
    """Return certificate and key as PEM. The key is on curve P-256; the names stand in subjectAltName."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Familiar")])
    start = datetime.now(UTC) - timedelta(hours=1)  # clocks differ a little
    builder = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number(), start, start + LASTS)
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    )
    signed = builder.sign(key, hashes.SHA256())
    key_pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return signed.public_bytes(serialization.Encoding.PEM), key_pem


def _is_good(pem: bytes, names: list[str]) -> bool:
    try:
        known = x509.load_pem_x509_certificate(pem)
        covered = known.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (ValueError, x509.ExtensionNotFound):
        return False
    lasts = known.not_valid_after_utc - datetime.now(UTC) > RENEWED_BEFORE
    return lasts and all(_general(name) in covered for name in names)


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _addresses(name: str) -> list[str]:
    """Return this machine's addresses: those of its name, and the one from which it reaches other networks."""
    try:
        found = [str(info[4][0]).split("%")[0] for info in socket.getaddrinfo(name, None)]
    except OSError:
        found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; the address is one reserved for documents
            found.append(str(probe.getsockname()[0]))
        except OSError:
            pass  # no network: nothing to add
    return sorted(set(found))

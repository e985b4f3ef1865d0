"""Locks a PDF that is saved, so that only the passphrase opens it."""

import io

from pikepdf import Encryption, Pdf


def lock_pdf(data: bytes, passphrase: str) -> bytes:
    """Return the PDF encrypted with AES-256 (revision 6); whoever has the passphrase may read, print and copy it."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=Encryption(user=passphrase, owner=passphrase, R=6))
    return out.getvalue()

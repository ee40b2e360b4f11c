"""Which kind of file it is: what it is called and what its first bytes say have to agree."""

from enum import StrEnum, auto

from app.imports.reading.limits import Unreadable

ZIP, PDF, OLE = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
FIRST = 1024  # bytes within which a PDF says that it is one
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


class Kind(StrEnum):
    docx = auto()
    pdf = auto()
    txt = auto()
    md = auto()


MEDIA_TYPES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Kind.docx,
    "application/pdf": Kind.pdf,
    "text/plain": Kind.txt,
    "text/markdown": Kind.md,
}


def agreed(said: Kind, content: bytes) -> Kind:
    """The kind that was said, if the content is of it. Raises Unreadable."""
    if not content.strip():
        raise Unreadable("empty-file")
    if content.startswith(OLE):
        raise Unreadable("encrypted-file" if ENCRYPTED_PACKAGE in content else "unknown-file-kind")
    looks = {Kind.docx: content.startswith(ZIP), Kind.pdf: PDF in content[:FIRST]}
    if not looks.get(said, not any(looks.values()) and not content.startswith(PROGRAMS)):
        raise Unreadable("unknown-file-kind")
    return said

"""Why a file cannot be read, said to whoever sent it."""

from types import MappingProxyType

from app.errors import Problem


class UnknownFileKind(Problem):
    """Not docx, pdf, txt or md, or its content is of another kind than its name."""

    status = 415
    code = "unknown-file-kind"


class EmptyFile(Problem):
    status = 422
    code = "empty-file"


class EncryptedFile(Problem):
    status = 422
    code = "encrypted-file"


class FileWithMacros(Problem):
    status = 422
    code = "file-with-macros"


class FileWithDtd(Problem):
    """Its XML has a document type declaration, which no word processor writes."""

    status = 422
    code = "file-with-dtd"


class NoTextInFile(Problem):
    """A scan, or nothing but pictures."""

    status = 422
    code = "no-text-in-file"


class FileTooHeavy(Problem):
    """It takes more to read than it may; `limit` says of what."""

    status = 422
    code = "file-too-heavy"


class BrokenFile(Problem):
    status = 422
    code = "broken-file"


class NoteNotUnderstood(Problem):
    """Our fault, and in the log: the text was read and nothing could be made of it."""

    status = 422
    code = "note-not-understood"


class ImportsBusy(Problem):
    """As many files as can be are being read."""

    status = 429
    code = "imports-busy"
    headers = MappingProxyType({"Retry-After": "5"})


OF_READING: dict[str, type[Problem]] = {
    problem.code: problem
    for problem in (
        UnknownFileKind,
        EmptyFile,
        EncryptedFile,
        FileWithMacros,
        FileWithDtd,
        NoTextInFile,
        BrokenFile,
    )
}

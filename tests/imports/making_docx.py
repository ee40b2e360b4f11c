"""A docx as Word writes it, no larger than a test needs: `docx(p("Ett"), item("Två"), table(["a", "b"]))`."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/><w:basedOn w:val="Rubrik1"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik3"><w:name w:val="heading 3"/><w:basedOn w:val="Rubrik1"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik4"><w:name w:val="heading 4"/><w:basedOn w:val="Rubrik1"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="character" w:styleId="Struken"><w:name w:val="Struken"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="StrukenIgen"><w:name w:val="Struken igen"/><w:basedOn w:val="Struken"/></w:style>
<w:style w:type="paragraph" w:styleId="StruketStycke"><w:name w:val="Struket"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Fet"><w:name w:val="Fet"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"""
LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
LISTS = [
    LEVEL.format(0, 1, "decimal", "%1.") + LEVEL.format(1, 1, "decimal", "%1.%2"),
    "".join(LEVEL.format(depth, 1, "bullet", mark) for depth, mark in enumerate("xox")),
    LEVEL.format(0, 3, "lowerLetter", "%1)"),
]
ABSTRACT = "".join(
    f'<w:abstractNum w:abstractNumId="{id}">{levels}</w:abstractNum>' for id, levels in enumerate(LISTS)
)
NUM = '<w:num w:numId="{}"><w:abstractNumId w:val="{}"/>{}</w:num>'
AGAIN = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
NUMS = "".join(NUM.format(id, id - 1, "") for id in (1, 2, 3)) + NUM.format(4, 0, AGAIN)
NUMBERING = f"<w:numbering {W}>{ABSTRACT}{NUMS}</w:numbering>"
NUMBERED, BULLETED, LETTERED, ANEW = 1, 2, 3, 4


def run(text: str, properties: str = "") -> str:
    """Words; a tab is one."""
    parts = [f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t")]
    return f"<w:r><w:rPr>{properties}</w:rPr>{'<w:tab/>'.join(parts)}</w:r>"


def struck(text: str) -> str:
    return run(text, "<w:strike/>")


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of text, or of runs that are already made."""
    made = [one if one.startswith("<") else run(one) for one in runs]
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(made)}</w:p>"


def heading(text: str, level: int = 1, list_id: int | None = None) -> str:
    return p(text, properties=f'<w:pStyle w:val="Rubrik{level}"/>' + (_in(list_id, 0) if list_id else ""))


def item(text: str, list_id: int = BULLETED, depth: int = 0) -> str:
    return p(text, properties=_in(list_id, depth))


def _in(list_id: int, depth: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'


def table(*rows: list[str]) -> str:
    """Each cell a text, or paragraphs that are already made."""
    cells = [
        ["<w:tc>" + (cell if cell.startswith("<") else p(cell)) + "</w:tc>" for cell in row] for row in rows
    ]
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in cells) + "</w:tbl>"


def docx(
    *blocks: str,
    header: str | None = None,
    more: dict[str, bytes] | None = None,
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """The file. `more`: further parts, or others in place of these."""
    kinds = {"styles": STYLES, "numbering": NUMBERING} | ({"header1": header_part(header)} if header else {})
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>' if header else ""
    parts = {
        "[Content_Types].xml": _types(MAIN),
        "word/document.xml": f"<w:document {W} {R}><w:body>{''.join(blocks)}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(kinds),
        **{f"word/{name}.xml": part for name, part in kinds.items()},
    }
    return zipped({**{name: part.encode() for name, part in parts.items()}, **(more or {})}, method)


def header_part(text: str) -> str:
    return f"<w:hdr {W}>{p(text)}{p('1')}</w:hdr>"


def _types(main: str) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )


def _relations(kinds: dict[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{name.rstrip("1")}" Target="{name}.xml"/>'
        for name in kinds
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{told}</Relationships>'


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return made.getvalue()


def with_macros() -> bytes:
    """A docm that is called docx."""
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return docx(
        p("Hej"), more={"[Content_Types].xml": _types(kind).encode(), "word/vbaProject.bin": b"\xd0\xcf"}
    )

"""Reports as mail servers write them."""

REPORT = """\
From: MAILER-DAEMON@mx.example.org
To: studs@example.org
Subject: Undelivered Mail Returned to Sender
Message-ID: <{report_id}>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_x"

--=_x
Content-Type: text/plain; charset=us-ascii

I am sorry.

--=_x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Mon, 2 Mar 2026 09:00:00 +0000

Original-Recipient: rfc822; {address}
Final-Recipient: rfc822; forwarded@elsewhere.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnostic}

--=_x
Content-Type: {returned}

From: Arbetsgruppen <nasta@example.org>
Message-ID: {original_id}
Subject: =?utf-8?q?Inf=C3=B6r_m=C3=B6tet?=

--=_x--
"""


def report(original_id: str, address: str, **said: str) -> bytes:
    """One address that failed for good, unless said."""
    told = {
        "report_id": "report-1@mx.example.org",
        "action": "failed",
        "status": "5.1.1",
        "diagnostic": "550 5.1.1 No such user",
        "returned": "text/rfc822-headers",
    }
    return REPORT.format(original_id=original_id, address=address, **(told | said)).encode()

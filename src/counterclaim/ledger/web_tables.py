"""Tables of what was fetched and watched, kept in the ledger's file beside the claims.

Unlike the ledger's own tables, whose rows never change, these hold where the work stands. They are
made when first needed, so that a ledger without them is as good as one with them.
"""

from sqlalchemy import Column, Integer, MetaData, Table, Text

STATE = MetaData()

CAPTURE = Table(
    "capture",
    STATE,
    Column("document_id", Text, primary_key=True),
    Column("address", Text, primary_key=True, comment="as asked for"),
    Column("digest", Text, primary_key=True, comment="SHA-256 of the body as unpacked"),
    Column("answered_by", Text, nullable=False, comment="address after redirects"),
    Column("media_type", Text, nullable=False),
    Column("encoding", Text),
    Column(
        "file", Text, nullable=False, comment="WARC file below the folder of captures, or empty"
    ),
    Column("fetched_at", Text, nullable=False, comment="ISO 8601 with zone"),
)

PAGE = Table(
    "page",
    STATE,
    Column("address", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("document_id", Text, nullable=False, comment="what was last read there, or empty"),
    Column("next_at", Text, comment="when to look again; null for never"),
    Column("looks", Integer, nullable=False, comment="how often it was looked at"),
)

FEED = Table(
    "feed",
    STATE,
    Column("address", Text, primary_key=True),
    Column("next_at", Text, nullable=False),
    Column("failures", Integer, nullable=False, comment="in a row"),
)

ENTRY = Table(
    "entry",
    STATE,
    Column("feed", Text, primary_key=True),
    Column("key", Text, primary_key=True, comment="the feed's own id, else the address"),
    Column("version", Text, nullable=False, comment="what the feed says of its last change"),
    Column("address", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("published", Text),
    Column("content", Text, comment="the words themselves, where the feed gives no address"),
    Column("state", Text, nullable=False, index=True, comment="waiting, read, failed"),
    Column("tries", Integer, nullable=False),
    Column("next_at", Text, nullable=False),
)

BODY = Table(
    "body",
    STATE,
    Column("digest", Text, primary_key=True, comment="SHA-256 of the words below the title"),
    Column("document_id", Text, nullable=False, comment="the first report with these words"),
)

PENDING = Table("pending", STATE, Column("document_id", Text, primary_key=True))
"""Reports that are kept and not yet set against the others."""

CHANGE = Table(
    "change",
    STATE,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("body", Text, nullable=False, comment="JSON, as told"),
)

TOLD = Table(
    "told",
    STATE,
    Column("sink", Text, primary_key=True),
    Column("seq", Integer, nullable=False, comment="the last change told there"),
)

PROGRESS = Table(
    "progress",
    STATE,
    Column("archive", Text, primary_key=True),
    Column("position", Text, nullable=False, comment="JSON list"),
)

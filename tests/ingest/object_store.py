"""A store of objects on loopback that speaks as much of S3 as reading needs."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from local_server import LocalServer, QuietHandler

__all__ = ["ObjectStore"]

_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"


class ObjectStore(LocalServer):
    """Serves objects by bucket and key.

    Args:
        objects: ``bucket/key`` to bytes.
    """

    def __init__(self, objects: Mapping[str, bytes]) -> None:
        super().__init__(_handler(objects))

    def uri(self, path: str) -> str:
        """The URI of a bucket, folder or object, with keys and where the store is."""
        where = f"endpoint_override=127.0.0.1:{self.port}"
        return f"s3://key:secret@{path}?scheme=http&region=here&{where}"


def _listing(bucket: str, prefix: str, delimiter: str, objects: Mapping[str, bytes]) -> bytes:
    keys = {name.partition("/")[2]: data for name, data in objects.items() if name.startswith(f"{bucket}/")}
    found = {key: len(data) for key, data in sorted(keys.items()) if key.startswith(prefix)}
    folders = set()
    if delimiter:
        for key in list(found):
            head, there, _ = key[len(prefix) :].partition(delimiter)
            if there:
                folders.add(prefix + head + delimiter)
                del found[key]
    contents = "".join(
        f"<Contents><Key>{escape(key)}</Key><Size>{size}</Size>"
        '<LastModified>2024-01-01T00:00:00.000Z</LastModified><ETag>"0"</ETag></Contents>'
        for key, size in found.items()
    )
    common = "".join(
        f"<CommonPrefixes><Prefix>{escape(folder)}</Prefix></CommonPrefixes>" for folder in sorted(folders)
    )
    return (
        f'<?xml version="1.0"?><ListBucketResult xmlns="{_NAMESPACE}"><Name>{bucket}</Name>'
        f"<Prefix>{escape(prefix)}</Prefix><KeyCount>{len(found) + len(folders)}</KeyCount>"
        f"<IsTruncated>false</IsTruncated>{contents}{common}</ListBucketResult>"
    ).encode()


def _handler(objects: Mapping[str, bytes]) -> type[QuietHandler]:
    class Handler(QuietHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # noqa: N802  # the name that http.server calls
            parts = urlsplit(self.path)
            name, query = unquote(parts.path).strip("/"), parse_qs(parts.query)
            if "list-type" in query:
                prefix, delimiter = query.get("prefix", [""])[0], query.get("delimiter", [""])[0]
                self._send(200, _listing(name, prefix, delimiter, objects))
            elif name in objects:
                self._send_part(objects[name])
            elif name in {key.partition("/")[0] for key in objects}:
                self._send(200, b"")
            else:
                self._send(404, b"")

        do_HEAD = do_GET  # noqa: N815  # the name that http.server calls

        def _send_part(self, data: bytes) -> None:
            wanted = self.headers.get("Range")
            if wanted is None:
                self._send(200, data)
                return
            first, _, last = wanted.removeprefix("bytes=").partition("-")
            part = data[int(first) : int(last or len(data)) + 1]
            where = f"bytes {first}-{int(first) + len(part) - 1}/{len(data)}"
            self._send(206, part, {"Content-Range": where})

        def _send(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
            self.send_response(status)
            stated = {"Content-Length": str(len(body)), "Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT"}
            for name, value in (stated | dict(headers or {})).items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

    return Handler

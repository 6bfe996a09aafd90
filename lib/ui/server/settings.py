"""What whoever runs the server may say of it: environment variables, read once and checked before
the first reader."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from lib.errors import BadSetting

ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d+)?", re.IGNORECASE)
CONTACT = re.compile(r"(mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\+?[\d-]+)")
SHORTEST_TOKEN = 16  # characters


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The deployment's choices.

    Attributes
    ----------
    embedders
        Origins of web pages that may show the dashboard in a frame, beside its own.
    trusted_proxies
        Addresses or networks, with commas, whose word on where a reader comes from is believed.
    metrics_token
        What a collector of metrics has to know; "" keeps them closed.
    contact
        Where to report a weakness, as an address of mail, web or telephone; "" where none is named.
    """

    embedders: tuple[str, ...] = ()
    trusted_proxies: str = ""
    metrics_token: str = ""
    contact: str = ""

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """Raises BadSetting, by the variable's name, for what cannot be used."""
        embedders = tuple(environment.get("EMBED_ALLOWED", "").split())
        for origin in embedders:
            if not ORIGIN.fullmatch(origin):
                raise BadSetting(
                    f"EMBED_ALLOWED: {origin!r} is not one web address such as"
                    " https://www.example.gov.uk (no path, no *). Name each by itself, with spaces"
                    " between."
                )
        token = environment.get("METRICS_TOKEN", "")
        if 0 < len(token) < SHORTEST_TOKEN:
            raise BadSetting(
                f"METRICS_TOKEN has fewer than {SHORTEST_TOKEN} characters, so it can be guessed."
                " `openssl rand -hex 24` makes one; leave it out to keep the metrics closed."
            )
        contact = environment.get("SECURITY_CONTACT", "")
        if contact and not CONTACT.fullmatch(contact):
            raise BadSetting(
                f"SECURITY_CONTACT: {contact!r} is not an address that starts with mailto:,"
                " https:// or tel:."
            )
        return cls(
            embedders=embedders,
            trusted_proxies=environment.get("FORWARDED_ALLOW_IPS", ""),
            metrics_token=token,
            contact=contact,
        )

"""Levers and assumptions of the way from referral to treatment (the Waits page)."""

from lib.catalogue.settings import Assumption, Setting

LEVERS: tuple[Setting, ...] = ()
ASSUMED: tuple[Assumption, ...] = ()

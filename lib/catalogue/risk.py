"""Levers and assumptions of offers to groups of children at greatest risk."""

from lib.catalogue.settings import Assumption, Setting

LEVERS: tuple[Setting, ...] = ()
ASSUMED: tuple[Assumption, ...] = ()

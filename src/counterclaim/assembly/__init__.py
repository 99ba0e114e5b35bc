"""Mentions in, claims out: each figure with what is counted, its measure, source, place and time."""

from counterclaim.assembly.assemble import assemble
from counterclaim.assembly.linker import Linker, default_linker
from counterclaim.assembly.scene import Marks, Scene

__all__ = ["Linker", "Marks", "Scene", "assemble", "default_linker"]

"""What makes a module a screen."""

from dataclasses import dataclass

from fastapi import APIRouter


@dataclass(frozen=True, slots=True)
class Screen:
    """A router and, for a screen of the navigation, its English title and its address."""

    router: APIRouter
    title: str = ""
    path: str = ""

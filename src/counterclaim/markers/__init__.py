"""Markers lay typed mentions on a document; each reads the hits and mentions laid before it."""

"""Drivers run the pipeline over many captures and put clock and versions onto what it found.

Nothing is imported here: ``local`` alone, which worker processes load, needs no database.
"""

"""Counterclaim keeps a ledger of the figures that news reports assert.

The house has floors, and imports run down only::

    cli                                       the door for people
    api                                       the few functions a Python user needs
    drivers                                   run the pipeline over many captures
    pipeline                                  extract_claims: the order of work, written once
    captures readers markers assembly ledger reconcile exporters
    languages                                 packs (data) and their checks
    vocabulary                                measures, units, outlets, places (data)
    model                                     frozen types, standard library only
"""

__version__ = "0.1.0"

"""Whether a cited page holds a figure, and as the table says it.

Below the drivers: pages come in as captures and tables as lines. What is held to be agreement stands
in docs/verifying.md.
"""

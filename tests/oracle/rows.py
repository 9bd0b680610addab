"""What the scripts here share: rows of a table beside them, as `tests/oracle.rs` reads it.

The scripts are run by hand, where a table is to be made again: `python tests/oracle/NAME.py` writes the table that it
names. The programs that were asked, with their versions, are in the last column of each row.
"""

import csv
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent


def tool(name):
    """A distribution and the version of it that is asked."""
    return f"{name} {version(name)}"


def write(table, columns, rows):
    """Rows of (cells of the case, value, source); to be met to 1e-9 of the value, or to 1e-13 where it is 0."""
    with open(HERE / table, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow([*columns, "value", "tolerance", "source"])
        for case, value, source in rows:
            value = float(value)
            out.writerow([*case, repr(value), f"{abs(value) * 1e-9 or 1e-13:.3g}", source])

"""All errors that onrecord raises on purpose.

OnRecordError
├── BadInput      the input cannot be read: binary, empty, too large, another language
├── BadData       a knowledge file that ships with the package, or one of the user's, is malformed
├── BadModel      the weights are missing, damaged or of another version
└── LedgerBusy    another process holds the ledger, or it is damaged

Every message says what was found, what was expected and what to do.
"""


class OnRecordError(Exception):
    """The root of the tree."""


class BadInput(OnRecordError):
    """An input that cannot be read; becomes a `Skipped` row."""


class BadData(OnRecordError):
    """A knowledge file that is malformed."""


class BadModel(OnRecordError):
    """Weights that are missing, damaged or of another version."""


class LedgerBusy(OnRecordError):
    """A ledger that another process holds, or that is damaged."""

"""onrecord reads news reports into a ledger of attributed events."""

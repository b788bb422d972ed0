"""Stage 7: Events, Statements -> Dispute."""

from onrecord.disputes.match import match

__all__ = ["match"]

"""Stage 7: Events, Statements -> Dispute."""

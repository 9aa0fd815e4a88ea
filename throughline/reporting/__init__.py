"""Reports that come out of the records, as at a chosen day."""

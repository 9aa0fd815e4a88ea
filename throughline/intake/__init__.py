"""A document that was read becomes a proposal, and a proposal, once a person has settled it, becomes records."""

"""Pure rules of days, words and refusals that every other room may use."""

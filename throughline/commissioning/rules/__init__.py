"""Lists, states and arithmetic of a commission. Pure."""

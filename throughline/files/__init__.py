"""Open documents safely: what comes in is a file, what goes out is its parts, or a numbered refusal."""

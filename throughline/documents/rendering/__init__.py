"""Turn a plain value and a versioned template into a PDF or a Word file, and look a PDF's structure over."""

"""Many agencies, one timeline: what each sent is read, checked, put in one order, and held against the others."""

"""What the pages of assurance show: each a sheet, with every choice made."""

HOME = (("Your work", "/"),)
OVERVIEW = ("Assurance", "/assurance/")
TRAIL = (*HOME, OVERVIEW)

"""The family of a case: who is tied to whom, who lived where according to whom, as a picture and in words."""

"""The states of a national ask, and of advice that comes from a national review or report. Pure."""

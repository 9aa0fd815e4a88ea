"""Roles in words, who may see what and why, signing in, and step-up for grave acts."""

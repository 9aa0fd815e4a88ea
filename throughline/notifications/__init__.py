"""A serious incident, whether it is notifiable, who was told and when, and whether every child is safe now."""

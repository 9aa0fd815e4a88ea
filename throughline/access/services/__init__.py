"""What can be done about people's access. Each is one act: all or nothing, and an event."""

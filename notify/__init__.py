"""The door by which messages leave: the notification library has its home here."""

"""What the instructor's command can do, each in a function of its own."""

"""The program: a command line and a Discord bot over the passage index."""

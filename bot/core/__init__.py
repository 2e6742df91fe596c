"""Everything that a question needs and Discord does not. `bot.core.app` puts it together."""

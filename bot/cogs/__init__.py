"""What the bot does in Discord, one feature a file, found by walking this package.

A cog translates Discord to a call of `bot.core` and back; each module has ``setup(bot)``.
"""

"""The passage index: articles in, ranked passages out. Usable without the bot.

The write path is `index.indexer`, the read path `index.searcher`; what passes between the modules
is in `index.model`.
"""

"""From files, folders and standard input to articles: what cannot be read is named, the rest goes on."""

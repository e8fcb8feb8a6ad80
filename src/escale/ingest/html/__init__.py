"""From the bytes of a web page to what an article is made of: text, title, outlet, address, dates."""

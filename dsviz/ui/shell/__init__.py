"""What every page stands in: sidebar, words, link, engine, and what a server does before its first reader."""

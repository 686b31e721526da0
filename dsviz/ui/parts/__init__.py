"""What several pages show: the stage, charts, tables, results, downloads, measurements."""

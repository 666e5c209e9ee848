"""What lasts: snapshot folders (the raw answers of a crawl) and the database of runs, findings and evidence."""

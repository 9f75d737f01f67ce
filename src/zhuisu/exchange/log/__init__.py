"""The public log over HTTP: checkpoint, tiles, entries, keys (C2SP tlog-tiles); and a witness of others."""

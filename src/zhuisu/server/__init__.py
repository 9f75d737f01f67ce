"""Server: what turns the layers below into running processes: settings, web, command line, database."""

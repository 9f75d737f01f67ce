"""The commands of `zhuisu`, one a file. Each has `run(arguments) -> exit status`."""

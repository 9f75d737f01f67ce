"""Screens: what the console shows, registered with its site."""

from zhuisu.console.entries import admin as entries

entries.put_up()

"""Enrolments: the screens on which officials decide about applications."""

"""The tables are named when the tests of what actors see are collected."""

import django

django.setup()

"""The tables of the document are read when tests are collected."""

import django

django.setup()

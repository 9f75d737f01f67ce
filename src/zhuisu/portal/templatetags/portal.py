"""Tags: the address of a built asset, the path of a thing."""

from django import template

from zhuisu.portal.assets import asset
from zhuisu.portal.links import label_path, thing_path

register = template.Library()
register.simple_tag(asset)
register.simple_tag(thing_path)
register.simple_tag(label_path)

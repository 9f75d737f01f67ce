"""A living Qinzhou to try things on: seeded stories as EPCIS documents that anyone could have sent."""

from zhuisu.demo.city import City, city
from zhuisu.demo.model import DemoDocument, Showcase

__all__ = ["City", "DemoDocument", "Showcase", "city"]

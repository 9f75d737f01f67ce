"""Access: who asks, and what they may see and do."""

from zhuisu.access.actor import PUBLIC, Actor, Scope

__all__ = ["PUBLIC", "Actor", "Scope"]

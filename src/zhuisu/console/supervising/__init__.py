"""Supervising: findings, editions of profiles and the follower on screens."""

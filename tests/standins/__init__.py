"""Servers on this machine that stand in for Zalo, Facebook and YouTube by their published contracts."""

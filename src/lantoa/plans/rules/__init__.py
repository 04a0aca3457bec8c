"""Pure rules of plans: what a commitment is, how it unfolds over a calendar, how a reading is reviewed."""

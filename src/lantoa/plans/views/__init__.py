"""Pages of plans: intake, review, adoption, the plan itself."""

"""Pure rules of reminders: when a commune reminds, who is told of what, what a link may do, what a calendar says."""

"""How a row of somebody's spreadsheet becomes an activity, or why not. Pure."""

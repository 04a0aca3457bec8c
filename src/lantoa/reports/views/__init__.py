"""The pages of reports, one module for each thing that people do with them."""

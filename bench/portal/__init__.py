"""The portal's article page against WordPress and a bare Django view, on one machine in one run."""

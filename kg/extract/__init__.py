"""From annotated readings to claims."""

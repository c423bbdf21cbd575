"""The pictures of README and handbook, taken from the demo by a browser: `make pictures`."""

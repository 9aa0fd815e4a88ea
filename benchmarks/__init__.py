"""What Throughline promises about speed and size, measured: `python -m benchmarks [reading|pages|weight]`."""

"""Words and their form."""

from hypothesis import HealthCheck, settings

# A machine busy with other things is no reason to fail.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

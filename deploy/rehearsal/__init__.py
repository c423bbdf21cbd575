"""Several machines on one, from the very files of deploy/: nginx, Varnish, two apps, work, PostgreSQL, Redis, S3."""

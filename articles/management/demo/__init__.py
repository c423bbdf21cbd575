"""The demo: the newsroom's own handbook told as stories, put before readers through the verbs."""

"""Copies of the database and of the pictures, made while the desk works, and put back where they are wanted."""

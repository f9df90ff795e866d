"""Headway: a skills self-assessment for ecommerce leaders and their mentors."""

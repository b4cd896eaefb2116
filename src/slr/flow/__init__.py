"""The PRISMA 2020 flow: counts, comparison with a published flow, drawing."""

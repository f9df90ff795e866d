"""
How fast Headway is, beside a stock Streamlit page and beside a plain loop, in one run.

``python -m tests.benchmarks`` runs everything (about twelve minutes on two cores) and prints
Markdown. Figures depend on the machine; read the ratios, whose two sides alternate in one run.
"""

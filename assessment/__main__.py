"""``python -m assessment``: the same functions as the pages, without Streamlit."""

import sys

from assessment.cli import main

sys.exit(main(sys.argv[1:]))

#!/usr/bin/env bash
# The database image runs this once, when its data folder is new: the same preparation as the private cluster's.
set -euo pipefail
psql -X -q -U postgres <"${CHATCOMMERCE_POSTGRES_SQL:-/chatcommerce/postgres.sql}"

#!/usr/bin/env bash
# The synthetic mapping review with plain commands, from cases to tables: bash reproduce.sh FOLDER
# FOLDER must not exist yet. Copy this script and change the names for a map of your own.
set -euo pipefail

if [ $# -ne 1 ]; then
  echo "usage: bash reproduce.sh FOLDER" >&2
  exit 2
fi
R=$1
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Set up: the protocol names the codebook, which lies in the review's own folder
slr init "$R" --protocol "$HERE/protocol.yaml"
mkdir -p "$R/codebooks"
cp "$HERE/codebooks/innovation-map.yaml" "$R/codebooks/"
slr -C "$R" codebook check innovation-map

# The cases: 2,000 organizations and 1,000 projects
slr -C "$R" code --as coder-a --import-cases "$HERE/searches/organizations.csv"
slr -C "$R" code --as coder-a --import-cases "$HERE/searches/projects.csv"

# Coding: one coder all of them, a second every tenth, a third where the two differ
slr -C "$R" code --apply "$HERE/codings/coder-a.csv"
slr -C "$R" code --apply "$HERE/codings/coder-b.csv"
slr -C "$R" resolve --codebook innovation-map --apply "$HERE/codings/resolutions.csv"

# What came of it
slr -C "$R" tabulate field barrier
slr -C "$R" tabulate field country:region
slr -C "$R" tabulate barrier country:income --csv > "$R/barrier-by-income.csv"
slr -C "$R" tabulate --wide > "$R/codings-wide.csv"

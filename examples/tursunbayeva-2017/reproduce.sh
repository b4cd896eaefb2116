#!/usr/bin/env bash
# The synthetic worked case with plain commands, from exports to report: bash reproduce.sh FOLDER
# FOLDER must not exist yet. Copy this script and change the names for a review of your own.
set -euo pipefail

if [ $# -ne 1 ]; then
  echo "usage: bash reproduce.sh FOLDER" >&2
  exit 2
fi
R=$1
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Set up
slr init "$R" --protocol "$HERE/protocol.yaml"
slr -C "$R" check

# What the five searches gave: 2441 records
slr -C "$R" import "$HERE/searches/medline.nbib" --search medline
slr -C "$R" import "$HERE/searches/cochrane.ris" --search cochrane
slr -C "$R" import "$HERE/searches/wos.bib" --search wos
slr -C "$R" import "$HERE/searches/scopus.csv" --search scopus
slr -C "$R" import "$HERE/searches/grey.csv" --search grey

# Duplicates: what the program is sure of, then what a person said of the rest
slr -C "$R" dedup
slr -C "$R" dedup --apply "$HERE/links.csv"

# Title and abstract: two reviewers, and a third where they differ
slr -C "$R" screen --stage title-abstract --apply "$HERE/decisions/title-abstract-reviewer-a.csv"
slr -C "$R" screen --stage title-abstract --apply "$HERE/decisions/title-abstract-reviewer-b.csv"
slr -C "$R" resolve --stage title-abstract --apply "$HERE/resolutions/title-abstract.csv"

# Full texts: which ones were got, and what the reviewers made of them
slr -C "$R" retrieve --apply "$HERE/retrieval.csv"
slr -C "$R" screen --stage full-text --apply "$HERE/decisions/full-text-reviewer-a.csv"
slr -C "$R" screen --stage full-text --apply "$HERE/decisions/full-text-reviewer-b.csv"
slr -C "$R" resolve --stage full-text --apply "$HERE/resolutions/full-text.csv"

# Studies with more than one report, and the coding of all studies
slr -C "$R" study --apply "$HERE/studies.csv"
slr -C "$R" code --codebook tursunbayeva-2017 --apply "$HERE/codings/reviewer-a.csv"
slr -C "$R" code --codebook tursunbayeva-2017 --apply "$HERE/codings/reviewer-b.csv"
slr -C "$R" resolve --codebook tursunbayeva-2017 --apply "$HERE/codings/resolutions.csv"

# What came of it
slr -C "$R" flow
slr -C "$R" flow --expect "$HERE/flow.expect.yaml"
slr -C "$R" tabulate objective
slr -C "$R" publish --text-only  # without it, PNG and PDF of every figure too
slr -C "$R" status

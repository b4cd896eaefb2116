#!/usr/bin/env bash
# The synthetic framework synthesis with plain commands, from an export to tables: bash reproduce.sh FOLDER
# FOLDER must not exist yet. Copy this script and change the names for a synthesis of your own.
set -euo pipefail

if [ $# -ne 1 ]; then
  echo "usage: bash reproduce.sh FOLDER" >&2
  exit 2
fi
R=$1
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
AMO=ability-motivation-opportunity
SKILLS=oecd-core-skills

# Which studies
slr init "$R" --protocol "$HERE/protocol.yaml"
slr -C "$R" import "$HERE/searches/catalogue.ris" --search catalogue
slr -C "$R" dedup
slr -C "$R" screen --stage title-abstract --apply "$HERE/decisions/title-abstract.csv"
slr -C "$R" screen --stage full-text --apply "$HERE/decisions/full-text.csv"

# The first framework. After twelve studies a category is missing: it is added, and the studies coded before are
# listed. Coder A looks at them again: one is coded anew, the others stand.
slr -C "$R" code --codebook $AMO --apply "$HERE/codings/factors-coder-a-1.csv"
slr -C "$R" codebook add $AMO factor peer-learning --as coder-a --parent abilities --name "Learning from colleagues" \
  --definition "People learn how to do it from colleagues who do it already, outside any course." \
  --why "Several studies tell of it, and development is about courses."
slr -C "$R" codebook show $AMO
slr -C "$R" code --codebook $AMO --apply "$HERE/codings/factors-coder-a-2.csv"
slr -C "$R" code --codebook $AMO --as coder-a --stands all
slr -C "$R" code --codebook $AMO --apply "$HERE/codings/factors-coder-b.csv"
slr -C "$R" resolve --codebook $AMO --apply "$HERE/codings/factors-resolutions.csv"
slr -C "$R" codebook check $AMO

# The second framework
slr -C "$R" code --codebook $SKILLS --apply "$HERE/codings/skills-coder-a.csv"
slr -C "$R" code --codebook $SKILLS --apply "$HERE/codings/skills-coder-b.csv"
slr -C "$R" resolve --codebook $SKILLS --apply "$HERE/codings/skills-resolutions.csv"

# What came of it: each framework, and one against the other
slr -C "$R" tabulate factor --codebook $AMO
slr -C "$R" tabulate factor direction --codebook $AMO
slr -C "$R" tabulate $AMO/factor $SKILLS/iteration
slr -C "$R" tabulate $AMO/factor $SKILLS/user-centricity --studies
slr -C "$R" tabulate --codebook $AMO --long > "$R/factors-long.csv"

#!/bin/sh
# backup.sh FOLDER DAYS: writes everything that was published to a new file in FOLDER, checks that file, puts it back in
# an empty place and checks that, and only then removes those of over DAYS days ago. Whatever fails ends with a status.
set -eu
folder="$1" days="$2"
cd "$(dirname "$0")/.."
python="${PYTHON:-.venv/bin/python}"
copy="$folder/kinderwerk-$(date -u +%Y%m%dT%H%M%SZ).sqlite"

"$python" -m kinderwerk_stats store reservekopie "$copy"
"$python" -m kinderwerk_stats store controleer "$copy"

drill="$(mktemp -d)"
trap 'rm -rf "$drill"' EXIT
in_drill() {
  # Nor who may do what there: an installation in which nobody changes anything has backups too.
  env -u KINDERWERK_DATABASE_URL -u KINDERWERK_DATABASE_URL_FILE -u KINDERWERK_STORE_BESTAAT \
    -u KINDERWERK_ALLEEN_LEZEN -u KINDERWERK_BEKIJKEN -u KINDERWERK_INLOGGEN -u KINDERWERK_TOEGANG \
    KINDERWERK_STORE="$drill/store" XDG_STATE_HOME="$drill/state" "$python" -m kinderwerk_stats store "$@"
}
in_drill terugzetten "$copy"
in_drill controleer

find "$folder" -maxdepth 1 -name 'kinderwerk-*.sqlite' -mtime "+$days" -delete

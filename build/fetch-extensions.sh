#!/usr/bin/env bash
# Puts the extensions that a store of several processes needs, and those that read Iceberg tables, into a folder, and prints
# its path. They come as wheels from the package registry of Python, for the version of DuckDB that package.json names; nothing is fetched at run time.
set -euo pipefail
folder=${1:?Usage: build/fetch-extensions.sh <folder>}
version=$(sed -n 's/.*"@duckdb\/node-api": "\([0-9.]*\)-.*/\1/p' "$(dirname "$0")/../package.json")
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
for name in ducklake postgres-scanner avro iceberg; do
  file=${name//-/_}.duckdb_extension
  [ -s "$folder/$file" ] && continue
  wheels=$(mktemp -d)
  pip=(python3 -m pip)
  if ! "${pip[@]}" --version >/dev/null 2>&1; then
    python3 -m venv "$wheels/tools"
    pip=("$wheels/tools/bin/pip")
  fi
  "${pip[@]}" download --quiet --disable-pip-version-check --no-deps --dest "$wheels" "duckdb-extension-$name==$version" >&2
  python3 - "$wheels" "$folder" "$file" <<'PYTHON'
import pathlib, sys, zipfile
wheels, folder, file = sys.argv[1:]
for wheel in pathlib.Path(wheels).glob('*.whl'):
    with zipfile.ZipFile(wheel) as parts:
        for part in parts.namelist():
            if part.endswith('/' + file):
                pathlib.Path(folder, file).write_bytes(parts.read(part))
PYTHON
  rm -rf "$wheels"
  [ -s "$folder/$file" ]
done
printf '%s\n' "$folder"

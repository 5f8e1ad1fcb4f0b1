#!/usr/bin/env bash
# Puts a Trino server with its Iceberg connector into a folder, for npm run test:cluster, and prints its path. The parts
# come from the package registry of Maven and are kept in the folder: a second call fetches nothing.
set -euo pipefail
folder=${1:?Usage: build/fetch-trino.sh <folder>}
version=476
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
server=$folder/trino-server-core-$version
[ -e "$server/plugin/iceberg/.whole" ] && { printf '%s\n' "$server"; exit; }
fetched() {
  local name=$1 kind=$2
  local path=$folder/maven/io/trino/$name/$version/$name-$version.$kind
  [ -s "$path" ] || mvn --quiet --batch-mode -Dmaven.repo.local="$folder/maven" dependency:get -Dtransitive=false \
    -Dartifact="io.trino:$name:$version:$kind" >&2
  printf '%s\n' "$path"
}
tar -xzf "$(fetched trino-server-core tar.gz)" -C "$folder"
unpacked=$(mktemp -d -p "$folder")
unzip -q "$(fetched trino-iceberg zip)" -d "$unpacked"
rm -rf "$server/plugin/iceberg"
mv "$unpacked/trino-iceberg-$version" "$server/plugin/iceberg"
rmdir "$unpacked"
touch "$server/plugin/iceberg/.whole"
printf '%s\n' "$server"

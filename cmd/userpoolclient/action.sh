#!/bin/bash
# What action.yml runs: the command of the same revision, with the inputs in
# FILES, ARGS and FORMAT. Its exit status is that of the command.
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
command=$(mktemp -d)/userpoolclient
GOWORK='' GOFLAGS='' go -C "$folder" build -buildvcs=false -o "$command" .
read -r -d '' -a files <<<"$FILES" || true
read -r -d '' -a args <<<"$ARGS" || true
"$command" validate -format "$FORMAT" ${args[@]+"${args[@]}"} -- "${files[@]}"

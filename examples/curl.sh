#!/bin/sh
# Submits an interview with curl, waits for its scores and prints them. Needs curl 7.76 or later, and jq.
#
#     VIVAVOCE_URL=http://127.0.0.1:8080 VIVAVOCE_API_KEY=... examples/curl.sh interview.mp3
set -eu

api="${VIVAVOCE_URL:-http://127.0.0.1:8080}/api/v1"

# The key comes from a file that only curl reads: on the command line everybody on the machine could see it.
key=$(mktemp)
trap 'rm -f "$key"' EXIT
printf 'header = "x-api-key: %s"\n' "$VIVAVOCE_API_KEY" > "$key"

# Puts what the API answers into $answer; a refusal is printed and ends the script. --retry waits as long as Retry-After says.
call() {
  answer=$(curl --config "$key" --silent --show-error --fail-with-body --retry 3 "$@") || {
    printf '%s\n' "$answer" >&2
    exit 1
  }
}

# What a field of the answer holds.
field() {
  printf '%s' "$answer" | jq --raw-output ".$1"
}

# Sent again under the same idempotency key, it is still one run and charged once.
call "$api/speech/analyze" \
  --header "idempotency-key: $(date +%s)-$$" \
  --form externalId=candidate-7 \
  --form 'metadata={"role":"planner"}' \
  --form "audio=@$1"
id=$(field id)

call "$api/speech/analyze/$id"
while [ "$(field status)" = queued ] || [ "$(field status)" = processing ]; do
  sleep "$(field pollIntervalSeconds)"
  call "$api/speech/analyze/$id"
done

# A run that fails costs nothing and says why.
printf '%s' "$answer" | jq 'if .status == "failed" then error("\(.error.code): \(.error.message)") else {id} + .scores end'

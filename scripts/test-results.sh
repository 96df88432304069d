# shellcheck shell=bash
# Adds up what test runs left behind and says it in one line.
# shellcheck disable=SC2154 # set by common.sh

passed=0 failed=0 skipped=0

# Arguments: the result file, the project, the code it ended with. A run that ends badly without a failed test
# (a crash, a time-out) counts as one failure.
count_results() {
    local file=$1 project=$2 code=$3 total=0 good=0 bad=0 counters
    counters=$(grep -o '<Counters [^>]*' "$file" 2>/dev/null || true)
    if [ -n "$counters" ]; then
        total=$(counter total) good=$(counter passed) bad=$(counter failed)
    fi
    if [ "$code" != 0 ] && [ "$bad" = 0 ]; then
        bad=1 total=$((total + 1))
        if [ "$code" = 124 ]; then say "$project did not end in time."; else say "$project ended with code $code."; fi
    fi
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + total - good - bad))
}

counter() { sed -E "s/.* $1=\"([0-9]+)\".*/\1/" <<<"$counters"; }

# Says the sum and answers whether it is good: something ran, nothing failed.
sum_up() {
    local line="$passed passed, $failed failed"
    [ $((passed + failed)) != 0 ] || say 'No test ran.'
    [ "$skipped" = 0 ] || line="$line, $skipped skipped"
    say "$line"
    [ "$failed" = 0 ] && [ "$passed" != 0 ]
}

# shellcheck shell=bash
# Builds, starts, watches and stops the two programs.
# shellcheck disable=SC2154 # set by common.sh

programs=(BotHost Sandbox)

log_of() { say "$data/${1,,}.log"; }

pid_file_of() { say "$data/${1,,}.pid"; }

binary_of() { say "$root/src/$1/bin/Debug/net10.0/ChatCommerce.$1.dll"; }

build_programs() {
    local stamp=$data/build.stamp now program
    now=$(sources_now)
    if [ "$now" = "$(cat "$stamp" 2>/dev/null)" ] && [ -f "$(binary_of BotHost)" ] && [ -f "$(binary_of Sandbox)" ]; then return; fi
    say 'Building ...'
    for program in "${programs[@]}"; do
        dotnet build "$root/src/$program/$program.csproj" -p:RestoreLockedMode=true -v quiet -nologo >"$data/build.log" 2>&1 ||
            die "$program does not build:"$'\n'"$(grep -E 'error|warning' "$data/build.log" | sort -u | head -n 20)"
    done
    say "$now" >"$stamp"
}

is_running() {
    local pid
    pid=$(cat "$(pid_file_of "$1")" 2>/dev/null) || return 1
    # Another process may have got the number since: a pid alone proves nothing.
    [ -n "$pid" ] && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q "ChatCommerce.$1.dll"
}

# In a session of its own, so that Ctrl-C reaches only us and we end things in order.
start_program() {
    (cd "$root/src/$1" && exec setsid dotnet "$(binary_of "$1")" </dev/null >"$(log_of "$1")" 2>&1) &
    say $! >"$(pid_file_of "$1")"
}

# Arguments: program, port, path that answers 200 once it is ready.
wait_until_ready() {
    local deadline=$((SECONDS + 180))
    until answers "$2" "$3"; do
        sleep 0.1
        kill -0 "$(cat "$(pid_file_of "$1")")" 2>/dev/null || die "$1 did not start (see $(log_of "$1")):"$'\n'"$(tail -n 3 "$(log_of "$1")")"
        [ "$SECONDS" -lt "$deadline" ] || die "$1 is not ready after three minutes: see $(log_of "$1")."
    done
}

answers() {
    local status=
    exec 4<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&4
    read -r -t 10 status <&4 || true
    exec 4>&-
    [[ $status == *' 200'* ]]
} 2>/dev/null

stop_programs() {
    local program
    for program in "${programs[@]}"; do stop_program "$program"; done
    rm -f "$data/run.json" "$data/run.txt"
}

stop_program() {
    local pid deadline=$((SECONDS + 20))
    if is_running "$1"; then
        pid=$(cat "$(pid_file_of "$1")")
        kill -TERM "$pid" 2>/dev/null || true
        while is_running "$1" && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.1; done
        if is_running "$1"; then kill -KILL "$pid" 2>/dev/null || true; fi
    fi
    rm -f "$(pid_file_of "$1")"
}

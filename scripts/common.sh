# shellcheck shell=bash
# What the commands share: where things lie, how they speak, how they install packages, the secrets of this checkout.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
data=$root/.data
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '%s\n' "$*"; }

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

prepare_data_folder() {
    mkdir -p "$data"
    [ -w "$data" ] || die "$data belongs to somebody else: give it to $(id -un) or remove it."
}

# A build server that stays behind would hold our output open, and a CI job waits for that to close.
if [ -n "${CI:-}" ]; then export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false; fi

need_dotnet() {
    if ! command -v dotnet >/dev/null && [ -x "$HOME/.dotnet/dotnet" ]; then PATH=$HOME/.dotnet:$PATH; fi
    command -v dotnet >/dev/null || die 'The .NET 10 SDK is missing: install it, then try again.'
    dotnet --list-sdks | grep -q '^10\.' || die 'The .NET SDK here is not version 10: install the .NET 10 SDK beside it.'
}

# Asking MSBuild whether anything changed costs seconds; the names, sizes and times of the sources answer at once.
# Arguments: folders of tests that are built too.
sources_now() {
    (cd "$root" && find . "$@" \( -name .git -o -name .data -o -name bin -o -name obj -o -name node_modules -o -name bench.json \
        -o -path ./tests -o -path ./docs \) -prune -o -type f -printf '%p %s %T@\n') | LC_ALL=C sort | cksum
}

can_be_root() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

can_install() { command -v apt-get >/dev/null && can_be_root; }

quiet_apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 "$@" </dev/null >>"$data/apt.log" 2>&1; }

refresh_package_lists() {
    [ -z "${package_lists_are_fresh:-}" ] || return 0
    quiet_apt update || say "The package lists could not be refreshed (see .data/apt.log); going on with those at hand."
    package_lists_are_fresh=1
}

install_packages() {
    refresh_package_lists
    quiet_apt install --no-install-recommends "$@"
}

# Both secrets of the private database and the key of the program, made once and kept beside the data they open.
load_secrets() {
    local file=$data/secrets.env key=${CHATCOMMERCE_ENCRYPTION_KEY:-}
    [ -s "$file" ] || write_secrets "$file"
    set -a
    # shellcheck disable=SC1090
    . "$file"
    set +a
    [ -z "$key" ] || export CHATCOMMERCE_ENCRYPTION_KEY=$key
}

write_secrets() {
    (
        umask 077
        {
            say "CHATCOMMERCE_ENCRYPTION_KEY='k1:$(head -c 32 /dev/urandom | base64)'"
            say "CHATCOMMERCE_OWNER_PASSWORD=$(random_hex)"
            say "POSTGRES_PASSWORD=$(random_hex)"
        } >"$1.new"
        mv "$1.new" "$1"
    )
}

random_hex() { head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n'; }

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port_from() {
    local port
    for ((port = $1; port < $1 + 200; port++)); do
        port_is_taken "$port" || { say "$port"; return; }
    done
    die "No free port between $1 and $port."
}

checkout_number() { printf '%s' "$root" | cksum | cut -d ' ' -f 1; }

# shellcheck shell=bash
# shellcheck disable=SC2154 # set by common.sh
# PostgreSQL binaries with pgvector: the ones installed, the distribution's packages, or pgvector built from its source package.

oldest_server=15
oldest_vector=0.8.0 # halfvec and iterative index scans

# Sets pg_bin to the newest server that has pgvector, or to the one that made the cluster there is.
find_binaries() {
    local bin wanted=
    if [ -s "${pg_folder:-}/PG_VERSION" ]; then wanted=$(cat "$pg_folder/PG_VERSION"); fi
    while read -r bin; do
        [ -z "$wanted" ] || [ "$(server_version "$bin")" = "$wanted" ] || continue
        has_vector "$bin" || continue
        pg_bin=$bin
        return
    done < <(server_folders)
    return 1
}

# Newest first; a server on the PATH comes last, because a packaged one is easier to give pgvector.
server_folders() {
    local bin
    {
        find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V -r
        if command -v pg_ctl >/dev/null; then dirname "$(readlink -f "$(command -v pg_ctl)")"; fi
    } | while read -r bin; do
        [ -x "$bin/initdb" ] && [ "$(server_version "$bin")" -ge "$oldest_server" ] && say "$bin"
    done
    return 0
}

server_version() { "$1/postgres" --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/'; }

has_vector() {
    local control
    control=$("$1/pg_config" --sharedir)/extension/vector.control
    [ -f "$control" ] && is_new_enough "$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" "$control")"
}

is_new_enough() { [ "$(printf '%s\n' "$oldest_vector" "$1" | sort -V | head -n 1)" = "$oldest_vector" ]; }

install_binaries() {
    [ ! -s "$pg_folder/PG_VERSION" ] || die "The PostgreSQL $(cat "$pg_folder/PG_VERSION") with pgvector that made .data is gone: ./run --reset starts over."
    can_install || die 'PostgreSQL with pgvector is missing and cannot be installed without root: set CHATCOMMERCE_DATABASE, or install postgresql and its pgvector package.'
    say 'Installing PostgreSQL with pgvector (once) ...'
    [ -n "$(server_folders)" ] || install_packages postgresql || die 'The package postgresql could not be installed: see .data/apt.log.'
    pg_bin=$(server_folders | head -n 1)
    [ -n "$pg_bin" ] || die "The distribution's PostgreSQL is older than $oldest_server: set CHATCOMMERCE_DATABASE."
    install_vector
    find_binaries || die 'pgvector could not be installed: see .data/apt.log.'
}

install_vector() {
    local package candidate
    package=postgresql-$(server_version "$pg_bin")-pgvector
    refresh_package_lists
    candidate=$(apt-cache policy "$package" 2>/dev/null | sed -n 's/^ *Candidate: *//p')
    if [[ $candidate == [0-9]* ]] && is_new_enough "$candidate"; then
        install_packages "$package" || die "The package $package could not be installed: see .data/apt.log."
    else
        build_vector "$pg_bin" / || die 'pgvector could not be built: see .data/apt.log.'
    fi
}

# A release that lacks pgvector gets it from the source package of a later one, made on a throwaway copy of the
# machine's own package source, so that nothing of the machine's set-up changes. Second argument: where to install to.
build_vector() {
    local bin=$1 destination=$2 work=
    work=$(mktemp -d)
    say "Building pgvector for PostgreSQL $(server_version "$bin") ..."
    install_packages "postgresql-server-dev-$(server_version "$bin")" gcc make libc6-dev dpkg-dev || return 1
    mkdir -p "$work/parts" "$work/lists/partial"
    write_source_entry "$work/parts" || return 1
    fetch_vector "$work" >>"$data/apt.log" 2>&1 || return 1
    # OPTFLAGS is emptied: a build tuned to this processor would not run on another that gets a copy.
    as_root make -C "$work"/pgvector-*/ OPTFLAGS= with_llvm=no PG_CONFIG="$bin/pg_config" DESTDIR="${destination%/}" install >>"$data/apt.log" 2>&1 || return 1
    as_root rm -rf "$work"
}

fetch_vector() (
    options=(-o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$1/parts" -o Dir::State::Lists="$1/lists" -o APT::Sandbox::User=root)
    cd "$1" && as_root apt-get -q "${options[@]}" update && as_root apt-get -q "${options[@]}" source pgvector
)

# Arguments: the folder to write to; the machine's apt folder, its distribution and code name, when not this machine's.
write_source_entry() {
    local folder=$1 etc=${2:-/etc/apt} id=${3:-} release=${4:-} later components
    [ -n "$id" ] || id=$(. /etc/os-release && say "$ID")
    [ -n "$release" ] || release=$(. /etc/os-release && say "$VERSION_CODENAME")
    case $id in
        debian) later=trixie components=main ;;
        ubuntu) later=resolute components='main universe' ;;
        *) return 1 ;;
    esac
    find "$etc/sources.list.d" -name '*.sources' -exec awk '1; END { print "" }' {} \; 2>/dev/null |
        source_stanza "$release" "$later" "$components" >"$folder/later.sources"
    [ ! -s "$folder/later.sources" ] || return 0
    rm "$folder/later.sources"
    find "$etc/sources.list" "$etc/sources.list.d" -name '*.list' -exec cat {} + 2>/dev/null |
        source_line "$release" "$later" "$components" >"$folder/later.list"
    [ -s "$folder/later.list" ]
}

# The first deb822 stanza that serves the release itself, as a source of the later one.
source_stanza() {
    sed '/^#/d' | awk -v release="$1" -v later="$2" -v components="$3" '
        BEGIN { RS = ""; FS = "\n" }
        { suites = ""; types = ""; off = 0 }
        { for (i = 1; i <= NF; i++) { split($i, word, /: */); name = tolower(word[1]); value = substr($i, index($i, ":") + 1)
            if (name == "suites") suites = value " "
            if (name == "types") types = value " "
            if (name == "enabled" && value ~ /no/) off = 1 } }
        off || types !~ /(^| )deb / || index(suites, " " release " ") == 0 { next }
        { for (i = 1; i <= NF; i++) { name = tolower(substr($i, 1, index($i, ":") - 1))
            if (name == "types") $i = "Types: deb-src"
            if (name == "suites") $i = "Suites: " later
            if (name == "components") $i = "Components: " components
            print $i }
          exit }'
}

# The same for a classic line: deb [options] address suite components.
source_line() {
    awk -v release="$1" -v later="$2" -v components="$3" '
        $1 != "deb" { next }
        { options = ""; rest = $0; sub(/^deb +/, "", rest) }
        rest ~ /^\[/ { options = substr(rest, 1, index(rest, "]")) " "; rest = substr(rest, index(rest, "]") + 1) }
        { split(rest, field, " ") }
        field[2] == release { print "deb-src " options field[1], later, components; exit }'
}

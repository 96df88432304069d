# shellcheck shell=bash
# shellcheck disable=SC2154 # set by common.sh and pgvector.sh
# A PostgreSQL cluster of this checkout alone, run by an unprivileged user on a free port of the loopback interface.

# pgvector before 0.8.2 can leak rows of other tables in parallel index builds (CVE-2026-3172): none here.
cluster_settings=(
    listen_addresses=127.0.0.1 unix_socket_directories= password_encryption=scram-sha-256
    fsync=on synchronous_commit=on max_parallel_maintenance_workers=0
    max_connections=300 shared_buffers=512MB max_wal_size=2GB jit=off
)

start_private() {
    locate_cluster
    find_binaries || install_binaries
    [ -e "$pg_folder" ] || make_cluster_folder
    [ -s "$pg_folder/PG_VERSION" ] || create_cluster
    if ! cluster_runs; then start_cluster; fi
    pg_port=$(sed -n 4p "$pg_folder/postmaster.pid")
}

stop_private() {
    locate_cluster
    if [ -s "$pg_folder/PG_VERSION" ] && find_binaries && cluster_runs; then
        as_cluster "$pg_bin/pg_ctl" -D "$pg_folder" -m fast -w stop >/dev/null
    fi
}

cluster_runs() { as_cluster "$pg_bin/pg_ctl" -D "$pg_folder" status >/dev/null 2>&1; }

# Sets pg_folder, and pg_user when the folder is there already.
locate_cluster() {
    pg_folder=$data/pg
    if [ -s "$data/pg.path" ]; then pg_folder=$(cat "$data/pg.path"); fi
    if [ -e "$pg_folder" ]; then pg_user=$(stat -c %U "$pg_folder"); else return 0; fi
    [ "$pg_user" = "$(id -un)" ] || [ "$(id -u)" = 0 ] || die "$pg_folder belongs to $pg_user: run this as $pg_user or as root."
}

# PostgreSQL refuses to run as root; the distribution's own user is there once its package is.
choose_cluster_user() {
    pg_user=$(id -un)
    [ "$(id -u)" = 0 ] || return 0
    pg_user=postgres
    getent passwd postgres >/dev/null && return
    pg_user=chatcommerce
    getent passwd chatcommerce >/dev/null || useradd --system --no-create-home --shell /usr/sbin/nologin chatcommerce
}

# From a folder that user can enter.
as_cluster() {
    (
        cd /
        if [ "$(id -u)" = 0 ]; then without_locks runuser -u "$pg_user" -- "$@"; else without_locks "$@"; fi
    ) </dev/null
}

# The checkout may lie where that user cannot go: then the cluster lies under /var/tmp, and .data/pg.path says where.
make_cluster_folder() {
    choose_cluster_user
    rm -f "$data/pg.path"
    pg_folder=$data/pg
    install -d -m 700 -o "$pg_user" "$pg_folder"
    as_cluster test -w "$pg_folder" 2>/dev/null && return
    rmdir "$pg_folder"
    pg_folder=/var/tmp/chatcommerce-$(checkout_number)
    [ ! -e "$pg_folder" ] || remove_orphan
    mkdir -m 700 "$pg_folder"
    chown "$pg_user" "$pg_folder"
    say "$pg_folder" >"$data/pg.path"
}

# Left by an earlier checkout at this very path whose .data, and with it the password, is gone.
remove_orphan() {
    if [ -L "$pg_folder" ] || [ "$(stat -c %U "$pg_folder")" != "$pg_user" ]; then die "$pg_folder is in the way: remove it."; fi
    if find_binaries && cluster_runs; then as_cluster "$pg_bin/pg_ctl" -D "$pg_folder" -m immediate -w stop >/dev/null; fi
    rm -rf "$pg_folder"
}

create_cluster() {
    local password said
    say 'Creating a private PostgreSQL cluster (once) ...'
    password=$(mktemp)
    say "$POSTGRES_PASSWORD" >"$password"
    [ "$(id -u)" != 0 ] || chown "$pg_user" "$password"
    said=$(as_cluster "$pg_bin/initdb" -D "$pg_folder" --username=postgres --pwfile="$password" \
        --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 2>&1) || die "initdb failed: $(tail -n 1 <<<"$said")"
    rm -f "$password"
}

start_cluster() {
    local attempt options
    printf -v options ' -c %s' "${cluster_settings[@]}"
    for attempt in 1 2 3; do
        choose_cluster_port "$attempt"
        rm -f "$pg_folder/server.log"
        as_cluster "$pg_bin/pg_ctl" -D "$pg_folder" -l "$pg_folder/server.log" -w -t 60 -o "-p $pg_port$options" start >/dev/null 2>&1 && return
        grep -q 'could not bind' "$pg_folder/server.log" || break
    done
    die "PostgreSQL does not start: $(tail -n 1 "$pg_folder/server.log" 2>/dev/null)"
}

# The kept port while it is free, so that a noted address stays right; below the range of outgoing connections.
choose_cluster_port() {
    if [ -s "$data/pg.port" ] && [ "$1" = 1 ]; then pg_port=$(cat "$data/pg.port"); else pg_port=; fi
    if [ -z "$pg_port" ] || port_is_taken "$pg_port"; then pg_port=$(free_port_from $((15432 + $(checkout_number) % 5000 + 200 * ($1 - 1)))); fi
    say "$pg_port" >"$data/pg.port"
}

remove_cluster() {
    stop_private || true
    rm -rf "$data/pg" "$data/pg.port" "$data/pg.way"
    if [ -s "$data/pg.path" ]; then rm -rf "$(cat "$data/pg.path")" "$data/pg.path"; fi
}

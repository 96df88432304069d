# shellcheck shell=bash
# A reachable PostgreSQL with pgvector, the owner role and its database: `postgres_up` and `postgres_down`.
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=scripts/pgvector.sh
. "$(dirname "${BASH_SOURCE[0]}")/pgvector.sh"
# shellcheck source=scripts/cluster.sh
. "$(dirname "${BASH_SOURCE[0]}")/cluster.sh"

# Sets owner_database and super_database (connection strings) and holds the database for this process and the ones
# it starts; whoever lets go last stops it.
postgres_up() {
    prepare_data_folder
    load_secrets
    exec {pg_lock}>"$data/pg.lock"
    flock -w 300 "$pg_lock" || die 'Another command has been setting up the database for five minutes: end it first.'
    hold_database
    choose_way
    "start_$pg_way"
    say "$pg_way" >"$data/pg.way"
    prepare_database
    exec {pg_lock}>&-
    pg_lock=''
    # shellcheck disable=SC2034
    owner_database="Host=127.0.0.1;Port=$pg_port;Username=chatcommerce_owner;Password=$CHATCOMMERCE_OWNER_PASSWORD;Database=chatcommerce"
    # shellcheck disable=SC2034
    super_database="Host=127.0.0.1;Port=$pg_port;Username=postgres;Password=$POSTGRES_PASSWORD;Database=postgres"
}

# A shared lock on a file: programs started from here inherit it, so the database outlives us if one of them does.
hold_database() { exec {pg_use}>>"$data/pg.use" && flock -s "$pg_use"; }

let_go_of_locks() {
    [ -z "${pg_lock:-}" ] || exec {pg_lock}>&-
    [ -z "${pg_use:-}" ] || exec {pg_use}>&-
    pg_lock='' pg_use=''
}

# For what lives longer than it should, a server or a browser left behind: it must not hold the database.
without_locks() (
    let_go_of_locks
    exec "$@"
)

# For tests and benchmarks, which make databases of their own: the one they are given, or ours.
superuser_database_up() {
    local given=${CHATCOMMERCE_TEST_DATABASE:-${CHATCOMMERCE_DATABASE:-}}
    [ -n "$given" ] || postgres_up
    export CHATCOMMERCE_TEST_DATABASE=${given:-$super_database}
}

postgres_down() {
    let_go_of_locks
    [ -s "$data/pg.way" ] || return 0
    (
        flock -w 300 8 || exit 0
        flock -n 9 || exit 0
        pg_way=$(cat "$data/pg.way")
        "stop_$pg_way" 8>&- 9>&-
    ) 8>"$data/pg.lock" 9>>"$data/pg.use"
}

# Where data already lies wins; else a container when a daemon answers; else binaries of this machine.
choose_way() {
    pg_way=private
    [ ! -s "$data/pg.way" ] || pg_way=$(cat "$data/pg.way")
    [ ! -s "$data/pg.way" ] && docker_answers && pg_way=docker
    [ "$pg_way" != docker ] || docker_answers || die 'The database lies in a container, but docker does not answer: start it, or ./run --reset.'
    [ "$pg_way" != docker ] || compose_starts || pg_way=private
}

docker_answers() {
    command -v docker >/dev/null && timeout 3 docker info >/dev/null 2>&1 && docker compose version >/dev/null 2>&1
}

compose() { (cd "$root" && without_locks docker compose -p "chatcommerce-$(checkout_number)" "$@"); }

compose_starts() {
    [ -s "$data/pg.port" ] || free_port_from 15432 >"$data/pg.port"
    pg_port=$(cat "$data/pg.port")
    export CHATCOMMERCE_POSTGRES_PORT=$pg_port
    compose up --detach --wait postgres >"$data/compose.log" 2>&1 && return
    [ ! -s "$data/pg.way" ] || die "The database container does not start: see .data/compose.log."
    say 'The database container does not start (see .data/compose.log); using a PostgreSQL of this machine.'
    return 1
}

start_docker() { :; } # compose_starts has done it: only then is this way chosen.

stop_docker() { load_secrets && compose stop postgres >>"$data/compose.log" 2>&1; }

super_sql() {
    if [ "$pg_way" = docker ]; then
        compose exec -T postgres psql -X -q -U postgres "$@"
    else
        PGPASSWORD=$POSTGRES_PASSWORD "$pg_bin/psql" -X -q -h 127.0.0.1 -p "$pg_port" -U postgres "$@"
    fi
}

prepare_database() {
    local said
    said=$(super_sql <"$root/scripts/postgres.sql" 2>&1) ||
        die "The database could not be prepared (./run --reset starts over): $(tail -n 1 <<<"$said")"
}

# Leaves the roles: their passwords come from secrets that stay.
empty_database() {
    super_sql -v ON_ERROR_STOP=1 -c 'drop database if exists chatcommerce with (force)' >/dev/null
    prepare_database
}

# When the database can't be reached any more: its server or its password is gone.
remove_database() {
    if [ "$(cat "$data/pg.way" 2>/dev/null)" = docker ] && docker_answers; then compose down --volumes >>"$data/compose.log" 2>&1 || true; fi
    remove_cluster
}

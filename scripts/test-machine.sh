# shellcheck shell=bash
# What the tests need of the machine beside .NET and PostgreSQL: a browser, node, and letters for Korean pages.
# shellcheck disable=SC2154 # set by common.sh

prepare_test_machine() {
    local missing=()
    find_browser || missing+=(chromium)
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
    has_korean_letters || missing+=(fonts-noto-cjk)
    if [ "${#missing[@]}" != 0 ]; then install_for_tests "${missing[@]}"; fi
    if find_browser; then export CHATCOMMERCE_CHROMIUM=$browser; fi
}

install_for_tests() {
    if ! can_install; then
        say "Missing for some tests, and not to be installed without root: $*."
        return
    fi
    say "Installing for the tests (once): $* ..."
    install_packages "$@" || say "Not all of these could be installed (see .data/apt.log): $*."
}

find_browser() {
    local name
    for name in chromium chromium-browser google-chrome; do
        browser=$(command -v "$name") && return
    done
    return 1
}

has_korean_letters() {
    local found
    found=$(find /usr/share/fonts /usr/local/share/fonts -iname '*CJK*' -print -quit 2>/dev/null || true)
    [ -n "$found" ]
}

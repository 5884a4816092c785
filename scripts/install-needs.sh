#!/usr/bin/env bash
# Installs what MindGraphy needs beside the .NET SDK, without a question: `install-needs.sh run` or `install-needs.sh test`.
# Does nothing where it is all there. Only Debian and its like are installed on; elsewhere it says what is missing.
set -euo pipefail

purpose="${1:-run}"
packages=(postgresql postgresql-contrib fonts-nanum fonts-noto-cjk libraw-bin libheif-examples poppler-utils poppler-data)
programs=(simple_dcraw heif-convert pdftoppm)
if [[ $purpose == test ]]; then
    packages+=(chromium libvips-tools radosgw ceph-mon ceph-osd ceph-common qpdf libimage-exiftool-perl unzip 7zip)
    programs+=(chromium pdftotext vipsthumbnail radosgw ceph-mon ceph-osd ceph qpdf exiftool unzip 7zz)
fi

say() { printf '== %s\n' "$*"; }

if ! command -v dotnet >/dev/null; then
    say "The .NET SDK 10 is not installed (dotnet is not on PATH): https://dotnet.microsoft.com/download" >&2
    exit 1
fi

installed() { [[ $(dpkg-query -W -f='${Status}' "$1" 2>/dev/null) == "install ok installed" ]]; }

# Programs by which a machine other than Debian shows that it has what is needed.
missing_programs() {
    local program
    if [[ -z ${ConnectionStrings__MindGraphy:-} ]] && ! command -v initdb >/dev/null && ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
        printf 'initdb (PostgreSQL 15 or newer) '
    fi
    for program in "${programs[@]}"; do
        command -v "$program" >/dev/null || printf '%s ' "$program"
    done
}

go_on_if_programs_are_there() {
    local absent
    absent="$(missing_programs)"
    [[ -z $absent ]] && exit 0
    say "$1 Needed are: ${packages[*]} (names of Debian). Not found: $absent" >&2
    exit 1
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    go_on_if_programs_are_there "This is no Debian: nothing is installed for you."
fi

missing=()
for package in "${packages[@]}"; do
    installed "$package" || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

as_root=()
if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null || go_on_if_programs_are_there "Not root, and no sudo to install with."
    as_root=(sudo)
fi

apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold "$@"
}

install() {
    # A run of dpkg that was cut off, or a trigger that failed half-way, is mended by finishing it and asking again.
    apt install --no-install-recommends "$@" >"$log" 2>&1 && return
    say "Finishing an interrupted installation (dpkg --configure -a) and trying again"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive dpkg --configure -a >>"$log" 2>&1 || true
    apt install --no-install-recommends "$@" >>"$log" 2>&1 && return
    tail -n 30 "$log" >&2
    say "Installing failed: $*" >&2
    exit 1
}

log="$(mktemp)"
trap 'rm -f "$log"' EXIT

say "Reading the package lists"
apt update >"$log" 2>&1 || say "The package lists could not be read anew; going on with those that are there"

# Debian makes and starts a server of its own with the first PostgreSQL package. MindGraphy starts its own, so that one is not made.
settings=/etc/postgresql-common/createcluster.conf
if [[ " ${missing[*]} " == *" postgresql "* ]] && ! installed postgresql-common; then
    say "Installing postgresql-common"
    install postgresql-common
    "${as_root[@]}" sed -i -E 's/^#? *create_main_cluster *=.*/create_main_cluster = false/' "$settings"
fi

say "Installing ${missing[*]}"
install "${missing[@]}"

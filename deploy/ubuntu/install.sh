#!/bin/bash
# Installs Active Defense on Ubuntu 24.04 as a systemd service, with PostgreSQL, rsyslog and, where Grafana is there, its
# pages. Run it again to upgrade or to mend; it changes only what is not as it should be. docs/install.md tells the rest.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: install.sh [--dry-run] [--uninstall [--purge]]
  --dry-run    print what would be done, and do nothing
  --uninstall  remove the program; data, configuration and database stay
  --purge      with --uninstall: remove those, too
TEXT
}

readonly app=/opt/active-defense
readonly data=/var/lib/active-defense
readonly etc=/etc/active-defense
readonly logs=/var/log/Firewall
readonly account=active-defense
readonly database=active_defense
readonly reader=active_defense_reader
readonly unit=/etc/systemd/system/active-defense.service
readonly rsyslog_file=/etc/rsyslog.d/60-active-defense.conf
readonly program=/usr/local/bin/active-defense
readonly plugin=activedefense-syslog-app
readonly grafana_plugin=/var/lib/grafana/plugins/$plugin
readonly grafana_provisioning=/etc/grafana/provisioning
readonly grafana_unit=/etc/systemd/system/grafana-server.service.d/active-defense.conf
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly source

dry_run=false uninstall=false purge=false
for argument in "$@"; do
  case $argument in
    --dry-run) dry_run=true ;;
    --uninstall) uninstall=true ;;
    --purge) purge=true ;;
    --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
  esac
done
if $purge && ! $uninstall; then usage >&2 && exit 2; fi

say() { printf '== %s\n' "$*"; }
fail() { printf 'install.sh: %s\n' "$*" >&2; exit 1; }

# Runs a command, or prints it.
run() { if $dry_run; then printf '   %s\n' "$*"; else "$@"; fi; }

# write FILE MODE OWNER < text: puts it there whole, by rename.
write() {
  if $dry_run; then printf '   write %s (%s, %s)\n' "$1" "$2" "$3" && cat > /dev/null && return; fi
  install -d -m 0755 "$(dirname "$1")"
  cat > "$1.new"
  chmod "$2" "$1.new" && chown "$3" "$1.new" && mv "$1.new" "$1"
}

has_systemd() { [[ -d /run/systemd/system ]]; }
has_grafana() { [[ -d $grafana_provisioning ]]; }
as_postgres() { runuser -u postgres -- psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1; }

# service ACTION NAME: systemd's, or, where systemd does not run (an image that is being built), nothing but a word.
service_do() {
  if has_systemd || $dry_run; then run systemctl "$@"; else say "systemd does not run here: left out 'systemctl $*'"; fi
}

check_system() {
  [[ $EUID -eq 0 ]] || $dry_run || fail 'this needs root: sudo deploy/ubuntu/install.sh'
  [[ -f $source/detector/package-lock.json ]] || fail "$source is no checkout of Active Defense"
  local id='' version=''
  id=$(sed -n 's/^ID=//p' /etc/os-release | tr -d '"')
  version=$(sed -n 's/^VERSION_ID=//p' /etc/os-release | tr -d '"')
  [[ $id == ubuntu && $version == 24.04 ]] || say "This is $id $version; the script is made for Ubuntu 24.04, and goes on."
}

install_packages() {
  say 'Packages'
  local wanted=(postgresql rsyslog util-linux) missing=() name
  command -v npm > /dev/null || wanted+=(npm)
  for name in "${wanted[@]}"; do
    [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$name" 2> /dev/null) == installed ]] || missing+=("$name")
  done
  ((${#missing[@]} == 0)) && return
  run apt-get update --quiet
  run env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${missing[@]}"
}

make_account() {
  say 'Account and folders'
  getent passwd $account > /dev/null ||
    run useradd --system --user-group --home-dir $data --no-create-home --shell /usr/sbin/nologin $account
  run install -d -m 0755 -o root -g root $etc
  run install -d -m 0700 -o $account -g $account $data
  local owner=root
  if getent passwd syslog > /dev/null; then owner=syslog; fi
  # The folder's group goes to every file in it, so that the detector may read them and give their space back.
  run install -d -m 2770 -o "$owner" -g $account $logs
}

# The new version is made beside the running one, and takes its place by two renames.
install_code() {
  say "Program, in $app"
  local new=$app.new part
  run rm -rf "$new"
  run install -d -m 0755 "$new" "$new/bin"
  for part in package.json plugin.json detector docs provisioning deploy README.md CHANGELOG.md LICENSE; do
    run cp -R "$source/$part" "$new/"
  done
  run rm -rf "$new/detector/node_modules"
  run npm ci --prefix "$new/detector" --no-audit --no-fund --loglevel=error
  run ln -s "../detector/node_modules/node-linux-$(arch_name)/bin/node" "$new/bin/node"
  if has_grafana; then build_plugin "$new/dist"; fi
  run chown -R root:root "$new"
  run chmod -R a+rX,go-w "$new"
  run rm -rf "$app.previous"
  if [[ -d $app ]]; then run mv "$app" "$app.previous"; fi
  run mv "$new" "$app"
}

arch_name() {
  case $(uname -m) in
    x86_64) echo x64 ;;
    aarch64) echo arm64 ;;
    *) fail "Active Defense runs on x64 and arm64; this is $(uname -m)" ;;
  esac
}

# A release brings the built pages along; a git checkout may have old ones.
build_plugin() {
  if [[ ! -e $source/.git && -f $source/dist/plugin.json ]]; then
    run cp -R "$source/dist" "$1"
    return
  fi
  say 'Building the pages (some minutes)'
  local build=/var/tmp/active-defense-build part
  run rm -rf $build
  run install -d -m 0700 $build
  for part in package.json package-lock.json plugin.json tsconfig.json LICENSE CHANGELOG.md README.md .config detector src img; do
    run cp -R "$source/$part" $build/
  done
  run env --chdir=$build npm run --silent build
  run cp -R $build/dist "$1"
  run rm -rf $build
}

make_database() {
  say 'Database'
  if $dry_run; then
    printf '   createuser --createrole %s; createdb --owner=%s %s\n' $account $account $database
    return
  fi
  pg_isready --quiet || service postgresql start
  local tries=0
  until pg_isready --quiet; do
    ((++tries <= 60)) || fail 'PostgreSQL does not answer: see journalctl -u postgresql, then run this again'
    sleep 1
  done
  # The service comes over the socket as its own user, so that no password is needed. It makes the role for dashboards.
  as_postgres <<SQL
select 'create role "$account" login createrole' where not exists (select from pg_roles where rolname = '$account') \gexec
select 'create database $database owner "$account"' where not exists (select from pg_database where datname = '$database') \gexec
SQL
}

make_secret() {
  [[ -s $1 ]] || head -c 32 /dev/urandom | od -An -vtx1 | tr -d ' \n' | write "$1" 0640 root:$account
}

make_configuration() {
  say "Configuration, in $etc"
  make_secret $etc/api-token
  make_secret $etc/reader-password
  [[ -f $etc/detector.env ]] || write $etc/detector.env 0640 root:$account <<TEXT
# NAME=VALUE, as the README's table has them. After a change: systemctl restart active-defense
DATABASE_URL=postgres:///$database?host=/var/run/postgresql&user=$account
ACTIVE_DEFENSE_DATA_DIR=$data
ACTIVE_DEFENSE_LOG_FOLDER=$logs
ACTIVE_DEFENSE_API_TOKEN_FILE=$etc/api-token
ACTIVE_DEFENSE_READER_PASSWORD_FILE=$etc/reader-password
# What firewalls call this server, beside its own names: the list's certificate is made for these, too.
#ACTIVE_DEFENSE_LIST_NAMES=list.example.net,192.0.2.10
TEXT
  write $program 0755 root:root <<TEXT
#!/bin/sh
# The command line, as the service's user and with its configuration: sudo active-defense blacklist list
cd $app && exec runuser -u $account -- env ACTIVE_DEFENSE_CONFIG=$etc/detector.env $app/bin/node $app/detector/main.ts "\$@"
TEXT
}

install_service() {
  say 'Service'
  write $unit 0644 root:root < "$source/deploy/systemd/active-defense.service"
  service_do daemon-reload
  if has_systemd || $dry_run; then run systemctl enable active-defense; fi
  service_do restart active-defense
}

install_rsyslog() {
  say 'rsyslog'
  if [[ -f $rsyslog_file ]]; then
    say "$rsyslog_file is there already and stays as it is"
    return
  fi
  write $rsyslog_file 0644 root:root < "$source/deploy/rsyslog/60-active-defense.conf"
  if ! $dry_run && ! rsyslogd -N1; then
    mv $rsyslog_file $rsyslog_file.refused
    fail "rsyslog refuses the file together with yours (see above); it was put aside as $rsyslog_file.refused. Mend it, rename it back, and run this again"
  fi
  service_do restart rsyslog
}

# What Grafana's own file allows stays allowed: the variable stands over it.
unsigned_plugins() {
  local others
  others=$(sed -n 's/^[[:space:]]*allow_loading_unsigned_plugins[[:space:]]*=[[:space:]]*//p' /etc/grafana/grafana.ini 2> /dev/null | tail -n 1)
  echo "${others:+$others,}$plugin"
}

install_grafana() {
  if ! has_grafana; then
    say "Grafana is not here: install it (docs/install.md) and run this again for the pages"
    return
  fi
  say 'Grafana'
  local kind
  run install -d -m 0755 "$(dirname $grafana_plugin)"
  run rm -rf $grafana_plugin
  run cp -R $app/dist $grafana_plugin
  for kind in plugins datasources dashboards alerting; do
    run install -d -m 0755 "$grafana_provisioning/$kind"
    run cp -R $app/provisioning/$kind/. "$grafana_provisioning/$kind/"
  done
  [[ -f $etc/grafana.env ]] || write $etc/grafana.env 0600 root:root <<TEXT
# Where alerts are mailed to; Grafana sends them through its own [smtp] settings. Then: systemctl restart grafana-server
GF_ACTIVE_DEFENSE_ALERT_MAIL=nobody@example.invalid
TEXT
  local token='' password=''
  if ! $dry_run; then token=$(< $etc/api-token) && password=$(< $etc/reader-password); fi
  write $etc/grafana-connection.env 0600 root:root <<TEXT
# Written by install.sh at each run: change nothing here.
GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS=$(unsigned_plugins)
GF_PATHS_PROVISIONING=$grafana_provisioning
GF_ACTIVE_DEFENSE_API_URL=http://127.0.0.1:8484
GF_ACTIVE_DEFENSE_API_TOKEN=$token
GF_ACTIVE_DEFENSE_DATABASE=127.0.0.1:5432
GF_ACTIVE_DEFENSE_DATABASE_NAME=$database
GF_ACTIVE_DEFENSE_READER_PASSWORD=$password
TEXT
  write $grafana_unit 0644 root:root <<TEXT
[Service]
EnvironmentFile=$etc/grafana-connection.env
EnvironmentFile=$etc/grafana.env
TEXT
  service_do daemon-reload
  service_do restart grafana-server
}

wait_until_alive() {
  if $dry_run || ! has_systemd; then return; fi
  say 'Waiting for the service'
  local tries=0 ask="fetch('http://127.0.0.1:8484/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"
  until $app/bin/node --eval "$ask"; do
    ((++tries <= 60)) || fail 'the service does not answer: see journalctl -u active-defense'
    sleep 1
  done
}

remove_program() {
  say 'Removing the program'
  if has_systemd; then run systemctl disable --now active-defense || true; fi
  run rm -rf $app $app.new $app.previous $unit $program
  run rm -f $rsyslog_file
  service_do daemon-reload
  service_do restart rsyslog
  if has_grafana; then
    run rm -rf $grafana_plugin $grafana_unit $grafana_provisioning/dashboards/active-defense
    run find $grafana_provisioning -name 'active-defense*.yaml' -delete
    service_do daemon-reload
    service_do restart grafana-server
  fi
  $purge || say "$data, $etc and the database $database stay; --uninstall --purge removes them, too"
}

remove_data() {
  say 'Removing data, configuration and database'
  if $dry_run; then
    printf '   drop database %s; drop the roles %s and %s\n' $database $account $reader
  else
    as_postgres <<SQL
drop database if exists $database;
drop role if exists $reader;
drop role if exists "$account";
SQL
  fi
  run rm -rf $data $etc
  if getent passwd $account > /dev/null; then run userdel $account; fi
  say "The firewalls' log files in $logs stay."
}

check_system
if $uninstall; then
  remove_program
  if $purge; then remove_data; fi
  exit 0
fi
install_packages
make_account
install_code
make_database
make_configuration
install_service
install_rsyslog
install_grafana
wait_until_alive
say 'Done. The list: https://localhost:8443/files/blacklist.txt; what comes next: docs/install.md'

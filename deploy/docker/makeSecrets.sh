#!/bin/sh
# Makes each secret once, in a volume that only this service sees, and hands each container the ones that it needs, as
# files that its user alone can read. Existing ones are kept, so that it can run at each start.
set -eu
umask 077

root="${1:-/secrets}"
vault="$root/vault"

keep() {
  [ -s "$vault/$1" ] && return
  head -c 32 /dev/urandom | od -An -vtx1 | tr -d ' \n' > "$vault/$1.new"
  mv "$vault/$1.new" "$vault/$1"
}

# hand FOLDER OWNER NAME: by rename, so that nobody reads half a file.
hand() {
  install --mode=0400 --owner="$2" --group="$2" "$vault/$3" "$root/$1/$3.new"
  mv "$root/$1/$3.new" "$root/$1/$3"
}

for name in database-password reader-password api-token grafana-admin-password; do keep "$name"; done
printf 'DATABASE_URL=postgres://active_defense:%s@postgres:5432/active_defense\n' "$(cat "$vault/database-password")" > "$vault/detector.env"

chmod 0755 "$root/postgres" "$root/detector" "$root/grafana"
hand postgres 999 database-password
hand detector 1000 detector.env
hand detector 1000 api-token
hand detector 1000 reader-password
hand grafana 472 api-token
hand grafana 472 reader-password
hand grafana 472 grafana-admin-password

#!/bin/sh
# The command line inside the container: docker compose exec detector active-defense blacklist list
exec node /opt/active-defense/detector/main.ts "$@"

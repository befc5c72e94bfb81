#!/bin/sh
# Writes what nginx.conf includes. The image of nginx runs this before it starts nginx (/docker-entrypoint.d).
#   QUERY_SIDE, COMMAND_SIDE, AUTH_SERVER   host:port of each, or several separated by commas
#   FRONTEND_URL                            origins whose pages may read nginx's own errors, separated by commas
#   TRUSTED_PROXIES                         addresses or CIDR blocks whose X-Forwarded-For is trusted; default: none
#   NGINX_SETTINGS                          the file that is written
set -eu

file=${NGINX_SETTINGS:-/etc/nginx/taskledger/settings.conf}
version=$(nginx -v 2>&1 | sed 's|.*nginx/||; s/[^0-9.].*//')

# From 1.27.3 on, names are resolved again while nginx runs, because nodes come and go when a side is scaled. An older nginx
# resolves them only at start and at `nginx -s reload`.
if printf %s "$version" | awk -F. '{ exit !($1 > 1 || $2 > 27 || ($2 == 27 && $3 >= 3)) }'; then resolve=' resolve'; else resolve=; fi

# Prints the elements of a comma-separated list, one per line, and refuses elements that cannot be an address.
elements() {
  printf '%s\n' "$2" | tr ',' '\n' | sed 's/^[[:space:]]*//; s/[[:space:]]*$//; /^$/d' | while IFS= read -r element; do
    case $element in
      *[!][A-Za-z0-9.:/_-]*) echo "$1 must list addresses separated by commas, but contains $element" >&2; exit 1 ;;
      *) printf '%s\n' "$element" ;;
    esac
  done
}

upstream() {
  servers=$(elements "$2" "$3")
  echo "upstream $1 {"
  echo "  zone $1 128k;"
  for server in $servers; do echo "  server $server max_fails=0$resolve;"; done  # a 503 says nothing about a node's next response
  echo "  keepalive 64;"
  echo "  keepalive_timeout 30s;"  # shorter than the 60 s of the sides, so that they never close a connection in use
  echo "}"
}

mkdir -p "$(dirname "$file")"
{
  echo "resolver ${RESOLVER:-127.0.0.11} valid=2s ipv6=off;"  # Docker's DNS
  upstream query-side QUERY_SIDE "${QUERY_SIDE:-query-side:8080}"
  upstream command-side COMMAND_SIDE "${COMMAND_SIDE:-command-side:8080}"
  upstream auth-server AUTH_SERVER "${AUTH_SERVER:-auth-server:3000}"

  origins=$(elements FRONTEND_URL "${FRONTEND_URL:-http://localhost:3000}")
  echo 'map $http_origin $cors_origin {'
  echo '  default "";'
  for origin in $origins; do echo "  \"${origin%/}\" \$http_origin;"; done
  echo '}'

  proxies=$(elements TRUSTED_PROXIES "${TRUSTED_PROXIES:-}")
  echo 'real_ip_header X-Forwarded-For;'
  echo 'real_ip_recursive on;'
  for proxy in $proxies; do echo "set_real_ip_from $proxy;"; done
  echo 'geo $realip_remote_addr $behind_proxy {'
  echo '  default 0;'
  for proxy in $proxies; do echo "  $proxy 1;"; done
  echo '}'
  echo 'map "$behind_proxy $http_x_forwarded_proto" $public_scheme { default $scheme; "1 https" https; }'
} > "$file"

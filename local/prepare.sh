# Sourced by bin/start and bin/test: checks for Node and installs what package-lock.json says, when it changed.

say_and_end() {
  echo "$1" >&2
  exit 1
}

command -v node >/dev/null 2>&1 || say_and_end 'Node is missing: install Node 20 or later with npm'
command -v npm >/dev/null 2>&1 || say_and_end 'npm is missing: install Node 20 or later with npm'
major=$(node -p 'process.versions.node.split(".")[0]')
[ "$major" -ge 20 ] || say_and_end "Node $(node -v) is too old: install Node 20 or later with npm"

# npm writes its own copy of the lock file last, once everything is in place.
if [ ! -x node_modules/.bin/node ] || [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  echo 'Installing packages with npm (about a minute)'
  npm ci --no-audit --no-fund --loglevel=error &
  npm_pid=$!
  trap 'kill "$npm_pid" 2>/dev/null; wait "$npm_pid"; exit 143' INT TERM HUP
  wait "$npm_pid" || say_and_end 'npm could not install the packages: see its message above'
  trap - INT TERM HUP
fi

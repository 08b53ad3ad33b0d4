# Sourced by ./demo and ./check: brings the programs they need, where they are missing and may be installed.
# shellcheck shell=bash

need_programs() { # program...
  local missing=() program
  for program in "$@"; do
    command -v "$program" >/dev/null || missing+=("$program")
  done
  [ "${#missing[@]}" = 0 ] || bring "${missing[@]}"
}

need_c_compiler() {
  if [ "$(uname)" = Linux ] && ! echo '#include <stdio.h>' | gcc -E - >/dev/null 2>&1; then
    bring gcc libc6-dev # it works only with the headers
  fi
}

bring() { # package...
  local missing=("$@")
  local as=()
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as=(sudo -n); else as=(false); fi
  fi
  if [ "${as[0]-}" != false ] && command -v apt-get >/dev/null; then
    echo "== installing ${missing[*]}"
    local log
    log=$(mktemp)
    if { "${as[@]}" apt-get update -q &&
         DEBIAN_FRONTEND=noninteractive "${as[@]}" apt-get install -qy --no-install-recommends "${missing[@]}"; } \
         >"$log" 2>&1; then
      rm -f "$log"
      return 0
    fi
    tail -n 5 "$log" >&2
    rm -f "$log"
  fi
  echo "These programs are missing: ${missing[*]}. Install them, then start again:" >&2
  echo "    sudo apt-get install --no-install-recommends ${missing[*]}" >&2
  return 1
}

need_dotnet() {
  if ! command -v dotnet >/dev/null; then
    echo "There is no 'dotnet' on the PATH: the .NET 10 SDK is needed." >&2
    return 1
  fi
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
}

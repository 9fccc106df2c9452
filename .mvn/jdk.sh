# shellcheck shell=sh
#
# Chooses the JDK for the build; mvnw sources this file before it starts Maven.
#
#   JAVA_HOME is set      it is used; when it is too old, one sentence says so and the build stops.
#   JAVA_HOME is not set  the JDK of the `java` on PATH is used when it is new enough, else the newest
#                         JDK in the usual folders. JAVA_HOME is then exported, so that everything
#                         Maven starts (tests, quarkus:dev) runs on the same JDK.
#
#   QUANBAO_JDK_DIRS      folders that hold JDKs, separated by colons, to look in instead of the usual ones

quanbao_jdk_min=25
quanbao_jdk_dirs="${QUANBAO_JDK_DIRS:-/usr/lib/jvm:/usr/lib64/jvm:/usr/java:/opt/java:${HOME-}/.sdkman/candidates/java:${HOME-}/.jdks:/Library/Java/JavaVirtualMachines:${HOME-}/Library/Java/JavaVirtualMachines}"

# Prints the version in the `release` file of the JDK or JRE in folder $1.
quanbao_jdk_version() {
  [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9][0-9.]*\).*/\1/p' "$1/release"
}

# Prints version $1, such as 25.0.3, as one number that can be compared.
quanbao_jdk_rank() (
  set -f
  IFS=.
  # shellcheck disable=SC2086 # split at the dots
  set -- $1
  echo "$((${1:-0} * 1000000 + ${2:-0} * 1000 + ${3:-0}))"
)

# Prints the rank of the JDK in folder $1; fails when there is none or when it is too old.
quanbao_jdk_suits() (
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  version="$(quanbao_jdk_version "$1")" && [ -n "$version" ] || return 1
  [ "${version%%.*}" -ge "$quanbao_jdk_min" ] || return 1
  quanbao_jdk_rank "$version"
)

# Prints the folder of the JDK to use; fails when there is none.
quanbao_jdk_find() (
  java="$(command -v java)" && java="$(readlink -f "$java" 2>/dev/null)" || java=''
  home="${java%/bin/java}"
  if [ -n "$java" ] && quanbao_jdk_suits "$home" >/dev/null; then
    printf '%s\n' "$home"
    return 0
  fi

  best='' best_rank=0
  set -f
  IFS=:
  # shellcheck disable=SC2086 # split at the colons
  set -- $quanbao_jdk_dirs
  unset IFS
  set +f
  for dir in "$@"; do
    for home in "$dir"/* "$dir"/*/Contents/Home; do
      if rank="$(quanbao_jdk_suits "$home")" && [ "$rank" -gt "$best_rank" ]; then
        best="$home" best_rank="$rank"
      fi
    done
  done
  [ -n "$best" ] && printf '%s\n' "$best"
)

if [ -n "${JAVA_HOME-}" ]; then
  quanbao_jdk_found="$(quanbao_jdk_version "$JAVA_HOME")" || quanbao_jdk_found=''
  # Without a version in a `release` file it is left to Maven to check the JDK (see pom.xml).
  if [ -n "$quanbao_jdk_found" ] && [ "${quanbao_jdk_found%%.*}" -lt "$quanbao_jdk_min" ]; then
    printf '%s\n' "Quanbao needs a JDK $quanbao_jdk_min or newer, but JAVA_HOME ($JAVA_HOME) is Java $quanbao_jdk_found; let JAVA_HOME name a newer one, or unset it and mvnw looks for one by itself." >&2
    exit 1
  fi
elif JAVA_HOME="$(quanbao_jdk_find)"; then
  export JAVA_HOME
else
  printf '%s\n' "Quanbao needs a JDK $quanbao_jdk_min or newer; none was found on PATH or in $(printf '%s\n' "$quanbao_jdk_dirs" | sed 's/:/, /g'); install one, e.g. 'apt install openjdk-$quanbao_jdk_min-jdk' or Temurin, or set JAVA_HOME." >&2
  exit 1
fi

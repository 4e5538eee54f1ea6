#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The scripts that build and guard the project: each does what it says, and says what it cannot do.
. "$(dirname "$0")/lib.sh"

# A PATH on which only the programs named are found, and those stubbed in $work/bin.
narrow_path() {
    mkdir -p "$work/bin"
    for program in "$@"; do
        ln -sf "$(command -v "$program")" "$work/bin/$program"
    done
}

stub() {
    mkdir -p "$work/bin"
    printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1"
    chmod +x "$work/bin/$1"
}

begin "setup asks nothing of apt when nothing is missing"
stub apt-get 'echo touched >&2; exit 1'
check "setup failed" env PATH="$work/bin:$PATH" "$top/scripts/setup"
hasnt "$work/.check" touched

begin "setup without root says the command to run"
narrow_path sh cat awk tr env
stub id 'echo 1000'
stub uname 'echo Linux'
stub apt-get 'echo touched; exit 0'
status=0
env PATH="$work/bin" "$top/scripts/setup" >"$stdout" 2>"$stderr" || status=$?
check "status $status, not 1" [ "$status" = 1 ]
has stderr 'sudo apt-get install -y --no-install-recommends .*libsqlite3-dev'
has stderr 'libvectorscan-dev'
hasnt stdout touched

begin "setup without any package manager names what is missing"
narrow_path sh cat awk tr env id uname
status=0
env PATH="$work/bin" "$top/scripts/setup" >"$stdout" 2>"$stderr" || status=$?
check "status $status, not 1" [ "$status" = 1 ]
has stderr 'missing: .*gnuplot'
has stderr 'no apt-get, dnf or brew'

begin "bare-debian says why it cannot"
stub id 'echo 1000'
status=0
env PATH="$work/bin:$PATH" "$top/scripts/bare-debian" >"$stdout" 2>"$stderr" || status=$?
check "status $status, not 1" [ "$status" = 1 ]
has stderr 'cannot: debootstrap and chroot need root'

begin "embed gives back every byte"
awk 'BEGIN { for (i = 0; i < 256; i++) printf "%c0", i; print "\"\\?" "?/ 中文" }' >"$work/data"
cat >"$work/main.c" <<'EOT'
#include <stdio.h>
extern const char data[];
extern const size_t data_size;
int main(void) {
    return fwrite(data, 1, data_size, stdout) != data_size;
}
EOT
check "embed failed" sh -c "'$top/scripts/embed' data '$work/data' >'$work/data.c'"
check "does not compile" "${CC:-gcc}" -Wall -Wextra -Werror -o "$work/main" "$work/main.c" "$work/data.c"
check "does not run" sh -c "'$work/main' >'$work/back'"
check "bytes differ" cmp "$work/data" "$work/back"

# rooms FILE LINE...: what check-rooms says of a house with one more file.
rooms() {
    mkdir -p "$work/src/base" "$(dirname "$work/src/$1")"
    file=$1 && shift
    printf '%s\n' '/* SPDX-License-Identifier: GPL-3.0-or-later */' "$@" >"$work/src/$file"
    status=0
    "$top/scripts/check-rooms" "$work" >"$stdout" 2>&1 || status=$?
}

begin "rooms lets through what the rules allow"
rooms store/save.c '#include "base/base.h"' '#include <sqlite3.h>' '#include "plan/tree.h"' \
    '#include <unistd.h>' '#include "store/store_p.h"'
check "status $status: $(cat "$stdout")" [ "$status" = 0 ]

begin "rooms names each breach with its line"
rooms plan/outline.c '#include <stdio.h>' '#include "store/store.h"' '#include <sqlite3.h>' \
    '#include "read/html_p.h"' '#include "tree.h"' '#include "read/html.h"' '#include "read/doc.h"'
check "status $status, not 1" [ "$status" = 1 ]
has stdout '^src/plan/outline.c:2: base/base.h comes first'
has stdout '^src/plan/outline.c:3: "store/store.h": plan may include only'
has stdout '^src/plan/outline.c:4: <sqlite3.h>: no library of plan'
has stdout '^src/plan/outline.c:5: "read/html_p.h" is private to read/'
has stdout '^src/plan/outline.c:6: "tree.h": say the room'
has stdout '^src/plan/outline.c:7: "read/html.h": plan may include only'
hasnt stdout '^src/plan/outline.c:8'

begin "version says something in a checkout and without one"
mkdir -p "$work/scripts"
cp "$top/scripts/version" "$work/scripts/"
check "no version in the checkout" sh -c "'$top/scripts/version' | grep -qE '^[0-9]+\.'"
check "no version without git" sh -c "'$work/scripts/version' | grep -qE '^[0-9]+\.'"

done_testing

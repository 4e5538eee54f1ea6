#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The report page and the charts in a real browser (headless Chromium), on a desk and on a phone. Skipped where there is
# no Chromium: it is far too large to be asked for by `make check`.
. "$(dirname "$0")/lib.sh"

unit=$top/${PLANCMP_OUT:-build}/tests/unit
browser=
for program in chromium chromium-browser google-chrome chrome; do
    [ -n "$browser" ] || browser=$(command -v "$program")
done

# in_browser PAGE WIDTH SCRIPT: the page with the script behind all else, in a frame, since a window has a least width.
# Every line the script gives must be an ok.
in_browser() {
    {
        sed '1,/<head>/s|<head>|&<script>window.faults=[];addEventListener("error",function(e){faults.push(e.message)})</script>|' "$1"
        echo '<script>'
        cat "$top/tests/browser/$3"
        echo '</script>'
    } >"$work/page.html"
    cat >"$work/frame.html" <<-EOT
	<!doctype html><meta charset="utf-8"><pre id="result"></pre>
	<script>addEventListener("message", function (event) { result.textContent = "\n" + event.data + "\n"; });</script>
	<iframe width="$2" height="900" style="border:0" src="page.html"></iframe>
	EOT
    sandbox=
    [ "$(id -u)" != 0 ] || sandbox=--no-sandbox
    # shellcheck disable=SC2086  # no word where there is no need
    timeout 120 "$browser" --headless $sandbox --disable-gpu --user-data-dir="$work/profile" --window-size=1800,1000 \
        --virtual-time-budget=20000 --dump-dom "file://$work/frame.html" >"$stdout" 2>"$stderr"
    sed -n '/<pre id="result">/,/<\/pre>/p' "$stdout" | sed -E 's/<[^>]*>//g; /^$/d' >"$work/results"
    grep -q '^ok' "$work/results" || broke "the page gave no results: $(tail -n 3 "$stderr")"
    ! grep -q '^not ok' "$work/results" || broke "$(grep '^not ok' "$work/results")"
}

for width in 1280 360; do
    begin "report at $width pixels"
    if [ -z "$browser" ]; then
        skip_test "no Chromium"
    else
        "$unit/test_present_report" --page "$work/report.html" || broke "no page"
        over || in_browser "$work/report.html" "$width" report.js
    fi
done

begin "labels of charts as drawn"
if [ -z "$browser" ]; then
    skip_test "no Chromium"
elif ! command -v gnuplot >/dev/null; then
    skip_test "no gnuplot"
else
    "$unit/test_present_chart" --draw "$work" || broke "no charts"
    { echo '<!doctype html><html><head><meta charset="utf-8"></head><body>' && cat "$work"/*.svg; } >"$work/charts.html"
    over || in_browser "$work/charts.html" 1600 charts.js
fi

done_testing

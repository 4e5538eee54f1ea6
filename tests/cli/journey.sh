#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The main job on the sample plans, as a researcher goes through it: add, list, look, count, draw, report, export.
. "$(dirname "$0")/lib.sh"

begin "help shows an example first, in both languages"
run 0 --lang en help coverage
check "no example in the first line" sh -c "head -n 1 '$stdout' | grep -q '^  plancmp coverage'"
run 0 --lang zh help coverage
has stdout '^用法：plancmp coverage'

begin "every command of the overview has help of its own"
run 0 --lang en help
over || awk '/^  [a-z-]+ +[^ ]/ && !/plancmp/ { print $1 }' "$stdout" >"$work/names"
while read -r command; do
    run 0 help "$command"
    has stdout '^  plancmp'
done <"$work/names"

begin "every command that is written is listed"
run 0 --lang en help
over || sed -n 's/^const Command command_\([a-z_]*\) = .*/\1/p' "$top"/src/command/*.c | tr _ - >"$work/names"
while read -r command; do
    has stdout "^  $command "
done <"$work/names"

begin "an unknown command or option is wrong usage, and names it"
run 2 --lang en frobnicate
has stderr 'no command "frobnicate"'
run 2 --lang en coverage --frobnicate
has stderr '--frobnicate'
run 2 --lang en list too many
has stderr 'too many arguments'
run 2 --lang zh add
has stderr '参数太少'
run 2 --lang en list --format xml
has stderr 'xml'

begin "plans are added once, and again only when they change"
cp -r "$top/plans" "$work/plans"
run 0 --lang en -d "$work/plans.db" add "$work/plans"
has stdout '^11 added, 0 replaced'
over || cp "$work/plans.db" "$work/before.db"
run 0 --lang en -d "$work/plans.db" add "$work/plans"
has stdout '^0 added, 0 replaced, 0 parsed again, 11 unchanged'
same "$work/before.db" "$work/plans.db"
over || echo '3.新增一项。再加一句话。' >>"$work/plans/qichuan-2025.txt"
run 0 --lang en -d "$work/plans.db" add "$work/plans"
has stdout '^replaced  qichuan-2025'
has stdout '^0 added, 1 replaced, 0 parsed again, 10 unchanged'

begin "what the manifest says wins, survives a rebuild, and a changed manifest is seen"
cp -r "$top/plans" "$work/plans"
run 0 -d "$work/plans.db" -q add "$work/plans"
run 0 --lang en -d "$work/plans.db" list --metadata
has stdout '^yunhe-2025 +region +云禾区 +chosen +manifest'
run 0 -d "$work/plans.db" -q rebuild
run 0 --lang en -d "$work/plans.db" list --metadata
has stdout '^yunhe-2025 +region +云禾区 +chosen +manifest'
over || sed -i 's/"yunhe-2025.txt", "region": "云禾区"/"yunhe-2025.txt", "region": "云禾新区"/' "$work/plans/manifest.json"
run 0 --lang en -d "$work/plans.db" add "$work/plans"
has stdout '^parsed again  yunhe-2025'
run 0 --lang en -d "$work/plans.db" list --metadata
has stdout '^yunhe-2025 +region +云禾新区 +chosen +manifest'

begin "a broken manifest names file, line and column, and its folder is not read"
mkdir "$work/plans" && cp "$top/plans/yunhe-2025.txt" "$work/plans"
printf '{"plans": [\n  {"file": "yunhe-2025.txt", "regoin": "云禾区"}\n]}\n' >"$work/plans/manifest.json"
run 1 --lang en -d "$work/plans.db" add "$work/plans"
has stderr 'manifest.json:2:[0-9]+: .*regoin'
check "plans.db was made" test ! -e "$work/plans.db"
printf '{"plans": [{"file": "gone.txt"}]}\n' >"$work/plans/manifest.json"
run 1 --lang en -d "$work/plans.db" add "$work/plans"
has stderr 'manifest.json:1:[0-9]+: .*gone.txt'
printf '{"plans": [{"file": "yunhe-2025.txt", "issued": "2025-02-30"}]}\n' >"$work/plans/manifest.json"
run 1 --lang en -d "$work/plans.db" add "$work/plans"
has stderr 'manifest.json:1:[0-9]+: .*issued'

begin "the layouts of the sample plans are understood"
run 0 -d "$work/plans.db" -q add "$top/plans"
run 0 --lang en -d "$work/plans.db" -f csv list
# plan,title,year,region,sections,tasks,measures: two circled plans by hand count, a table, a masked re-post.
has stdout '^yunhe-2025,云禾区教育和体育局2025年工作要点,2025,云禾区,4,26,74,'
has stdout '^yunhe-2024,云禾区教育和体育局2024年工作要点,2024,云禾区,4,24,64,'
has stdout '^ludu-2024,芦渡区教育局2024年工作要点,2024,'
has stdout '^qingluan-2025,晴峦县教育局2024年工作总结和2025年工作计划,2025,'
run 0 -d "$work/plans.db" --lang en show heting-2025
has stdout 'lead: 教研室; support: 基础教育科、各学校'

begin "coverage counts what the measures say, and explain opens it"
run 0 -d "$work/plans.db" -q add "$top/plans/yunhe-2025.txt"
run 0 -d "$work/plans.db" --lang en -f csv coverage
over || n=$(awk -F, '$1 == "dr" { print $8 }' "$stdout")
run 0 -d "$work/plans.db" --lang en -f csv explain dr yunhe
check "explain lists another number of measures than coverage counts" \
    sh -c "[ \$((\$(wc -l <'$stdout') - 1)) = '${n:-}' ]"
has stdout '【课后服务】'
run 0 -d "$work/plans.db" --lang zh explain 双减 yunhe
run 1 -d "$work/plans.db" --lang en explain nosuch yunhe
has stderr 'nosuch'
run 1 -d "$work/plans.db" --lang en explain dr nowhere
has stderr 'nowhere'

begin "a word is found in its sentences, also one of two characters"
run 0 -d "$work/plans.db" -q add "$top/plans"
run 0 -d "$work/plans.db" -f csv find 马拉松 -p yunhe-2025
has stdout '【马拉松】'
run 0 -d "$work/plans.db" -f csv find 食堂
has stdout '【食堂】'
run 0 -d "$work/plans.db" --lang en find 绝无此词
has stdout '^0 places'
run 0 -d "$work/plans.db" -f csv find --theme safety.food -p qichuan-2025
has stdout '食'

begin "tables come as CSV, JSON, JSON lines and Markdown"
run 0 -d "$work/plans.db" -q add "$top/plans/yunhe-2025.txt"
run 0 -d "$work/plans.db" --lang zh -f csv --bom -o "$work/c.csv" coverage
check "no byte order mark" sh -c "head -c 3 '$work/c.csv' | od -An -tx1 | grep -q 'ef bb bf'"
has "$work/c.csv" '代码,主题'
run 0 -d "$work/plans.db" -f json coverage
check "no JSON" python3 -c "import json,sys; t=json.load(open('$stdout')); assert t['rows'] and t['name']=='coverage'"
run 0 -d "$work/plans.db" -f jsonl list
run 0 -d "$work/plans.db" -f xlsx -o "$work/c.xlsx" coverage
check "no workbook" python3 -c "import zipfile; zipfile.ZipFile('$work/c.xlsx').testzip()"
run 2 --lang en -d "$work/plans.db" -f xlsx coverage
has stderr 'needs -o'
run 0 -d "$work/plans.db" -f markdown coverage
has stdout '^\|'

begin "charts keep their script and data beside them, and Chinese labels are text"
run 0 -d "$work/plans.db" -q add "$top/plans/yunhe-2024.txt" "$top/plans/yunhe-2025.txt"
run 0 -d "$work/plans.db" --lang zh chart --to "$work/charts"
for file in coverage.svg coverage.png coverage.gp coverage.dat core.svg core.png core.gp core.dat coverage.csv; do
    check "no $file" test -s "$work/charts/$file"
done
has "$work/charts/coverage.svg" '校|体育'
run 2 -d "$work/plans.db" --lang en chart nosuch

begin "the report holds the sentences, and the same input gives the same bytes"
run 0 -d "$work/plans.db" -q add "$top/plans"
run 0 -d "$work/plans.db" --lang zh report "$work/a"
run 0 -d "$work/plans.db" --lang zh report "$work/b"
has "$work/a/index.html" '环云禾湖半程马拉松'
check "two runs differ" diff -r -x '*.png' "$work/a" "$work/b"
hasnt "$work/a/index.html" '(src|href|url)[=(]"?https?://'

begin "export gives one line a measure, plan and node, with the documented keys"
run 0 -d "$work/plans.db" -q add "$top/plans/yunhe-2025.txt"
run 0 -d "$work/plans.db" export --jsonl measures
check "keys" python3 -c "
import json
rows = [json.loads(line) for line in open('$stdout')]
assert len(rows) == 74, len(rows)
for row in rows:
    assert {'plan', 'section', 'subsection', 'task', 'ordinal', 'text', 'themes', 'targets', 'duties', 'deadlines'} <= set(row), row
assert rows[0]['task']['number'] and rows[0]['task']['title']"
run 0 -d "$work/plans.db" export --jsonl nodes
check "keys" python3 -c "
import json
for line in open('$stdout'):
    assert {'kind', 'level', 'number', 'heading', 'span'} <= set(json.loads(line))"

begin "a plan is taken out, all or nothing"
run 0 -d "$work/plans.db" -q add "$top/plans/yunhe-2024.txt" "$top/plans/yunhe-2025.txt"
run 1 -d "$work/plans.db" --lang en remove yunhe-2024 nosuch
run 0 -d "$work/plans.db" -f csv list
has stdout '^yunhe-2024'
run 0 -d "$work/plans.db" remove yunhe-2024
run 0 -d "$work/plans.db" -f csv list
hasnt stdout '^yunhe-2024'
has stdout '^yunhe-2025'

done_testing

#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What was made is made again and compared: the same, or what differs and why. A record that somebody has doctored
# runs nothing but analyses, charts and exports, and writes nowhere.
. "$(dirname "$0")/lib.sh"

project() {
    run 0 -q -d "$work/plans.db" add "$top/plans"
}

# edit FILE PYTHON: changes the record r of a folder.
edit() {
    over || python3 - "$1" <<END || broke "the record cannot be edited"
import json, sys
r = json.load(open(sys.argv[1]))
run = r['runs'][0]
$2
json.dump(r, open(sys.argv[1], 'w'))
END
}

begin "a report is the same when it is made again, in either language and any locale"
project
run 0 -d "$work/plans.db" --lang zh report "$work/out"
LC_ALL=C TZ=Asia/Shanghai run 0 --lang en -d "$work/plans.db" verify "$work/out"
has stdout '^Files: [0-9]+\. The same: [0-9]+; not the same: 0; pictures not compared: 0\.'
run 0 --lang zh -d "$work/plans.db" -f csv verify "$work/out/"
has stdout '^index.html,same,'
hasnt stdout 'differs|altered|missing|surplus'
run 0 -d "$work/plans.db" -f csv verify "$work/out/tables.xlsx"
has stdout '^tables.xlsx,same,'
hasnt stdout 'index.html'

begin "it is the same over plans that were added in another order"
over || for file in $(cd "$top/plans" && ls -r ./*.txt ./*.htm*); do
    run 0 -q -d "$work/plans.db" add "$top/plans/$file"
done
run 0 -q -d "$work/other.db" add "$top/plans"
run 0 -d "$work/plans.db" --lang zh report "$work/out"
for analysis in coverage compare distinct workload similar map reuse sensitivity comparable targets duties deadlines; do
    run 0 -d "$work/plans.db" "$analysis" -o "$work/out/$analysis.json" --record
done
run 0 -d "$work/plans.db" find 课后服务 -o "$work/out/find.json" --record
run 0 -d "$work/plans.db" targets --compare -o "$work/out/indicators.json" --record
run 0 -d "$work/plans.db" trend --by-theme -o "$work/out/trend.json" --record
run 0 -d "$work/plans.db" gaps --union -o "$work/out/union.json" --record
run 0 -d "$work/plans.db" gaps yunhe-2024 yunhe-2025 --measures -o "$work/out/gaps.json" --record
run 0 --lang en -d "$work/other.db" verify "$work/out"
has stdout 'not the same: 0;'
hasnt stdout 'since'

begin "measures in JSON are called as explain and export call them"
run 0 -q -d "$work/plans.db" add "$top/plans"
run 0 -d "$work/plans.db" export --jsonl measures -o "$work/measures.jsonl"
run 0 -d "$work/plans.db" -f json coverage yunhe-2025 -t sports -o "$work/t.json"
check "names" python3 -c "
import json
texts = {m['id']: m['text'] for m in map(json.loads, open('$work/measures.jsonl'))}
t = json.load(open('$work/t.json'))
names = t['evidence'][0]['measures']
assert len(names) == t['rows'][0]['measures'] > 20, names
open('$work/name', 'w').write(names[7] + '\n' + texts[names[7]][:12])"
run 0 -d "$work/plans.db" --lang zh explain "$(head -1 "$work/name")"
has stdout "$(tail -1 "$work/name")"

begin "a record tells nothing of the machine"
project
over || mkdir "$work/a" "$work/b"
over || cp "$work/plans.db" "$work/b/other.db"
run 0 -d "$work/plans.db" report "$work/a" -p yunhe-2025 --title 两地
run 0 -d "$work/b/other.db" report "$work/b" -p yunhe-2025 --title 两地
same "$work/a/plancmp.json" "$work/b/plancmp.json"
has "$work/a/plancmp.json" '"command":\["report","--plan=yunhe-2025","--title=两地"\]'
hasnt "$work/a/plancmp.json" "$work|/tmp|[0-9]:[0-9][0-9]:"

begin "report, charts and tables of one folder are all made again"
project
run 0 -d "$work/plans.db" report "$work/out" -p yunhe-2025
run 0 -d "$work/plans.db" --lang zh chart compare yunhe-2024 yunhe-2025 --to "$work/out"
run 0 -d "$work/plans.db" chart coverage --to "$work/out"
run 0 -d "$work/plans.db" coverage -t 体育 --level 0.9 --bom -o "$work/out/体育.csv" --record
run 0 -d "$work/plans.db" find 课后服务 -o "$work/out/found.md" --record
run 0 -d "$work/plans.db" show yunhe-2025 -o "$work/out/show.txt" --record
run 0 -d "$work/plans.db" distinct -o "$work/out/words.csv" --record --top 3 --prior 12.5
run 0 -d "$work/plans.db" compare yunhe-2024 yunhe-2025 --cluster=task --adjust=holm --record -o "$work/out/pair.xlsx"
run 0 -d "$work/plans.db" export --jsonl plans -o "$work/out/plans.jsonl" --record
run 0 -d "$work/plans.db" -f csv verify "$work/out"
has stdout '^体育.csv,same,same,0,.*plancmp coverage --theme=体育 --level=0.9 --format=csv --bom'
has stdout '^found.md,same,.*plancmp find --format=markdown 课后服务'
has stdout '^show.txt,same,'
has stdout '^words.csv,same,.*distinct --top=3 --prior=12.5 --format=csv$'
has stdout '^pair.xlsx,same,.*compare --cluster=task --adjust=holm --format=xlsx yunhe-2024 yunhe-2025$'
has stdout '^compare.svg,same,.*plancmp chart compare yunhe-2024 yunhe-2025'
has stdout '^coverage.csv,same,same,0,plancmp chart coverage'
has stdout '^index.html,same,same,0,plancmp report --plan=yunhe-2025'

begin "the files that differ are named, and why"
over || cp -r "$top/plans" "$work/plans"
run 0 -q -d "$work/plans.db" add "$work/plans"
run 0 -d "$work/plans.db" --lang zh report "$work/out"
over || echo x >>"$work/out/coverage.csv"
over || rm "$work/out/map.csv"
over || : >"$work/out/mine.txt"
run 1 -d "$work/plans.db" -f csv verify "$work/out"
has stdout '^coverage.csv,altered,'
has stdout '^map.csv,missing,'
has stdout '^mine.txt,surplus,'
has stdout '^index.html,same,'
over || sed -i 's/马拉松/越野跑/g' "$work/plans/yunhe-2025.txt"
run 0 -q -d "$work/plans.db" add "$work/plans"
run 0 -d "$work/plans.db" set yunhe-2024 region=云禾新区
run 0 -d "$work/plans.db" remove tongbei-2024
run 1 --lang en -d "$work/plans.db" verify "$work/out"
has stdout '^index.html +is made otherwise now'
has stdout '^core.png +is made otherwise now'
has stdout '^Plans removed since: 1 \(tongbei-2024\)'
has stdout '^Plans whose document has changed \(SHA-256\): 1 \(yunhe-2025\)'
has stdout '^Plans whose metadata, settings or file name have changed: 1 \(yunhe-2024\)'
run 1 --lang zh -d "$work/plans.db" verify "$work/out"
has stdout '文件内容已变（SHA-256 不同）的计划：1 份（yunhe-2025）'

begin "a change that makes no difference is told as such"
run 0 -q -d "$work/plans.db" add "$top/plans/yunhe-2024.txt"
run 0 -d "$work/plans.db" coverage yunhe-2024 -o "$work/t.json" --record
run 0 -q -d "$work/plans.db" add "$top/plans/yunhe-2025.txt"
run 0 --lang en -d "$work/plans.db" verify "$work/t.json"
has stdout '^Plans added since: 1 \(yunhe-2025\)'
has stdout 'makes no difference here'

begin "another scheme and other versions are told"
run 0 -q -d "$work/plans.db" add "$top/plans/yunhe-2024.txt"
run 0 -d "$work/plans.db" --lang zh coverage -o "$work/t.csv" --record
edit "$work/plancmp.json" "run['tools']['plancmp'] = '0.0.1'"
over || sed 's/"体育"/"体育运动"/' "$top/plans/themes.json" >"$work/other.json"
run 0 -q -d "$work/plans.db" rebuild --scheme "$work/other.json"
run 1 --lang en -d "$work/plans.db" verify "$work/t.csv"
has stdout '^plancmp: then 0.0.1, now '
has stdout '^Another theme scheme is in use than then'

begin "a picture that another library draws is no difference, an altered one is"
project
run 0 -d "$work/plans.db" chart --to "$work/out"
over || echo x >>"$work/out/core.png"
run 1 -d "$work/plans.db" -f csv verify "$work/out"
has stdout '^core.png,altered,'
edit "$work/out/plancmp.json" "import hashlib
run['files']['core.png'] = hashlib.sha256(open('$work/out/core.png', 'rb').read()).hexdigest()"
run 0 --lang en -d "$work/plans.db" verify "$work/out"
has stdout '^core.png +picture, not compared'
has stdout 'pictures not compared: 1'

begin "files that are made only then or only now"
project
run 0 -d "$work/plans.db" chart --to "$work/out"
over || echo old >"$work/out/old.csv"
edit "$work/out/plancmp.json" "import hashlib
run['files']['old.csv'] = hashlib.sha256(b'old\\n').hexdigest()
del run['files']['core.dat']"
run 1 -d "$work/plans.db" -f csv verify "$work/out"
has stdout '^old.csv,gone,'
has stdout '^core.dat,added,'
hasnt stdout 'surplus'

begin "what has no record, or no project file, cannot be verified"
project
run 0 -d "$work/plans.db" coverage -o "$work/t.csv"
run 3 --lang en -d "$work/plans.db" verify "$work/t.csv"
has stderr 't.csv.*--record'
run 3 --lang en -d "$work/plans.db" verify "$work/gone"
has stderr 'gone'
run 0 -d "$work/plans.db" coverage -o "$work/t.csv" --record
run 3 --lang en -d "$work/none.db" verify "$work/t.csv"
has stderr 'none.db'
run 0 -d "$work/plans.db" coverage yunhe-2024 -o "$work/one.csv" --record
run 0 -d "$work/plans.db" remove yunhe-2024
run 3 --lang en -d "$work/plans.db" verify "$work/one.csv"
has stdout '^one.csv +cannot be made again'
has stdout 'plancmp coverage .*yunhe-2024: .*yunhe-2024'
run 2 -d "$work/plans.db" verify
run 2 --lang en -d "$work/plans.db" coverage --record
has stderr '--record goes with -o'
run 2 --lang en -d "$work/plans.db" doctor -o "$work/d.csv" --record
has stderr '--record does nothing here'
over || echo '{"甲": "乙"}' >"$work/names.json"
run 1 --lang en -d "$work/plans.db" duties --aliases "$work/names.json" -o "$work/d.csv" --record
has stderr '--aliases cannot be made again'

begin "a damaged record is refused, and not written over"
project
for text in '' '{' '[]' '{"record":1}' '{"record":2,"runs":[]}' '{"record":1,"runs":[{}]}' '{"record":1,"runs":{"a":1}}'; do
    over || mkdir -p "$work/out"
    over || printf '%s' "$text" >"$work/out/plancmp.json"
    over || cp "$work/out/plancmp.json" "$work/before.json"
    run 3 --lang en -d "$work/plans.db" verify "$work/out"
    has stderr 'plancmp.json'
    run 1 --lang en -d "$work/plans.db" coverage -o "$work/out/t.csv" --record
    has stderr 'plancmp.json'
    same "$work/before.json" "$work/out/plancmp.json"
done

begin "a doctored record runs nothing else and writes nowhere"
project
run 0 -d "$work/plans.db" chart --to "$work/chart"
run 0 -d "$work/plans.db" coverage -o "$work/t.csv" --record
over || cp "$work/plancmp.json" "$work/good.json"
over || cp "$work/plans.db" "$work/before.db"
over || echo kept >"$work/target"
while IFS= read -r command; do
    over || cp "$work/good.json" "$work/plancmp.json"
    edit "$work/plancmp.json" "run['command'] = $command"
    run 3 --lang en -d "$work/plans.db" verify "$work/t.csv"
    has stdout '^t.csv +cannot be made again'
    same "$work/before.db" "$work/plans.db"
    check "$command wrote" sh -c "[ \"\$(cat '$work/target')\" = kept ]"
done <<END
['remove', '--', 'yunhe-2024']
['add', '--', '$top/plans']
['set', '--', 'yunhe-2024', 'region=x']
['rebuild']
['verify', '--', '$work']
['sample', '--', '$work/target']
['coverag', '--format=csv']
['coverage', '--output=$work/target']
['coverage', '-o', '$work/target']
['coverage', '-o$work/target']
['coverage', '--format=csv', '--database=$work/other.db']
['coverage', '-d', '$work/other.db']
['coverage', '--record']
['coverage', '--help']
['coverage', '--lang=zh']
['coverage', '--nosuch']
['coverage', '--draws=99999999']
['duties', '--aliases=$work/target']
['chart', '--to=$work/target', '--', 'coverage']
['report', '--', '$work/target']
['sh', '-c', 'echo lost > $work/target']
['/bin/sh']
['coverage', '--', '--output=$work/target']
['export', '--format=csv']
['export', '--jsonl=measures', 'surplus']
END
while IFS= read -r change; do
    over || cp "$work/good.json" "$work/plancmp.json"
    edit "$work/plancmp.json" "$change"
    run 3 --lang en -d "$work/plans.db" verify "$work"
    has stderr 'no record of plancmp, or is damaged'
done <<END
run['files'] = {'../target': '0' * 64}
run['files'] = {'/etc/passwd': '0' * 64}
run['files'] = {'.hidden': '0' * 64}
run['files'] = {'plancmp.json': '0' * 64}
run['files'] = {'t.csv': 'xyz'}
run['files'] = {'': '0' * 64}
run['command'] = []
run['command'] = ['coverage', 7]
run['command'] = ['coverage\\x1b[2J']
run['command'] = 'coverage'
run['language'] = 'fr'
run['plans'] = [{'plan': 'a'}]
r['runs'] = [run] * 1001
END
check "a temporary folder is left" sh -c "! ls -d \"\${TMPDIR:-/tmp}\"/plancmp-*/1 2>/dev/null"

done_testing

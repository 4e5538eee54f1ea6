/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page does beyond reading: opens the measures behind a cell, searches and filters. All sentences are taken
 * from the outline of the plans, which is in the page already. */
(function () {
    'use strict';
    var data = JSON.parse(document.getElementById('data').textContent);
    var words = data.words, CHUNK = 100;
    var lastFocus = null;

    function make(tag, props, children) {
        var node = document.createElement(tag);
        Object.keys(props || {}).forEach(function (key) { node[key] = props[key]; });
        (children || []).forEach(function (child) { node.append(child); });
        return node;
    }

    function text(node) { return node ? node.textContent.trim() : ''; }

    /* ---- The panel ---- */

    var title = make('h2', { id: 'panel-title' }), body = make('div');
    var copy = make('button', { type: 'button', textContent: words.copy });
    var close = make('button', { type: 'button', textContent: '✕', title: words.close });
    close.setAttribute('aria-label', words.close);
    var panel = make('aside', { id: 'panel', hidden: true }, [make('div', {}, [title, copy, close]), body]);
    panel.setAttribute('role', 'dialog');
    panel.setAttribute('aria-labelledby', 'panel-title');
    document.body.append(panel);

    function hide() {
        panel.hidden = true;
        if (lastFocus) lastFocus.focus();
    }
    close.addEventListener('click', hide);
    document.addEventListener('keydown', function (event) {
        if (event.key === 'Escape' && !panel.hidden) hide();
    });

    /* Section › subsection › task of a measure, by the headings before its list. */
    function pathOf(item) {
        var found = {}, path = [], node = item.parentNode;
        while ((node = node.previousElementSibling)) {
            var level = /^H([456])$/.exec(node.tagName);
            if (!level) continue;
            var deeper = Object.keys(found).some(function (known) { return known <= level[1]; });
            if (!deeper) { found[level[1]] = true; path.unshift(text(node)); }
        }
        return path;
    }

    function planOf(item) {
        return text(item.closest('details').querySelector('summary').firstChild);
    }

    function carries(node, theme) {
        return (node.dataset.t || '').split(' ').some(function (code) {
            return code === theme || code.indexOf(theme + '.') === 0;
        });
    }

    function reveal(item) {
        item.closest('details').open = true;
        document.querySelectorAll('li.here').forEach(function (old) { old.classList.remove('here'); });
        item.classList.add('here');
        item.scrollIntoView({ block: 'center' });
    }

    function entry(item, theme) {
        var shown = make('li'), place = make('p');
        place.append([planOf(item)].concat(pathOf(item)).join(' › ') + ' ');
        var link = make('a', { href: '#' + item.id, textContent: words.open });
        link.addEventListener('click', function (event) {
            event.preventDefault();
            panel.hidden = true;
            reveal(item);
        });
        place.append(link);
        shown.append(place);
        item.childNodes.forEach(function (child) { shown.append(child.cloneNode(true)); });
        shown.querySelectorAll('mark').forEach(function (mark) {
            if (!theme || carries(mark, theme)) mark.classList.add('on');
        });
        return shown;
    }

    function show(heading, detail, items, theme) {
        title.replaceChildren(heading, make('small', { textContent: detail }));
        var list = make('ol'), more = make('button', { type: 'button' }), shown = 0;
        function next() {
            var part = items.slice(shown, shown + CHUNK);
            part.forEach(function (item) { list.append(entry(item, theme)); });
            shown += part.length;
            more.hidden = shown >= items.length;
            more.textContent = words.more + ' (' + shown + ' / ' + items.length + ')';
        }
        more.addEventListener('click', next);
        next();
        body.replaceChildren(items.length ? list : make('p', { textContent: words.none }), more);
        body.scrollTop = 0;
        panel.hidden = false;
        copy.textContent = words.copy;
        copy.onclick = function () { copyItems(items); };
        close.focus();
    }

    function copyItems(items) {
        var lines = items.map(function (item) {
            var sentence = item.cloneNode(true);
            sentence.querySelectorAll('i, em').forEach(function (extra) { extra.remove(); });
            return [planOf(item), pathOf(item).join(' › '), text(sentence)].join('\t');
        }).join('\n');
        var area = make('textarea', { value: lines });
        document.body.append(area);
        area.select();
        if (document.execCommand('copy')) copy.textContent = words.copied;
        area.remove();
    }

    /* ---- Cells ---- */

    function measures(link) {
        return data.lists[link.dataset.l]
            .map(function (id) { return document.getElementById('m' + id); })
            .filter(Boolean);
    }

    function headsOf(link) {
        var cell = link.closest('td'), row = cell.parentNode, table = cell.closest('table');
        var head = table.tHead ? table.tHead.rows[0].cells[cell.cellIndex] : null;
        return { row: row.cells[0], column: head };
    }

    function openCell(link) {
        var heads = headsOf(link), items = measures(link);
        var theme = (heads.row && heads.row.dataset.t) || (heads.column && heads.column.dataset.t) || '';
        var names = [text(heads.row), text(heads.column)].filter(Boolean).join(' × ');
        lastFocus = link;
        show(names, items.length + ' ' + words.measures, items, theme);
    }

    document.addEventListener('click', function (event) {
        var link = event.target.closest && event.target.closest('a[data-l]');
        if (link) {
            event.preventDefault();
            openCell(link);
            return;
        }
        var inner = event.target.closest && event.target.closest('a[href^="#p"]');
        var plan = inner && document.getElementById(inner.getAttribute('href').slice(1));
        if (plan && plan.tagName === 'DETAILS') plan.open = true;
    });

    var moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

    /* The next cell in one direction that has measures. */
    document.addEventListener('keydown', function (event) {
        var move = moves[event.key], link = document.activeElement;
        if (!move || !link || !link.matches('.grid a[data-l]')) return;
        var cell = link.closest('td'), rows = cell.closest('tbody').rows;
        var row = cell.parentNode.sectionRowIndex + move[0], column = cell.cellIndex + move[1];
        while (rows[row] && rows[row].cells[column]) {
            var next = rows[row].cells[column].querySelector('a[data-l]');
            if (next && next.offsetParent) {
                event.preventDefault();
                next.focus();
                return;
            }
            row += move[0];
            column += move[1];
        }
    });

    /* ---- Grids and tables ---- */

    document.querySelectorAll('.grid').forEach(function (grid) {
        if (grid.closest('.paper')) return;
        var bar = make('div', { className: 'bar' }, [make('span', { className: 'hint', textContent: words.hint })]);
        var folded = grid.querySelector('.d2');
        if (folded) {
            var button = make('button', { type: 'button', textContent: words.fold });
            button.addEventListener('click', function () {
                var now = grid.closest('.table').classList.toggle('fold');
                button.textContent = now ? words.unfold : words.fold;
            });
            bar.prepend(button);
        }
        grid.closest('.scroll').before(bar);
    });

    document.querySelectorAll('.table .scroll > table:not(.grid)').forEach(function (table) {
        var rows = Array.prototype.slice.call(table.tBodies[0].rows);
        if (rows.length <= 20) return;
        var input = make('input', { type: 'search', placeholder: words.filter });
        input.setAttribute('aria-label', words.filter);
        input.addEventListener('input', function () {
            var wanted = input.value.trim().toLowerCase();
            rows.forEach(function (row) {
                row.hidden = wanted !== '' && row.textContent.toLowerCase().indexOf(wanted) < 0;
            });
        });
        table.closest('.scroll').before(make('div', { className: 'bar' }, [input]));
    });

    /* ---- Search over all measures ---- */

    var plans = Array.prototype.slice.call(document.querySelectorAll('details.plan'));
    if (plans.length) {
        var field = make('input', { type: 'search', placeholder: words.search });
        field.setAttribute('aria-label', words.search);
        var choosePlan = make('select'), chooseTheme = make('select');
        choosePlan.setAttribute('aria-label', words.allPlans);
        chooseTheme.setAttribute('aria-label', words.allThemes);
        choosePlan.append(new Option(words.allPlans, ''));
        plans.forEach(function (plan) {
            choosePlan.append(new Option(text(plan.querySelector('summary').firstChild), plan.id));
        });
        chooseTheme.append(new Option(words.allThemes, ''));
        data.themes.forEach(function (theme) { chooseTheme.append(new Option(theme[1], theme[0])); });
        var submit = make('button', { type: 'submit', textContent: words.search });
        var parts = data.themes.length ? [field, choosePlan, chooseTheme, submit] : [field, choosePlan, submit];
        var form = make('form', { className: 'bar' }, parts);
        form.setAttribute('role', 'search');
        form.addEventListener('submit', function (event) {
            event.preventDefault();
            search(field.value.trim().toLowerCase(), choosePlan.value, chooseTheme.value);
        });
        document.getElementById('tools').append(form);
    }

    function search(wanted, plan, theme) {
        var within = (plan ? '#' + plan : 'details.plan') + ' li';
        var items = Array.prototype.filter.call(document.querySelectorAll(within), function (item) {
            return (!wanted || item.textContent.toLowerCase().indexOf(wanted) >= 0) && (!theme || carries(item, theme));
        });
        lastFocus = document.activeElement;
        show(wanted || words.search, items.length + ' ' + words.measures, items, theme);
    }

    /* A page opened at #m123 shows that measure even though its plan is folded. */
    function openHash() {
        var item = /^#m\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
        if (item) reveal(item);
        var plan = /^#p\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
        if (plan) plan.open = true;
    }
    window.addEventListener('hashchange', openHash);
    openHash();
})();

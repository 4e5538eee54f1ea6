/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs inside the report page, behind its own script, and tells the page around it what it found: one line a test,
 * "ok NAME" or "not ok NAME: why". window.faults holds the errors of the page since its first byte. */
(function () {
    'use strict';
    var lines = [];

    function test(name, run) {
        var why = '';
        try { run(); } catch (error) { why = error.message; }
        lines.push(why ? 'not ok ' + name + ': ' + why : 'ok ' + name);
    }

    function check(condition, why) { if (!condition) throw new Error(why); }
    function equal(actual, expected, what) { check(actual === expected, what + ': ' + actual + ', not ' + expected); }
    function key(target, name) { target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })); }

    var panel = document.getElementById('panel');
    var data = JSON.parse(document.getElementById('data').textContent);
    var cells = Array.prototype.slice.call(document.querySelectorAll('.screen .grid a[data-l], .scroll .grid a[data-l]'));

    test('no script failed', function () { equal(window.faults.join('; '), '', 'faults'); });

    test('nothing is wider than the page', function () {
        equal(document.documentElement.scrollWidth, document.documentElement.clientWidth, 'width of the document');
    });

    test('a click on any cell shows its measures', function () {
        check(cells.length > 50, 'only ' + cells.length + ' cells');
        cells.filter(function (cell, i) { return i % 7 === 0; }).forEach(function (cell) {
            cell.click();
            check(!panel.hidden, 'the panel stays closed');
            var ids = data.lists[cell.dataset.l], items = panel.querySelectorAll('ol > li');
            equal(items.length, Math.min(ids.length, 100), 'measures shown');
            items.forEach(function (item, i) {
                var sentence = document.getElementById('m' + ids[i]).firstChild.textContent;
                check(item.textContent.indexOf(sentence) >= 0, 'another measure is shown');
                check(item.querySelector('p').textContent.split('›').length >= 3, 'its place is not told');
            });
        });
    });

    test('the panel marks the words of its theme and stays in the window', function () {
        cells[0].click();
        check(panel.querySelector('mark.on'), 'nothing is marked');
        var box = panel.getBoundingClientRect();
        check(box.left >= 0 && box.right <= window.innerWidth + 1 && box.bottom <= window.innerHeight + 1, 'it leaves the window');
        check(panel.scrollWidth <= panel.clientWidth, 'it is wider than it shows');
    });

    test('escape closes the panel and gives the focus back', function () {
        cells[0].click();
        key(document, 'Escape');
        check(panel.hidden, 'it stays open');
        equal(document.activeElement, cells[0], 'focus');
    });

    test('arrow keys move between cells', function () {
        cells[0].focus();
        key(cells[0], 'ArrowRight');
        check(document.activeElement !== cells[0] && document.activeElement.matches('.grid a'), 'right does not move');
        key(document.activeElement, 'ArrowLeft');
        equal(document.activeElement, cells[0], 'left');
    });

    test('a measure leads to its place in the plan', function () {
        cells[0].click();
        panel.querySelector('li p a').click();
        check(panel.hidden, 'the panel stays open');
        var here = document.querySelector('li.here');
        check(here && here.closest('details').open, 'its plan stays folded');
    });

    test('a plan in a table opens its outline', function () {
        var link = document.querySelector('td a[href="#p2"]');
        link.click();
        check(document.getElementById('p2').open, 'it stays folded');
    });

    test('search finds words within a plan and a theme', function () {
        var form = document.querySelector('form[role=search]'), choices = form.querySelectorAll('select');
        function found() {
            form.requestSubmit();
            return parseInt(panel.querySelector('h2 small').textContent, 10);
        }
        form.querySelector('input').value = '应急疏散';
        var all = found();
        choices[0].value = 'p1';
        var one = found();
        choices[1].value = 'safety';
        equal(found(), one, 'measures of the theme');
        check(all > one && one > 0, all + ' in all, ' + one + ' in one plan');
        form.querySelector('input').value = '没有这个词';
        equal(found(), 0, 'measures');
        check(panel.textContent.indexOf('没有符合的举措') > 0, 'it is not told');
        key(document, 'Escape');
    });

    test('rows of a long table can be filtered', function () {
        var inputs = document.querySelectorAll('.table .bar input[type=search]');
        var input = inputs[inputs.length - 1];
        var rows = input.closest('.table').querySelectorAll('tbody tr');
        input.value = rows[3].cells[1].textContent;
        input.dispatchEvent(new Event('input'));
        equal(Array.prototype.filter.call(rows, function (row) { return !row.hidden; }).length, 1, 'rows left');
    });

    test('subthemes can be hidden', function () {
        var button = document.querySelector('.grid').closest('.table').querySelector('.bar button');
        var deep = document.querySelector('.grid .d2');
        check(deep.getClientRects().length > 0, 'they are hidden from the start');
        button.click();
        equal(deep.getClientRects().length, 0, 'boxes');
        button.click();
    });

    test('heads of the grid stay in sight', function () {
        var scroll = document.querySelector('.grid').closest('.scroll');
        scroll.scrollTop = 200;
        scroll.scrollLeft = 200;
        var box = scroll.getBoundingClientRect(), head = scroll.querySelector('tbody th').getBoundingClientRect();
        check(Math.abs(head.left - box.left) < 3, 'the first column scrolls away');
        var top = scroll.querySelector('thead th').getBoundingClientRect();
        check(Math.abs(top.top - box.top) < 3, 'the first row scrolls away');
    });

    window.parent.postMessage(lines.join('\n'), '*');
})();

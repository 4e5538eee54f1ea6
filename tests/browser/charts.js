/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs in a page that holds charts: measures every label as the browser draws it. Lines as in report.js. */
(function () {
    'use strict';
    var lines = [];
    document.querySelectorAll('svg').forEach(function (svg) {
        var frame = svg.getBoundingClientRect(), name = svg.querySelector('title').textContent;
        var size = Math.round(frame.width) + ' × ' + Math.round(frame.height);
        var labels = Array.prototype.map.call(svg.querySelectorAll('text'), function (text) {
            var slanted = /rotate/.test(text.parentNode.getAttribute('transform'));
            return { text: text.textContent, box: text.getBoundingClientRect(), slanted: slanted };
        }).filter(function (label) { return label.text.trim() !== ''; });
        var why = labels.length > 3 ? '' : 'only ' + labels.length + ' labels';
        labels.forEach(function (a, i) {
            if (a.box.left < frame.left || a.box.top < frame.top || a.box.right > frame.right || a.box.bottom > frame.bottom)
                why = why || a.text + ' leaves the picture';
            labels.slice(0, i).forEach(function (b) {
                /* Boxes are as high as the font's lines, not as its signs: 3 px of overlap are empty. */
                var apart = a.box.right <= b.box.left || b.box.right <= a.box.left ||
                    a.box.bottom - 3 <= b.box.top || b.box.bottom - 3 <= a.box.top;
                if (!apart && !a.slanted && !b.slanted) why = why || a.text + ' and ' + b.text + ' overlap';
            });
        });
        lines.push((why ? 'not ok' : 'ok') + ' labels of a chart of ' + size + (why ? ': ' + why : ' (' + name + ')'));
    });
    window.parent.postMessage(lines.join('\n'), '*');
})();

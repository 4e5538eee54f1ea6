/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/facts.h"

const char *facts_comparator(Comparator comparator) {
    switch (comparator) {
    case COMPARE_EXACT: return "=";
    case COMPARE_AT_LEAST: return ">=";
    case COMPARE_MORE: return ">";
    case COMPARE_AT_MOST: return "<=";
    case COMPARE_LESS: return "<";
    case COMPARE_ABOUT: return "~";
    }
    BUG("comparator %d", (int)comparator);
}

const char *facts_hardness(Hardness hardness) {
    switch (hardness) {
    case HARDNESS_PLAIN: return "plain";
    case HARDNESS_FIRM: return "firm";
    case HARDNESS_STRIVE: return "strive";
    case HARDNESS_EXPLORE: return "explore";
    }
    BUG("hardness %d", (int)hardness);
}

const char *facts_role(DutyRole role) {
    static const char *const names[] = {
#define X(role, word, zh) zh,
        DUTY_ROLES(X)
#undef X
    };
    return T(duty_role_word(role), names[role]);
}

Slice facts_day(int day, Arena *keep) {
    if (day == 0)
        return (Slice){0};
    return arena_format(keep, "%04d-%02d-%02d", day / 10000, day / 100 % 100, day % 100);
}

double facts_in_norm(const Target *target, double written) {
    return target->value != 0 ? written * (target->value_norm / target->value) : written;
}

/* At most two decimals, without trailing zeros. */
static void add_short(Buf *out, double value) {
    char text[64];
    int n = snprintf(text, sizeof text, "%.2f", value);
    while (n > 1 && text[n - 1] == '0')
        n--;
    if (n > 1 && text[n - 1] == '.')
        n--;
    buf_add(out, (Slice){text, (size_t)n});
}

Slice facts_target_words(const Target *target, Arena *keep) {
    static const char *const signs[] = {
        [COMPARE_EXACT] = "",     [COMPARE_AT_LEAST] = "≥ ", [COMPARE_MORE] = "> ",
        [COMPARE_AT_MOST] = "≤ ", [COMPARE_LESS] = "< ",     [COMPARE_ABOUT] = "≈ ",
    };
    Buf out = {0};
    if (target->has_baseline) {
        add_short(&out, facts_in_norm(target, target->baseline));
        buf_add(&out, S(" → "));
    }
    buf_add(&out, slice_of(signs[target->comparator]));
    if (target->redacted)
        buf_add(&out, target->value_text);
    else
        add_short(&out, target->value_norm);
    if (target->has_high && !target->redacted) {
        buf_add(&out, S("–"));
        add_short(&out, facts_in_norm(target, target->high));
    }
    if (target->unit_norm.n)
        buf_format(&out, " %.*s", SLICE_ARG(target->unit_norm));
    Slice words = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return words;
}

static void add_number(JsonWriter *writer, const char *key, double value, bool known) {
    if (known)
        json_add_real(writer, key, value);
    else
        json_add_null(writer, key);
}

void facts_target_json(JsonWriter *writer, const PlanTree *tree, const Target *target) {
    json_open_object(writer, NULL);
    json_add_text(writer, "text", slice_at(tree->text, target->span));
    json_add_text(writer, "comparator", slice_of(facts_comparator(target->comparator)));
    json_add_text(writer, "value_text", target->value_text);
    add_number(writer, "value", target->value_norm, !target->redacted);
    add_number(writer, "high", facts_in_norm(target, target->high),
               target->has_high && !target->redacted);
    add_number(writer, "baseline", facts_in_norm(target, target->baseline),
               target->has_baseline);
    json_add_text(writer, "unit", target->unit_norm);
    json_add_text(writer, "unit_text", target->unit);
    json_add_text(writer, "object", target->object);
    json_add_text(writer, "hardness", slice_of(facts_hardness(target->hardness)));
    json_add_bool(writer, "redacted", target->redacted);
    json_close(writer);
}

static void add_day(JsonWriter *writer, const char *key, int day) {
    Arena arena = {0};
    if (day)
        json_add_text(writer, key, facts_day(day, &arena));
    else
        json_add_null(writer, key);
    arena_release(&arena);
}

void facts_deadline_json(JsonWriter *writer, const PlanTree *tree,
                         const Deadline *deadline) {
    json_open_object(writer, NULL);
    json_add_text(writer, "text", slice_at(tree->text, deadline->span));
    add_day(writer, "from", deadline->from);
    add_day(writer, "to", deadline->to);
    json_close(writer);
}

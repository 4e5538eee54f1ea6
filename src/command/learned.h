/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The learned coder of a project, for the commands that use it. */
#ifndef COMMAND_LEARNED_H
#define COMMAND_LEARNED_H

#include "store/query.h"
#include "theme/model.h"

typedef struct {
    Scheme *scheme; /* in use */
    ThemeList themes;
    StoredModel stored;
    Model *model;
} Learned;

/* The model and the scheme it was learned with. Errors, in words: none was learned, or
 * the project's scheme is another by now. */
bool learned_open(Store *store, Arena *keep, Learned *learned, Err *err);
void learned_close(Learned *learned);

/* A trait in words: an n-gram in “ ”, "heading “安全”", "rules: 校园安全". */
Slice learned_trait_words(const Learned *learned, const ModelTrait *trait, Arena *keep);

#endif

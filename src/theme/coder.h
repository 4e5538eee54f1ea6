/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes a plan's measures with a scheme. A Coder is the work space of one thread; the
 * scheme is shared. */
#ifndef THEME_CODER_H
#define THEME_CODER_H

#include "plan/tree.h"
#include "theme/scheme.h"

typedef struct Coder Coder;

Coder *coder_new(const Scheme *scheme); /* the scheme must outlive it */
void coder_free(Coder *coder);

/* Replaces coding by the codes of every measure of the tree, whatever part of the
 * document it stands in. A text of more than 2 GB is a BUG. */
void coder_code_plan(Coder *coder, const PlanTree *tree, PlanCoding *coding);

/* The same with a Coder of its own. */
void scheme_code_plan(const Scheme *scheme, const PlanTree *tree, PlanCoding *coding);

#endif

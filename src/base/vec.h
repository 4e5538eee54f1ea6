/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typed growing arrays on the heap: VEC(T) is an anonymous struct, valid when zeroed. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#define VEC(T)                                                                           \
    struct {                                                                             \
        T *at;                                                                           \
        size_t n, cap;                                                                   \
    }

/* Makes room for one more item and is that item; not zeroed. */
#define vec_grow(v)                                                                      \
    ((v)->n < (v)->cap                                                                   \
         ? (void)0                                                                       \
         : (void)((v)->cap = (v)->cap ? (v)->cap * 2 : 8,                                \
                  (v)->at = memory_grow((v)->at, (v)->cap, sizeof *(v)->at)))
/* The item may speak of (v)->n, which is raised only behind it. */
#define vec_push(v, ...) (vec_grow(v), (v)->at[(v)->n] = (__VA_ARGS__), (void)(v)->n++)
#define vec_last(v) (&(v)->at[(v)->n - 1])
#define vec_release(v) (free((v)->at), (v)->at = NULL, (v)->n = 0, (v)->cap = 0)

typedef VEC(Slice) SliceList;

#endif

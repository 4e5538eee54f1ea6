/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layout of a document as bytes, for the store: so that a plan can be parsed again
 * without its file. */
#ifndef COMMAND_BLOCKS_H
#define COMMAND_BLOCKS_H

#include "read/doc.h"

/* Variable-length numbers: a version, the count, then each block's fields, offsets as
 * distances from the one before; the reader's doubts behind them, which are no part of
 * the text either. */
void blocks_pack(const Document *document, Buf *out);

/* Puts blocks and doubts (their words in keep) into document, whose text is set. False
 * when the bytes are not what blocks_pack made of a document with this text. */
bool blocks_unpack(Slice bytes, Arena *keep, Document *document, Err *err);

#endif

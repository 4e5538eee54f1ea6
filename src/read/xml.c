/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "read/xml.h"

bool xml_is_any(const xmlNode *node, const char *local) {
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, local) == 0;
}

Slice xml_attribute(const xmlNode *node, const char *local) {
    if (!node || node->type != XML_ELEMENT_NODE)
        return (Slice){0};
    for (const xmlAttr *attribute = node->properties; attribute;
         attribute = attribute->next) {
        if (strcmp((const char *)attribute->name, local) != 0)
            continue;
        const xmlNode *value = attribute->children; /* one text node: characters are
                                                       resolved */
        return value && value->content ? slice_of((const char *)value->content) : S("");
    }
    return (Slice){0};
}

xmlNode *xml_next(xmlNode *node, const xmlNode *root, bool skip) {
    if (!skip && node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node && node != root && !node->next)
        node = node->parent;
    return !node || node == root ? NULL : node->next;
}

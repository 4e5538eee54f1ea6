/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codings printed in papers, too long for the tests that use them: a string a unit, a
 * character a coder, '*' where the coder left the unit out. */
#ifndef TESTS_REFERENCE_AGREEMENT_DATA_H
#define TESTS_REFERENCE_AGREEMENT_DATA_H

/* Hayes & Krippendorff 2007, Communication Methods and Measures 1(1):77, p. 84. */
static const char *const HAYES_KRIPPENDORFF[40] = {
    "112*2", "1101*", "2333*", "*00*0", "000*0", "000*0", "102*1", "1*20*",
    "222*2", "2111*", "*100*", "0000*", "1222*", "33223", "111*1", "111*1",
    "212*2", "1233*", "1101*", "000*0", "0011*", "00*00", "2333*", "0000*",
    "12*22", "0111*", "00010", "1212*", "1122*", "112*2", "110*0", "2121*",
    "22*22", "3222*", "222*2", "223*2", "222*2", "22*12", "2222*", "111*1",
};

/* Fleiss 1971, Psychological Bulletin 76:378, p. 379; R: irr::diagnoses. */
static const char *const FLEISS_DIAGNOSES[30] = {
    "444444", "222555", "233335", "555555", "222444", "113333", "333355", "113334",
    "114444", "555555", "144444", "124444", "222333", "144444", "224445", "333335",
    "111455", "111112", "224444", "133555", "555555", "244444", "224555", "114444",
    "144445", "222224", "111155", "224444", "133333", "555555",
};

/* Krippendorff, "Computing Krippendorff's alpha-reliability", example C. */
static const char *const KRIPPENDORFF_C[12] = {
    "11*1", "2232", "3333", "3333", "2222", "1234",
    "4444", "1121", "2222", "*555", "**11", "**3*",
};

/* Wikipedia, "Krippendorff's alpha": three coders, fifteen units. */
static const char *const WIKIPEDIA[15] = {
    "*1*", "***", "*22", "*11", "*33", "334", "444", "13*",
    "2*2", "1*1", "1*1", "3*3", "3*3", "***", "3*4",
};

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls this house does not make: unbounded copies, unchecked numbers, shells, locale and
 * clock dependent text. Included last by base.h, after the system headers that declare
 * them, so that a use stops the compiler. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#define BANNED(name) use_of_##name##_is_banned

#undef strcpy
#define strcpy(...) BANNED(strcpy)
#undef strcat
#define strcat(...) BANNED(strcat)
#undef sprintf
#define sprintf(...) BANNED(sprintf)
#undef strtok
#define strtok(...) BANNED(strtok)
#undef atoi
#define atoi(...) BANNED(atoi)
#undef atof
#define atof(...) BANNED(atof)
#undef system
#define system(...) BANNED(system)
#undef popen
#define popen(...) BANNED(popen)
#undef localtime
#define localtime(...) BANNED(localtime)
#undef gmtime
#define gmtime(...) BANNED(gmtime)

#endif

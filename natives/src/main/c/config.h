/* SPDX-License-Identifier: Apache-2.0 */
/* What configure of elfutils would find of a glibc of any age; libelf alone is compiled. */
#define _GNU_SOURCE 1
#define _FILE_OFFSET_BITS 64
#define PACKAGE "elfutils"
#define PACKAGE_NAME "elfutils"
#define HAVE_VISIBILITY 1
#ifdef __x86_64__
#define HAVE_GCC_STRUCT 1
#endif
#define HAVE_FALLTHROUGH 1
#define HAVE_DECL_MEMPCPY 1
#define HAVE_DECL_MEMRCHR 1
#define HAVE_DECL_RAWMEMCHR 1
#define HAVE_DECL_POWEROF2 1
#define HAVE_DECL_REALLOCARRAY 1
#define HAVE_ERR_H 1
#define STRERROR_R_CHAR_P 1
#define HAVE_MREMAP 1
#define USE_ZLIB 1

#include <eu-config.h>

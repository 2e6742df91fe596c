/* What functions return that can fail. */
#ifndef FN_STATUS_H
#define FN_STATUS_H

/* python: begin */
#define FN_OK 0
#define FN_NO_MEMORY 1
/* errno says why. */
#define FN_NOT_WRITTEN 2
/* More passages, terms or bytes than the format has room for. */
#define FN_TOO_LARGE 3
#define FN_DAMAGED 4
#define FN_OTHER_VERSION 5
/* python: end */

#endif

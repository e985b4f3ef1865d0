/* Stands between a program and the system's calls on files below one folder (FAULTS_BELOW): it counts them, fails
   one of them, or writes down what each of them does. The program under test is told nothing; its tests call
   faults_arm, faults_record and faults_note. Which calls it counts is said when it is armed: those that change files
   and the databases' own reading of pages, those that only look, or both. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long calls, fail_at;
static int fail_with, stays, counted = 1, log_to = -1;
static char last[PATH_MAX + 32];
enum { CHANGES = 1, LOOKS = 2 };

#define REAL(name, type, ...) static type (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, name)

void faults_arm(long at, int error, int for_good, int which) {
  calls = 0; fail_at = at; fail_with = error; stays = for_good; counted = which; last[0] = 0;
}
long faults_calls(void) { return calls; }
const char *faults_first(void) { return last; }

static ssize_t put(const void *data, size_t size) {
  REAL("write", ssize_t, int, const void *, size_t);
  return log_to < 0 ? 0 : real(log_to, data, size);
}

/* One record: kind, offset, lengths of name and content, then both. */
static void record(char kind, const char *name, int64_t offset, const void *data, uint32_t size) {
  if (log_to < 0) return;
  uint32_t length = strlen(name);
  put(&kind, 1); put(&offset, 8); put(&length, 4); put(&size, 4); put(name, length); put(data, size);
}

void faults_record(const char *path) {
  REAL("open", int, const char *, int, ...);
  log_to = real(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}
void faults_note(const char *words) { record('n', words, 0, "", 0); }

static int ours(const char *path) {
  const char *below = getenv("FAULTS_BELOW");
  return below && path && !strncmp(path, below, strlen(below));
}
static int name_of(int fd, char *name) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t size = readlink(link, name, PATH_MAX - 1);
  if (size <= 0) return 0;
  name[size] = 0;
  return fd != log_to && ours(name);
}
static int fails(int sort, const char *call, const char *name) {
  if (!(sort & counted)) return 0;
  calls++;
  if (!fail_at || (stays ? calls < fail_at : calls != fail_at)) return 0;
  if (!last[0]) snprintf(last, sizeof last, "%s %s", call, name);
  errno = fail_with;
  return 1;
}

#define WRITES(function, offset_of) \
  char name[PATH_MAX]; \
  int known = name_of(fd, name); \
  if (known && fails(CHANGES, #function, name)) return -1; \
  int64_t offset = known ? (offset_of) : 0;

ssize_t write(int fd, const void *data, size_t size) {
  REAL("write", ssize_t, int, const void *, size_t);
  WRITES(write, (fcntl(fd, F_GETFL) & O_APPEND) ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR))
  ssize_t done = real(fd, data, size);
  if (known && done > 0) record('w', name, offset, data, done);
  return done;
}
static ssize_t write_at(const char *call, int fd, const void *data, size_t size, off64_t at) {
  ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, call);
  WRITES(pwrite, at)
  ssize_t done = real(fd, data, size, at);
  if (known && done > 0) record('w', name, offset, data, done);
  return done;
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return write_at("pwrite", fd, data, size, at); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { return write_at("pwrite64", fd, data, size, at); }

static int cut(const char *call, int fd, off64_t size) {
  int (*real)(int, off64_t) = dlsym(RTLD_NEXT, call);
  WRITES(ftruncate, size)
  int done = real(fd, size);
  if (known && !done) record('t', name, offset, "", 0);
  return done;
}
int ftruncate(int fd, off_t size) { return cut("ftruncate", fd, size); }
int ftruncate64(int fd, off64_t size) { return cut("ftruncate64", fd, size); }

static int synced(const char *call, int fd) {
  int (*real)(int) = dlsym(RTLD_NEXT, call);
  WRITES(fsync, 0)
  int done = real(fd);
  if (known && !done) record('s', name, offset, "", 0);
  return done;
}
int fsync(int fd) { return synced("fsync", fd); }
int fdatasync(int fd) { return synced("fdatasync", fd); }

int rename(const char *from, const char *to) {
  REAL("rename", int, const char *, const char *);
  if (ours(to) && fails(CHANGES, "rename", to)) return -1;
  int done = real(from, to);
  if (!done && ours(to)) record('r', from, 0, to, strlen(to));
  return done;
}
int unlink(const char *path) {
  REAL("unlink", int, const char *);
  if (ours(path) && fails(CHANGES, "unlink", path)) return -1;
  int done = real(path);
  if (!done && ours(path)) record('u', path, 0, "", 0);
  return done;
}
int unlinkat(int fd, const char *path, int flags) {
  REAL("unlinkat", int, int, const char *, int);
  char name[PATH_MAX];
  if ((ours(path) || name_of(fd, name)) && fails(CHANGES, "unlinkat", path)) return -1;
  return real(fd, path, flags);
}
int mkdir(const char *path, mode_t mode) {
  REAL("mkdir", int, const char *, mode_t);
  return ours(path) && fails(CHANGES, "mkdir", path) ? -1 : real(path, mode);
}
int rmdir(const char *path) {
  REAL("rmdir", int, const char *);
  return ours(path) && fails(CHANGES, "rmdir", path) ? -1 : real(path);
}
static int is_missing(const char *path) {
  REAL("access", int, const char *, int);
  return real(path, F_OK);
}
static int opened(const char *call, const char *path, int flags, mode_t mode) {
  int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, call);
  int writes = ours(path) && (flags & O_ACCMODE) != O_RDONLY;
  int is_new = ours(path) && (flags & O_CREAT) && is_missing(path);
  if (ours(path) && fails(writes ? CHANGES : LOOKS, call, path)) return -1;
  int fd = real(path, flags, mode);
  if (fd >= 0 && is_new) record('c', path, 0, "", 0);
  if (fd >= 0 && writes && !is_new && (flags & O_TRUNC)) record('t', path, 0, "", 0);
  return fd;
}
#define OPENS(function) \
  int function(const char *path, int flags, ...) { \
    va_list rest; va_start(rest, flags); mode_t mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0; va_end(rest); \
    return opened(#function, path, flags, mode); \
  }
OPENS(open)
OPENS(open64)

static ssize_t read_at(const char *call, int fd, void *data, size_t size, off64_t at) {
  ssize_t (*real)(int, void *, size_t, off64_t) = dlsym(RTLD_NEXT, call);
  char name[PATH_MAX];
  if (name_of(fd, name) && fails(CHANGES, call, name)) return -1;
  return real(fd, data, size, at);
}
ssize_t pread(int fd, void *data, size_t size, off_t at) { return read_at("pread", fd, data, size, at); }
ssize_t pread64(int fd, void *data, size_t size, off64_t at) { return read_at("pread64", fd, data, size, at); }

ssize_t read(int fd, void *data, size_t size) {
  REAL("read", ssize_t, int, void *, size_t);
  char name[PATH_MAX];
  return name_of(fd, name) && fails(LOOKS, "read", name) ? -1 : real(fd, data, size);
}
DIR *opendir(const char *path) {
  REAL("opendir", DIR *, const char *);
  return ours(path) && fails(LOOKS, "opendir", path) ? NULL : real(path);
}
#define STATS(function, type) \
  int function(const char *path, struct type *found) { \
    REAL(#function, int, const char *, struct type *); \
    return ours(path) && fails(LOOKS, #function, path) ? -1 : real(path, found); \
  }
STATS(stat, stat)
STATS(stat64, stat64)
STATS(lstat, stat)
STATS(lstat64, stat64)
#define FSTATS(function, type) \
  int function(int fd, struct type *found) { \
    REAL(#function, int, int, struct type *); \
    char name[PATH_MAX]; \
    return name_of(fd, name) && fails(LOOKS, #function, name) ? -1 : real(fd, found); \
  }
FSTATS(fstat, stat)
FSTATS(fstat64, stat64)

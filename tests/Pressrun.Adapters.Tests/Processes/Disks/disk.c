/*
 * Preloaded into a victim: keeps, beside every file below one folder, what a disk would hold of it after a power cut,
 * and can end the process in the middle of an operation on those files.
 *
 * PRESSRUN_DISK_OF  the folder, absolute
 * PRESSRUN_DISK_AT  where the shadow lies, on the same file system; a copy of the folder to begin with
 * PRESSRUN_DISK_END the operation before, or in the middle of which, the process is killed; counted from 1
 *
 * The shadow is never kinder than a real disk: a file's content reaches it when that file is synced, a name when its
 * folder is. The real sync is left out: the system does not die here, only the process.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct range { off_t from; off_t to; };

/* What was done to one file since it was last synced. */
struct file {
    ino_t inode;
    off_t shortest;
    struct range *ranges;
    size_t count, room;
    struct file *next;
};

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX], shadow[PATH_MAX], contents[PATH_MAX + 16];
static size_t root_length;
static long operations, end_at;
static struct file *files;

static void die(const char *what)
{
    dprintf(2, "disk.c: %s: %s\n", what, strerror(errno));
    _exit(99);
}

/* Puts the path of an open file below the folder into `path`; 0 if it lies elsewhere or has no name any more. */
static int place_of(int fd, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    if (length > 10 && strcmp(path + length - 10, " (deleted)") == 0) return 0;
    return strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

static int is_counted(const char *path)
{
    size_t length = strlen(path);
    return length < 4 || strcmp(path + length - 4, "-shm") != 0;
}

/* Whether this is the operation to end at. */
static int is_end(const char *path)
{
    return end_at > 0 && is_counted(path) && ++operations == end_at;
}

static void end(void)
{
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static void content_of(ino_t inode, char *path)
{
    snprintf(path, PATH_MAX + 64, "%s/%llu", contents, (unsigned long long)inode);
}

static struct file *file_of(ino_t inode)
{
    for (struct file *file = files; file; file = file->next)
        if (file->inode == inode) return file;
    struct file *file = calloc(1, sizeof *file);
    if (!file) die("calloc");
    file->inode = inode;
    file->shortest = -1;
    file->next = files;
    return files = file;
}

static void forget(ino_t inode)
{
    char content[PATH_MAX + 64];
    content_of(inode, content);
    syscall(SYS_unlinkat, AT_FDCWD, content, 0);
    for (struct file **at = &files; *at; at = &(*at)->next) {
        if ((*at)->inode == inode) {
            struct file *gone = *at;
            *at = gone->next;
            free(gone->ranges);
            free(gone);
            return;
        }
    }
}

static void note_write(int fd, off_t from, ssize_t count)
{
    struct stat stat;
    if (count <= 0 || fstat(fd, &stat) != 0) return;
    struct file *file = file_of(stat.st_ino);
    struct range *last = file->count ? &file->ranges[file->count - 1] : NULL;
    if (last && last->to == from) {
        last->to = from + count;
        return;
    }
    if (file->count == file->room) {
        file->room = file->room ? 2 * file->room : 64;
        file->ranges = realloc(file->ranges, file->room * sizeof *file->ranges);
        if (!file->ranges) die("realloc");
    }
    file->ranges[file->count++] = (struct range) { from, from + count };
}

static void copy(int from, int to, off_t at, off_t end_of_it)
{
    static char buffer[1 << 16];
    while (at < end_of_it) {
        size_t want = (size_t)(end_of_it - at) < sizeof buffer ? (size_t)(end_of_it - at) : sizeof buffer;
        ssize_t got = pread(from, buffer, want, at);
        if (got <= 0) return; /* cut off meanwhile */
        if (syscall(SYS_pwrite64, to, buffer, got, at) != got) die("write the shadow");
        at += got;
    }
}

static void sync_content(int fd, const struct stat *stat)
{
    char link[64], content[PATH_MAX + 64];
    struct file *file = file_of(stat->st_ino);
    content_of(stat->st_ino, content);
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    int from = open(link, O_RDONLY | O_CLOEXEC), to = open(content, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (from < 0 || to < 0) die("open the shadow");
    if (file->shortest >= 0) syscall(SYS_ftruncate, to, file->shortest);
    syscall(SYS_ftruncate, to, stat->st_size);
    for (size_t i = 0; i < file->count; i++) copy(from, to, file->ranges[i].from, file->ranges[i].to);
    file->count = 0;
    file->shortest = -1;
    close(from);
    close(to);
}

static int remove_one(const char *path, const struct stat *stat, int kind, struct FTW *place)
{
    (void)stat;
    (void)place;
    return (int)syscall(SYS_unlinkat, AT_FDCWD, path, kind == FTW_DP ? AT_REMOVEDIR : 0);
}

static void sync_name(const char *real, const char *name)
{
    struct stat here, there, kept;
    char content[PATH_MAX + 64];
    if (lstat(real, &here) != 0) return;
    if (S_ISDIR(here.st_mode)) {
        mkdir(name, 0700);
        return;
    }
    content_of(here.st_ino, content);
    if (stat(content, &kept) != 0) {
        int empty = open(content, O_RDWR | O_CREAT | O_CLOEXEC, 0600); /* a name whose content was never synced */
        if (empty < 0 || fstat(empty, &kept) != 0) die("make an empty file");
        close(empty);
    }
    if (lstat(name, &there) == 0) {
        if (there.st_ino == kept.st_ino) return;
        syscall(SYS_unlinkat, AT_FDCWD, name, 0);
    }
    if (link(content, name) != 0) die("name a file of the shadow");
}

static void sync_names(const char *folder)
{
    char there[2 * PATH_MAX], one[3 * PATH_MAX], other[3 * PATH_MAX];
    struct dirent *entry;
    struct stat stat;
    snprintf(there, sizeof there, "%s%s", shadow, folder + root_length);
    DIR *listing = opendir(folder);
    if (!listing) return;
    while ((entry = readdir(listing))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        snprintf(one, sizeof one, "%s/%s", folder, entry->d_name);
        snprintf(other, sizeof other, "%s/%s", there, entry->d_name);
        sync_name(one, other);
    }
    closedir(listing);
    if (!(listing = opendir(there))) return; /* the folder's own name is not durable: what is in it cannot be found */
    while ((entry = readdir(listing))) {
        snprintf(one, sizeof one, "%s/%s", folder, entry->d_name);
        snprintf(other, sizeof other, "%s/%s", there, entry->d_name);
        if (lstat(one, &stat) != 0) nftw(other, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    }
    closedir(listing);
}

static int sync_any(int fd, long number)
{
    char path[PATH_MAX];
    struct stat stat;
    if (!root_length || !place_of(fd, path)) return (int)syscall(number, fd);
    pthread_mutex_lock(&one_at_a_time);
    if (is_end(path)) end();
    if (shadow[0] && fstat(fd, &stat) == 0) {
        if (S_ISDIR(stat.st_mode)) sync_names(path); else sync_content(fd, &stat);
    }
    pthread_mutex_unlock(&one_at_a_time);
    return 0;
}

int fsync(int fd) { return sync_any(fd, SYS_fsync); }

int fdatasync(int fd) { return sync_any(fd, SYS_fdatasync); }

/* Every way to write ends here: `at` is -1 where the file's own position counts. */
static ssize_t write_any(int fd, const struct iovec *parts, int count, off_t at)
{
    char path[PATH_MAX];
    int is_ours = root_length && place_of(fd, path);
    if (is_ours) {
        pthread_mutex_lock(&one_at_a_time);
        if (is_end(path)) {
            /* Every second time half of it has been written. */
            size_t half = end_at % 2 ? parts[0].iov_len / 2 : 0;
            if (half) syscall(SYS_pwrite64, fd, parts[0].iov_base, half, at >= 0 ? at : lseek(fd, 0, SEEK_CUR));
            end();
        }
    }
    off_t from = at >= 0 ? at : is_ours ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done = at < 0 ? syscall(SYS_writev, fd, parts, count) : syscall(SYS_pwritev, fd, parts, count, at, 0);
    int error = errno;
    if (is_ours) {
        if (shadow[0]) note_write(fd, from, done);
        pthread_mutex_unlock(&one_at_a_time);
    }
    errno = error;
    return done;
}

static ssize_t write_one(int fd, const void *bytes, size_t count, off_t at)
{
    struct iovec part = { (void *)bytes, count };
    return write_any(fd, &part, 1, at);
}

ssize_t write(int fd, const void *bytes, size_t count) { return write_one(fd, bytes, count, -1); }

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { return write_one(fd, bytes, count, at); }

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) { return write_one(fd, bytes, count, at); }

ssize_t writev(int fd, const struct iovec *parts, int count) { return write_any(fd, parts, count, -1); }

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return write_any(fd, parts, count, at); }

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) { return write_any(fd, parts, count, at); }

int ftruncate(int fd, off_t length)
{
    char path[PATH_MAX];
    struct stat stat;
    if (!root_length || !place_of(fd, path)) return (int)syscall(SYS_ftruncate, fd, length);
    pthread_mutex_lock(&one_at_a_time);
    if (is_end(path)) end();
    int result = (int)syscall(SYS_ftruncate, fd, length), error = errno;
    if (result == 0 && shadow[0] && fstat(fd, &stat) == 0) {
        struct file *file = file_of(stat.st_ino);
        if (file->shortest < 0 || length < file->shortest) file->shortest = length;
    }
    pthread_mutex_unlock(&one_at_a_time);
    errno = error;
    return result;
}

int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }

/* The last name of a file goes: its number may be given to another file at once. */
static void before_name_goes(const char *path)
{
    struct stat stat;
    if (lstat(path, &stat) == 0 && S_ISREG(stat.st_mode) && stat.st_nlink == 1) forget(stat.st_ino);
}

static int is_below(const char *path) { return root_length && strncmp(path, root, root_length) == 0; }

int unlink(const char *path)
{
    if (!is_below(path)) return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    pthread_mutex_lock(&one_at_a_time);
    if (is_end(path)) end();
    if (shadow[0]) before_name_goes(path);
    int result = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0), error = errno;
    pthread_mutex_unlock(&one_at_a_time);
    errno = error;
    return result;
}

int rename(const char *from, const char *to)
{
    if (!is_below(to)) return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    pthread_mutex_lock(&one_at_a_time);
    if (is_end(to)) end();
    if (shadow[0]) before_name_goes(to);
    int result = (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0), error = errno;
    pthread_mutex_unlock(&one_at_a_time);
    errno = error;
    return result;
}

/* .NET looks functions up in the C library itself and would find the real one, past whatever is preloaded. */
void *dlsym(void *handle, const char *name)
{
    static void *(*real)(void *, const char *);
    static const char *const versions[] = { "GLIBC_2.34", "GLIBC_2.2.5", "GLIBC_2.17", "GLIBC_2.0" };
    for (size_t i = 0; !real && i < sizeof versions / sizeof *versions; i++)
        real = (void *(*)(void *, const char *))dlvsym(RTLD_NEXT, "dlsym", versions[i]);
    if (!real) die("find dlsym");
    return strcmp(name, "fsync") == 0 ? (void *)fsync : real(handle, name);
}

/* What was there before this life is durable. */
static int keep_one(const char *path, const struct stat *stat, int kind, struct FTW *place)
{
    char name[2 * PATH_MAX], content[PATH_MAX + 64];
    (void)place;
    if (kind != FTW_F) return 0;
    snprintf(name, sizeof name, "%s%s", shadow, path + root_length);
    content_of(stat->st_ino, content);
    if (link(name, content) != 0 && errno != ENOENT) die("keep what was there");
    return 0;
}

__attribute__((constructor)) static void begin(void)
{
    const char *of = getenv("PRESSRUN_DISK_OF"), *at = getenv("PRESSRUN_DISK_AT"), *last = getenv("PRESSRUN_DISK_END");
    if (!of) return;
    end_at = last ? atol(last) : 0;
    if (at) {
        snprintf(shadow, sizeof shadow, "%s", at);
        snprintf(contents, sizeof contents, "%s.contents", at);
        mkdir(contents, 0700);
    }
    snprintf(root, sizeof root, "%s", of);
    size_t length = strlen(root);
    root_length = length; /* used by keep_one; from here on everything is watched */
    if (at) nftw(root, keep_one, 8, FTW_PHYS);
}

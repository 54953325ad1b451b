// Loaded before PostgreSQL's own libraries: writes reach the disk no sooner than DOORSTEP_SYNC_MICROS after they were asked
// to, as on a slower disk. The time is slept, not spun, so that the processor is free for others as it would be there.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>

static long nanosSince(const struct timespec *start) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (now.tv_sec - start->tv_sec) * 1000000000L + (now.tv_nsec - start->tv_nsec);
}

int fdatasync(int file) {
  static int (*real)(int);
  static long wanted;
  if (!real) {
    real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    wanted = atol(getenv("DOORSTEP_SYNC_MICROS")) * 1000L;
    prctl(PR_SET_TIMERSLACK, 1UL);
  }
  struct timespec start;
  clock_gettime(CLOCK_MONOTONIC, &start);
  int result = real(file);
  long rest = wanted - nanosSince(&start);
  if (rest > 0) {
    struct timespec pause = {0, rest};
    nanosleep(&pause, NULL);
  }
  return result;
}

// Time, and the median of rounds: what every program here prints.
#pragma once
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e9 + t.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static inline double median(double *values, int count)
{
	qsort(values, count, sizeof(*values), by_value);
	return values[count / 2];
}

// One line: what was measured, and its median in nanoseconds an operation.
static inline void report(const char *what, double *rounds, int count)
{
	printf("%s %.4f\n", what, median(rounds, count));
}

static inline void require(int condition, const char *what)
{
	if (!condition) {
		perror(what);
		exit(1);
	}
}

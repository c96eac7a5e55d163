// Opens and loads the objects of these files, again and again; closing them is not counted.
#include <bpf/libbpf.h>
#include "measure.h"

#define ROUNDS 10
#define MOST 64

static double once(char **files, int count)
{
	struct bpf_object *objects[MOST];
	double start = now(), end;

	for (int i = 0; i < count; i++) {
		objects[i] = bpf_object__open_file(files[i], NULL);
		require(objects[i] != NULL, files[i]);
		require(bpf_object__load(objects[i]) == 0, files[i]);
	}
	end = now();
	for (int i = 0; i < count; i++)
		bpf_object__close(objects[i]);
	return end - start;
}

int main(int argc, char **argv)
{
	double rounds[ROUNDS];

	require(argc - 1 <= MOST, "files");
	for (int i = 0; i < ROUNDS; i++)
		once(argv + 1, argc - 1);
	for (int i = 0; i < ROUNDS; i++)
		rounds[i] = once(argv + 1, argc - 1);
	report("load", rounds, ROUNDS);
	return 0;
}

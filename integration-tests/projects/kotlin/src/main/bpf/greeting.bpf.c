/* The least that has a map of globals, and a program. */
char LICENSE[] __attribute__((section("license"), used)) = "GPL";

int greeting = 42;

__attribute__((section("socket"), used)) int on_packet(void *packet)
{
	return greeting;
}

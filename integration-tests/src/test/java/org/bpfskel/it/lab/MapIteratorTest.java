package org.bpfskel.it.lab;

import org.junit.jupiter.api.Tag;

/** The same on kernels that are known to have them. */
@Tag("lab-debian")
@Tag("lab-newest")
final class MapIteratorTest extends org.bpfskel.it.MapIteratorTest {}

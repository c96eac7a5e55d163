/** What an ELF file says: sections, symbols, relocations. For the processor too. */
@NullMarked
package org.bpfskel.internal.elf;

import org.jspecify.annotations.NullMarked;

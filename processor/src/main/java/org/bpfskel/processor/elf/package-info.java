/** What an ELF file says: sections and symbols. */
@NullMarked
package org.bpfskel.processor.elf;

import org.jspecify.annotations.NullMarked;

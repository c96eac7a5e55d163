package org.bpfskel.gradle;

import org.gradle.api.NamedDomainObjectContainer;
import org.gradle.api.file.ConfigurableFileCollection;
import org.gradle.api.file.DirectoryProperty;
import org.gradle.api.file.RegularFileProperty;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.provider.Property;

/** The block {@code bpfskel} of a build file. */
public interface BpfExtension {
  /** The clang to use, a path or a name on PATH. By default the newest on PATH. */
  Property<String> getClang();

  /**
   * The architecture of the kernel that is to load the objects, as {@code bpf_tracing.h} calls it:
   * {@code x86}, {@code arm64}, {@code riscv}, {@code loongarch}, {@code powerpc}, {@code s390}. By
   * default the one of this machine.
   */
  Property<String> getArchitecture();

  /** More arguments for clang, which win over the plugin's own: -g -O2 -mcpu=v3 -Wall. */
  ListProperty<String> getFlags();

  /** Folders where clang looks for headers, beside that of the sources. */
  ConfigurableFileCollection getIncludes();

  /**
   * Whether objects are packaged without DWARF, which is kept for the processor. By default they
   * are.
   */
  Property<Boolean> getStrip();

  /**
   * Has {@code vmlinux.h} written, the types of a kernel as C, to where clang finds it: with {@code
   * all} types, or those that are {@code used} in the sources. By default it is not.
   */
  Property<String> getVmlinux();

  /**
   * Kernel modules whose types are written too: names of loaded ones, such as {@code nf_conntrack},
   * or paths of {@code .ko} files or of files of BTF.
   */
  ListProperty<String> getModules();

  /** Where these types come from: a file of BTF, or an ELF file with BTF. */
  RegularFileProperty getBtf();

  /**
   * A folder with the types of kernels, such as {@code 6.1-amd64.btf}, that the objects of
   * annotated classes are held against while javac runs. By default against none.
   */
  DirectoryProperty getKernels();

  /**
   * Where skeletons are generated as sources, with neither annotation nor processor: one for each
   * object of main, or those that are named below.
   */
  Property<String> getPackageName();

  /** The skeletons to generate so, by the names of their classes. */
  NamedDomainObjectContainer<SkeletonSpec> getSkeletons();
}

package org.bpfskel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.ToLongBiFunction;
import org.bpfskel.access.Door;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.Printable;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.internal.handle.Handles;
import org.bpfskel.internal.handle.LibbpfLink;
import org.bpfskel.internal.handle.Lifetime;
import org.bpfskel.internal.handle.LinkHandle;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.ObjectHandle;
import org.bpfskel.internal.handle.ObjectPins;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.handle.TypeReading;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.load.ObjectLoad;
import org.bpfskel.internal.load.ObjectOpener;
import org.bpfskel.internal.object.NearNames;
import org.bpfskel.internal.object.ObjectFile;
import org.bpfskel.internal.preflight.PreflightCheck;
import org.bpfskel.internal.section.SectionHandle;
import org.bpfskel.kernel.Preflight;
import org.jspecify.annotations.Nullable;

/**
 * An open BPF object: libbpf's {@code struct bpf_object}. Owns its maps, programs and links; {@link
 * #close} frees all of them, and every later call on any of them throws {@link
 * IllegalStateException}. Safe for use by several threads.
 *
 * <p>It lives as long as it, or any handle of a map, program, link or variable of it, is reachable.
 * If none is and nobody has closed it, it is closed, its links too, with a warning; libbpf's would
 * stay for as long as the process. The logger is {@link System.Logger} {@code org.bpfskel}.
 */
public final class BpfObject implements AutoCloseable {
  static {
    Door.OBJECT.open(object -> object.handle);
  }

  private final Handles handles;
  private final ObjectHandle handle;

  /** By libbpf's addresses. */
  private final Map<Long, BpfMap> maps = new LinkedHashMap<>();

  private final Map<Long, BpfProgram> programs = new LinkedHashMap<>();

  private BpfObject(Handles handles) {
    this.handles = handles;
    this.handle = handles.object();
    for (ProgramHandle program : handles.programs()) {
      programs.put(program.address(), BpfProgram.of(this, program));
    }
    for (MapHandle map : handles.maps()) {
      maps.put(map.address(), BpfMap.of(this, map));
    }
    handle.held().setOwner(getClass().getName() + " " + handle.name());
  }

  /**
   * Opens an object file: {@code bpf_object__open_mem}. Needs no privilege.
   *
   * @param file a relocatable ELF file for BPF, in this machine's byte order
   * @return the object, which the caller closes
   * @throws BpfException if the file is unreadable or has more than 256 MiB, libbpf is missing or
   *     older than 1.4, or libbpf refuses the object
   */
  public static BpfObject open(Path file) {
    return open(file, OpenOptions.DEFAULT);
  }

  /**
   * As {@link #open(Path)}, with options.
   *
   * @param file a relocatable ELF file for BPF, in this machine's byte order
   * @param options what is opened otherwise than by default
   * @return the object, which the caller closes
   */
  public static BpfObject open(Path file, OpenOptions options) {
    try {
      return new BpfObject(
          ObjectOpener.open(ObjectFile.read(file), file.toString(), options.parameters()));
    } catch (IOException e) {
      throw new BpfException(
          "open", file.toString(), BpfException.Kind.OTHER, "cannot read the file: " + e);
    }
  }

  /**
   * Opens an object from a copy of its bytes, which the caller may change at once: {@code
   * bpf_object__open_mem}. Needs no privilege.
   *
   * @param bytes a relocatable ELF file for BPF, in this machine's byte order
   * @param file the file name it goes by; libbpf's object name is made from its last part as
   *     bpftool does, {@code testmod_bpf} from {@code bpf/testmod.bpf.o}
   * @return the object, which the caller closes
   * @throws BpfException if libbpf is missing or older than 1.4, or refuses the object
   */
  public static BpfObject open(byte[] bytes, String file) {
    return open(bytes, file, OpenOptions.DEFAULT);
  }

  /**
   * As {@link #open(byte[], String)}, with options.
   *
   * @param bytes a relocatable ELF file for BPF, in this machine's byte order
   * @param file the file name it goes by
   * @param options what is opened otherwise than by default
   * @return the object, which the caller closes
   */
  public static BpfObject open(byte[] bytes, String file, OpenOptions options) {
    return new BpfObject(ObjectOpener.open(bytes.clone(), file, options.parameters()));
  }

  /** {@return {@code bpf_object__name}, which begins the names of its data section maps} */
  public String name() {
    return handle.name();
  }

  /** {@return which build of the object file this is} */
  public ObjectBuild build() {
    return handle.build();
  }

  /** {@return whether {@link #close} has not been called} */
  public boolean isOpen() {
    return handle.lifetime().allows(Lifetime.UNTIL_CLOSE);
  }

  /** {@return the object's maps in libbpf's order: {@code bpf_object__next_map}} */
  public List<BpfMap> maps() {
    return List.copyOf(maps.values());
  }

  /** {@return the object's programs in libbpf's order: {@code bpf_object__next_program}} */
  public List<BpfProgram> programs() {
    return List.copyOf(programs.values());
  }

  /**
   * {@return the map of that name: {@code bpf_object__find_map_by_name}} A data section goes by its
   * ELF name, {@code .bss}, too.
   *
   * @param name in C, of a struct_ops variable too
   * @throws NoSuchElementException if the object has none
   * @throws IllegalStateException after close
   */
  public BpfMap map(String name) {
    BpfMap map = maps.get(find("map", name, Libbpf::bpf_object__find_map_by_name));
    if (map == null) {
      throw new NoSuchElementException(
          Printable.of(name() + " has no map " + name)
              + ", but "
              + maps.values()
              + near(name, handles.maps().stream().map(MapHandle::name).toList()));
    }
    return map;
  }

  /**
   * {@return the section of global variables of that name in the ELF file, such as {@code .bss}, or
   * the arena by the name of its map or of its section}
   *
   * <p>These are the maps that {@code bpf_map__is_internal} tells from others.
   *
   * @param section its name with the dot
   * @throws NoSuchElementException if the object has none
   * @throws IllegalStateException after close
   */
  public DataMap data(String section) {
    for (MapHandle map : handles.maps()) {
      if (map instanceof SectionHandle other && section.equals(other.section())) {
        return data(map.name()); // of the one arena that libbpf takes
      }
    }
    if (map(section) instanceof DataMap data) {
      return data;
    }
    throw new NoSuchElementException(
        Printable.of(name() + " has no section of variables " + section)
            + ", but a map of that name");
  }

  /**
   * {@return the struct_ops variable of that name}
   *
   * @param name in C
   * @throws NoSuchElementException if the object has none
   * @throws IllegalStateException after close
   */
  public StructOpsMap structOps(String name) {
    if (map(name) instanceof StructOpsMap variable) {
      return variable;
    }
    throw new NoSuchElementException(
        Printable.of(name() + " has no struct_ops variable " + name) + ", but a map of that name");
  }

  /**
   * {@return the program of that name: {@code bpf_object__find_program_by_name}}
   *
   * @param name of the function in C
   * @throws NoSuchElementException if the object has none
   * @throws IllegalStateException after close
   */
  public BpfProgram program(String name) {
    BpfProgram program =
        programs.get(find("program", name, Libbpf::bpf_object__find_program_by_name));
    if (program == null) {
      throw new NoSuchElementException(
          Printable.of(name() + " has no program " + name)
              + ", but "
              + programs.values()
              + near(name, handles.programs().stream().map(ProgramHandle::name).toList()));
    }
    return program;
  }

  private static String near(String name, List<String> names) {
    return Printable.of(NearNames.question(name, names));
  }

  /** A null would end the process. */
  private long find(String kind, String name, ToLongBiFunction<Long, String> search) {
    String what = kind + " " + Objects.requireNonNull(name, "name");
    return handle
        .lifetime()
        .shared(what, Lifetime.UNTIL_CLOSE, () -> search.applyAsLong(handle.address(), name));
  }

  /**
   * {@return the object's own type information, as libbpf holds it: {@code bpf_object__btf}}
   *
   * <p>Instead of {@code btf__parse_elf}: opening an object needs no privilege.
   *
   * @throws BpfException if the object has none, or it is unreadable
   * @throws IllegalStateException after close
   */
  public Btf btf() {
    return TypeReading.of(name(), handle::btf);
  }

  /** {@return whether {@link #load} has succeeded, and close has not been called} */
  public boolean isLoaded() {
    return handle.lifetime().allows(Lifetime.AFTER_LOAD);
  }

  /** {@return whether load may be called: it has not been yet, nor close} */
  public boolean canLoad() {
    return handle.lifetime().allows(Lifetime.BEFORE_LOAD);
  }

  /**
   * {@return what stands in the way of {@link #load} and of attaching, on the running kernel and
   * for this process: capabilities that are missing for each program and map, options that the
   * kernel was built without, and security modules} Changes nothing, and needs no privilege.
   * Programs and maps that load would leave out are not looked at.
   *
   * @throws IllegalStateException after load or close
   */
  public Preflight preflight() {
    return new Preflight(
        handle
            .lifetime()
            .shared("preflight", Lifetime.BEFORE_LOAD, () -> PreflightCheck.of(handles)));
  }

  /**
   * Takes maps and programs to the kernel: {@code bpf_object__load}. A struct_ops program to which
   * no struct_ops variable refers is left out, unless {@link BpfProgram#setAutoload} says
   * otherwise: the kernel would refuse it. A failed load is final.
   *
   * @throws VerifierException if the kernel's verifier refuses a program
   * @throws BpfException if one program is in two different callbacks, which leaves the object as
   *     it was; or if the kernel refuses, with libbpf's lines and what the kernel's struct_ops
   *     types lack
   * @throws IllegalStateException if called before, or after close
   */
  public void load() {
    ObjectLoad load = new ObjectLoad(handles);
    handle.lifetime().load(load::prepare, load::run);
  }

  /**
   * Pins all maps and programs in one folder, each under its name in C, with {@code _} for a dot:
   * what {@code bpf_object__pin} does. What load left out is left out here too. A missing folder is
   * made, and the one above it must be there. On a failure nothing stays pinned.
   *
   * @param folder in a BPF file system, such as {@code /sys/fs/bpf/acme}
   * @throws BpfException if one of the names is taken there, a map is pinned elsewhere, or the
   *     kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public void pin(Path folder) {
    new ObjectPins(handles).pin(ObjectPins.PinnedPart.ALL, folder);
  }

  /**
   * Removes the files that {@link #pin} made: {@code bpf_object__unpin}. Those that can be, if one
   * cannot.
   *
   * @param folder where they are; it stays
   * @throws BpfException if not all of the object is pinned there, or the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public void unpin(Path folder) {
    new ObjectPins(handles).unpin(ObjectPins.PinnedPart.ALL, folder);
  }

  /**
   * As {@link #pin}, the maps alone: {@code bpf_object__pin_maps}.
   *
   * @param folder in a BPF file system, such as {@code /sys/fs/bpf/acme}
   * @throws BpfException if one of the names is taken there, a map is pinned elsewhere, or the
   *     kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public void pinMaps(Path folder) {
    new ObjectPins(handles).pin(ObjectPins.PinnedPart.MAPS, folder);
  }

  /**
   * Removes the files that {@link #pinMaps} made: {@code bpf_object__unpin_maps}.
   *
   * @param folder where they are; it stays
   * @throws BpfException if not all of the maps are pinned there, or the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public void unpinMaps(Path folder) {
    new ObjectPins(handles).unpin(ObjectPins.PinnedPart.MAPS, folder);
  }

  /**
   * As {@link #pin}, the programs alone: {@code bpf_object__pin_programs}.
   *
   * @param folder in a BPF file system, such as {@code /sys/fs/bpf/acme}
   * @throws BpfException if one of the names is taken there, or the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public void pinPrograms(Path folder) {
    new ObjectPins(handles).pin(ObjectPins.PinnedPart.PROGRAMS, folder);
  }

  /**
   * Removes the files that {@link #pinPrograms} made: {@code bpf_object__unpin_programs}.
   *
   * @param folder where they are; it stays
   * @throws BpfException if not all of the programs are pinned there, or the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public void unpinPrograms(Path folder) {
    new ObjectPins(handles).unpin(ObjectPins.PinnedPart.PROGRAMS, folder);
  }

  /**
   * Closes the links, then frees the object with its maps and programs: {@code bpf_object__close}.
   * Closing again has no effect.
   *
   * @throws IllegalStateException if called from within another call on this object, by a logger
   */
  @Override
  public void close() {
    handle.close(() -> handles.maps().forEach(MapHandle::leave));
  }

  Lifetime lifetime() {
    return handle.lifetime();
  }

  /** The program at an address from a struct_ops image; null for what is none of this object. */
  @Nullable StructOpsProgram structOpsProgramAt(long programAddress) {
    return programs.get(programAddress) instanceof StructOpsProgram program ? program : null;
  }

  /** Attaches a program. */
  BpfLink attach(String what, LongSupplier attach) {
    LinkHandle link =
        handle.attach(
            what, () -> new LibbpfLink(LibbpfLink.Attached.PROGRAM, what, attach.getAsLong()));
    return new BpfLink(handle, link, null);
  }

  /** The object's name, for messages. */
  @Override
  public String toString() {
    return handle.toString();
  }
}

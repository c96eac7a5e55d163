package org.bpfskel.internal.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.CoreRelocation.Kind;
import org.bpfskel.internal.kernel.Lack.ObjectPart;
import org.bpfskel.internal.kernel.Lack.Refusal;
import org.bpfskel.internal.program.BpfFunction;
import org.jspecify.annotations.Nullable;

/**
 * What libbpf makes of all relocations of an object on a kernel, in its order ({@code
 * bpf_core_calc_relo_insn}). Of several types of one name it takes those that have what is asked
 * for, forgets the others from then on, and loads nothing if these do not all say the same.
 */
final class CoreAnswers {
  private final ObjectNeeds needs;
  private final AskedTypes types;
  private final DecodedTypes decoded = new DecodedTypes();
  private final IdentityHashMap<CoreAccess, Answer> answers = new IdentityHashMap<>();

  /** Types of the kernel that are still in question for a type of the object, by its id. */
  private final Map<Integer, List<KernelType>> candidates = new HashMap<>();

  /** Types of the object of whose candidates more may be forgotten than is known here. */
  private final Set<Integer> unsure = new HashSet<>();

  /**
   * One answer.
   *
   * @param first what libbpf takes; null if there is nothing, or nothing that can be read
   * @param other what contradicts it, in another type of that name; null if nothing does
   * @param unknown whether it cannot be told if there is something
   */
  private record Answer(@Nullable CoreTarget first, @Nullable CoreTarget other, boolean unknown) {}

  CoreAnswers(ObjectNeeds needs, AskedTypes types) {
    this.needs = needs;
    this.types = types;
    needs.relocations().forEach(relocation -> answer(relocation.access()));
  }

  /** All of the name that is asked for, whatever they have. */
  List<KernelType> sameName(CoreAccess access) {
    return types.of(access.rootName());
  }

  DecodedTypes decoded() {
    return decoded;
  }

  /** Whether the kernel has it. */
  boolean isThere(CoreAccess access) {
    Answer answer = answer(access);
    return answer.unknown || answer.first != null;
  }

  /** What the first type has that has it; null if none has, or it cannot be read. */
  @Nullable CoreTarget target(CoreAccess access) {
    return answer(access).first;
  }

  /** Of which libbpf cannot tell what it is: the whole object is refused for one of them. */
  List<Lack> ambiguities() throws BtfException {
    Set<CoreAccess> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Lack> found = new ArrayList<>();
    for (CoreAccesses.AccessPlace relocation : needs.relocations()) {
      String text = seen.add(relocation.access()) ? ambiguity(relocation.access()) : null;
      if (text != null) {
        BpfFunction function = relocation.function();
        ObjectPart part = function.isProgram() ? ObjectPart.PROGRAM : ObjectPart.OBJECT;
        String name = function.isProgram() ? function.name() : "";
        String place = needs.place(function, relocation.index());
        found.add(new Lack(part, name, Refusal.LOAD, text, place));
      }
    }
    return found;
  }

  private Answer answer(CoreAccess access) {
    Answer known = answers.get(access);
    if (known == null) {
      try {
        known = compute(access);
      } catch (BtfException e) {
        known = new Answer(null, null, true); // nothing is said of what cannot be read
        unsure.add(access.rootId());
      }
      answers.put(access, known);
    }
    return known;
  }

  private Answer compute(CoreAccess access) throws BtfException {
    if (access.kind() == Kind.TYPE_ID_LOCAL) {
      return new Answer(null, null, true);
    }
    CoreMatch match = new CoreMatch(access, decoded);
    List<KernelType> all = candidates.get(access.rootId());
    if (all == null) {
      all = candidates(access, match);
    }
    if (access.kind() == Kind.TYPE_MATCHES) {
      unsure.add(access.rootId());
    }
    Map<KernelType, CoreTarget> found = new LinkedHashMap<>();
    for (KernelType candidate : all) {
      CoreTarget target = match.in(candidate);
      if (target != null) {
        found.put(candidate, target);
      }
    }
    candidates.put(access.rootId(), found.isEmpty() ? all : List.copyOf(found.keySet()));
    CoreTarget first = found.isEmpty() ? null : found.values().iterator().next();
    boolean isSure = !unsure.contains(access.rootId());
    return new Answer(first, isSure ? contradiction(access, found.values()) : null, false);
  }

  /** Those of modules only if vmlinux has none. */
  private List<KernelType> candidates(CoreAccess access, CoreMatch match) throws BtfException {
    List<KernelType> ofVmlinux = new ArrayList<>();
    List<KernelType> ofModules = new ArrayList<>();
    for (KernelType type : sameName(access)) {
      if (match.isCandidate(type)) {
        (types.isOfVmlinux(type) ? ofVmlinux : ofModules).add(type);
      }
    }
    return ofVmlinux.isEmpty() ? ofModules : ofVmlinux;
  }

  private @Nullable CoreTarget contradiction(CoreAccess access, Iterable<CoreTarget> found)
      throws BtfException {
    CoreTarget first = null;
    for (CoreTarget target : found) {
      if (first == null) {
        first = target;
      } else if (first.bitOffset() != target.bitOffset()
          || first.value(access.kind(), decoded) != target.value(access.kind(), decoded)) {
        return target;
      }
    }
    return null;
  }

  /**
   * Why libbpf makes a load or store of it one that the verifier refuses: only pointers and
   * unsigned integers may have another size. Null if it does not.
   */
  @Nullable String resized(CoreAccess access) throws BtfException {
    CoreTarget inKernel = target(access);
    CoreTarget inObject =
        new CoreMatch(access, decoded).in(new KernelType(access.btf(), access.rootId()));
    if (inKernel == null || inObject == null) {
      return null;
    }
    long declared = inObject.elementSize(decoded);
    long found = inKernel.elementSize(decoded);
    return declared == found || declared == 0 || inObject.adapts(inKernel, decoded)
        ? null
        : ("it declares '%s' with %d bytes, and the kernel has %s, which libbpf adapts only of"
                + " pointers and unsigned integers")
            .formatted(access, declared, found == 0 ? "a bitfield" : found + " bytes");
  }

  private @Nullable String ambiguity(CoreAccess access) throws BtfException {
    Answer answer = answer(access);
    if (answer.first == null || answer.other == null) {
      return null;
    }
    return ("it asks for '%s', and the kernel has several types '%s' that differ in it (%s): libbpf"
            + " cannot choose one, and loads nothing")
        .formatted(access, access.rootName(), difference(access, answer.first, answer.other));
  }

  private String difference(CoreAccess access, CoreTarget one, CoreTarget other)
      throws BtfException {
    if (access.kind() == Kind.TYPE_ID_TARGET) {
      return "their ids";
    }
    return one.bitOffset() == other.bitOffset()
        ? one.value(access.kind(), decoded) + " and " + other.value(access.kind(), decoded)
        : place(one.bitOffset()) + " and " + place(other.bitOffset());
  }

  private static String place(long bits) {
    return bits % Byte.SIZE == 0 ? "byte " + bits / Byte.SIZE : "bit " + bits;
  }
}

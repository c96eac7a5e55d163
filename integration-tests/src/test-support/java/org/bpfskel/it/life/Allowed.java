package org.bpfskel.it.life;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.bpfskel.it.life.Life.When;

/** When each public method can be called, as its documentation has it. */
final class Allowed {
  /** A method behind {@code !} ends the life of its handle; {@code new} are constructors. */
  private static final String TABLE =
      """
      BpfObject         ALWAYS           open name isOpen isLoaded canLoad maps programs build toString !close
      BpfObject         UNTIL_CLOSE      map data structOps program btf
      BpfObject         BEFORE_LOAD      !load preflight
      BpfObject         AFTER_LOAD       pin unpin pinMaps unpinMaps pinPrograms unpinPrograms
      GeneratedSkeleton ALWAYS           open openAndLoad toString !close
      GeneratedSkeleton BEFORE_LOAD      !load preflight
      GeneratedSkeleton UNTIL_CLOSE      detach unattached
      GeneratedSkeleton AFTER_LOAD       attach
      SkeletonParts     ALWAYS           object
      GeneratedShadow   ALWAYS           structLayout toString
      GeneratedShadow   UNTIL_CLOSE      existsInKernel dropMissing

      BpfMap            ALWAYS           name object type options bytes equals hashCode toString
      BpfMap            UNTIL_CLOSE      keySize valueSize maxEntries pinPath isPinned
      BpfMap            AFTER_LOAD       fd info pin unpin freeze
      MapOptions        UNTIL_CLOSE      btfKeyTypeId btfValueTypeId autocreate keySize valueSize maxEntries
      MapOptions        UNTIL_CLOSE      mapFlags numaNode ifindex mapExtra
      MapOptions        BEFORE_LOAD      setAutocreate setType setKeySize setValueSize setMaxEntries
      MapOptions        BEFORE_LOAD      setMapFlags setNumaNode setIfindex setMapExtra
      MapOptions        BEFORE_LOAD      setPinPath reusePinned reuse
      MapBytes          AFTER_LOAD       lookup update delete nextKey
      MapBytes          ALWAYS           toString
      DataMap           UNTIL_CLOSE      variables structLayout
      DataMap           BEFORE_LOAD      initialValue setInitialValue grow
      StructOpsMap      ALWAYS           isLinkable autoattach setAutoattach
      StructOpsMap      UNTIL_CLOSE      structLayout kernelLayout
      StructOpsMap      BEFORE_LOAD      initialValue setInitialValue edit program setProgram
      StructOpsMap      AFTER_LOAD       attachStructOps

      ReadableMap       AFTER_LOAD       get containsKey getLong lookup forEach getAll readBatch
      ReadableMap       AFTER_LOAD       keys entries
      ReadableMap       ALWAYS           newBatch
      Kind              ALWAYS           of
      WritableMap       AFTER_LOAD       put putLong update putAll writeBatch
      RemovableMap      AFTER_LOAD       putIfAbsent replace remove removeLong delete removeAll removeBatch
      LocalStorage      AFTER_LOAD       get put putIfAbsent replace remove
      BpfHashMap        AFTER_LOAD       getAndRemove getAndRemoveLong drain drainBatch
      BpfArray          AFTER_LOAD       mapped mappedInt mappedLong mappedMembers
      BpfQueue          AFTER_LOAD       push pushLong pop popLong peek
      BpfBloomFilter    AFTER_LOAD       add mightContain
      BpfMapOfMaps      AFTER_LOAD       put innerId remove keys
      BpfMapOfMaps      BEFORE_LOAD      setInnerMap
      BpfProgramArray   AFTER_LOAD       put programId remove
      BpfCgroupArray    AFTER_LOAD       put remove
      BpfSocketMap      AFTER_LOAD       put cookie remove
      BpfDevMap         AFTER_LOAD       put ifindex programId remove keys
      BpfCpuMap         AFTER_LOAD       put queueSize programId remove cpus
      BpfXskMap         AFTER_LOAD       put remove
      BpfStackTraces    AFTER_LOAD       get remove keys
      MapBatch          ALWAYS           capacity keySize valueSize keys values rewind

      BpfProgram        ALWAYS           name section object verifierLog options toString
      BpfProgram        UNTIL_CLOSE      autoload autoattach setAutoattach
      BpfProgram        BEFORE_LOAD      setAutoload
      BpfProgram        AFTER_LOAD       fd info testRun pin unpin attach associate
      BpfProgram        ONCE_LOADED      attachBySection
      ProgramOptions    UNTIL_CLOSE      type expectedAttachType flags logLevel logSize
      ProgramOptions    BEFORE_LOAD      setType setExpectedAttachType setAttachTarget setFlags
      ProgramOptions    BEFORE_LOAD      setLogLevel setLogSize setIfindex
      BpfLink           ALWAYS           name isOpen toString !close
      BpfLink           AFTER_LOAD       fd update info pin unpin pinPath detach disconnect openBytes openText
      RunStatistics     ALWAYS           enable !close

      RecordBuffer      ALWAYS           isOpen toString
      RecordBuffer      UNTIL_OWN_CLOSE  poll consume
      RingBuffer        ALWAYS           new ring !close
      RingBuffer        UNTIL_OWN_CLOSE  on onReused onBytes
      Ring              ALWAYS           map size availableBytes consumerPosition producerPosition toString
      PerfBuffer        ALWAYS           new onLost lost !close
      PerfBuffer        UNTIL_OWN_CLOSE  !on !onReused !onBytes
      UserRingBuffer    ALWAYS           new size pendingBytes isOpen toString !close
      UserRingBuffer    UNTIL_OWN_CLOSE  reserve send
      UserRecord        ALWAYS           toString !close
      UserRecord        UNTIL_OWN_CLOSE  bytes !submit !discard

      Variable          ALWAYS           name toString
      MemberVariables   ALWAYS           structLayout
      Variables         ALWAYS           new int8 int16 int32 int64 bool float32 float64 text bytes struct
      Variables         ALWAYS           int32s int64s enum32
      Value             ALWAYS           length lengths at members
      Value             UNLESS_LEFT_OUT  get getAcquire getVolatile view
      Value.data        UNLESS_LEFT_OUT  set setRelease setVolatile compareAndSet
      Value.data        UNLESS_LEFT_OUT  getAndSet getAndAdd getAndBitwiseOr getAndBitwiseAnd
      Value.rodata      UNTIL_LOADED     set setRelease setVolatile compareAndSet
      Value.rodata      UNTIL_LOADED     getAndSet getAndAdd getAndBitwiseOr getAndBitwiseAnd
      Value.kconfig     NEVER            set setRelease setVolatile compareAndSet
      Value.kconfig     NEVER            getAndSet getAndAdd getAndBitwiseOr getAndBitwiseAnd
      """;

  private static final Map<String, When> WHENS = new HashMap<>();
  private static final Set<String> ENDS = new HashSet<>();

  static {
    TABLE.lines().filter(line -> !line.isBlank()).forEach(Allowed::read);
  }

  private Allowed() {}

  private static void read(String line) {
    String[] words = line.split(" +");
    for (String word : List.of(words).subList(2, words.length)) {
      String method = word.startsWith("!") ? word.substring(1) : word;
      String key = words[0] + " " + method;
      if (!method.equals(word)) {
        ENDS.add(key);
      }
      if (WHENS.put(key, When.valueOf(words[1])) != null) {
        throw new IllegalStateException(key + " stands twice in the table");
      }
    }
  }

  /** Whether the call ends the life of its handle. */
  static boolean ends(Executable method) {
    return ENDS.contains(key(documentedIn(method), method));
  }

  /**
   * When a method may be called.
   *
   * @param section of the variable it is called on; empty for other handles
   * @throws NoSuchElementException if the table does not say it
   */
  static When when(Executable method, String section) {
    String row = documentedIn(method);
    When when = WHENS.get(key(row, method));
    if (when == null) {
      when = WHENS.get(key(row + "." + section, method));
    }
    if (when == null) {
      throw new NoSuchElementException("no row for " + row + " " + method);
    }
    return when;
  }

  /** The class of ours that a generated one extends; of the kinds of variables all are one. */
  private static String documentedIn(Executable method) {
    Class<?> type = method.getDeclaringClass();
    while (!type.getPackageName().startsWith("org.bpfskel") || isGenerated(type)) {
      type = type.getSuperclass();
    }
    if (method.getName().equals("of") && Modifier.isStatic(method.getModifiers())) {
      return "Kind"; // another face of a map
    }
    boolean value = type.getSimpleName().endsWith("Var");
    return value ? "Value" : type.getSimpleName();
  }

  private static boolean isGenerated(Class<?> type) {
    return type.getPackage().equals(Allowed.class.getPackage());
  }

  private static String key(String row, Executable method) {
    return row + " " + (method instanceof Constructor ? "new" : method.getName());
  }
}
